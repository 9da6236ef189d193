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
 * The settings that choosing a provider changes: it becomes the active one, with all notifications on. If it was active
 * before, only its account has changed, and a switch that was turned off stays off.
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
