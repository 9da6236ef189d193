import type { ApplicationSettings } from '@subjectline/contracts';
import { deepMerge } from '../state/merge';
import type { ResolvedSettings } from '../state/setting-defaults';

const switches = [
  ['notifications', 'send_request_receipt_notification'],
  ['notifications', 'send_request_review_notification'],
  ['notifications', 'send_request_completion_notification'],
  ['execution', 'subject_identity_verification_required'],
] as const;

/**
 * What choosing a provider changes in the settings: it is the active one, and everything is sent through it. Where it was
 * the active one before, only its account has changed: a switch that was turned off stays off.
 */
export function everythingOn(resolved: ResolvedSettings, serviceType: string): ApplicationSettings {
  const wasActive = resolved.textOf('notifications.notification_service_type') === serviceType;
  const chosen = { notifications: { notification_service_type: serviceType } };
  return switches
    .filter(([section, name]) => !wasActive || resolved.sourceOf(`${section}.${name}`) === 'default')
    .reduce<object>(
      (changes, [section, name]) => deepMerge(changes, { [section]: { [name]: true } }),
      chosen,
    );
}
