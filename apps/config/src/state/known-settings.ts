import { AppError, type ApplicationSettings } from '@subjectline/contracts';
import { deepMerge } from './merge';
import { requireKnownType } from './provider-type';

/** The settings as stored: a known provider type in lower case. Refuses settings without effect. */
export function withKnownValues(settings: ApplicationSettings): ApplicationSettings {
  refusePropertyMessaging(settings);
  const serviceType = settings.notifications?.notification_service_type;
  if (serviceType === null || serviceType === undefined) return settings;
  const path = ['notifications', 'notification_service_type'];
  const provider = requireKnownType(serviceType, path);
  return deepMerge(settings, { notifications: { notification_service_type: provider.serviceType } });
}

/** There are no templates per property, so the setting would have no effect. */
function refusePropertyMessaging({ notifications }: ApplicationSettings): void {
  const name = 'enable_property_specific_messaging';
  if (!notifications?.[name]) return;
  const message = `${name} is not supported: each type has one template. Leave it out, or set it to false`;
  throw new AppError('invalid', {}, [{ path: ['notifications', name], rule: 'unsupported', message }]);
}
