import type { ApplicationSettings } from '@subjectline/contracts';
import { deepMerge } from './merge';
import { requireKnownType } from './provider-type';

/** The provider's type as it is stored: in lower case, and one that exists. */
export function withKnownType(settings: ApplicationSettings): ApplicationSettings {
  const serviceType = settings.notifications?.notification_service_type;
  if (serviceType === null || serviceType === undefined) return settings;
  const path = ['notifications', 'notification_service_type'];
  const provider = requireKnownType(serviceType, path);
  return deepMerge(settings, { notifications: { notification_service_type: provider.serviceType } });
}
