import type { ApplicationSettings, OrganizationSettings, ProviderState } from '@subjectline/contracts';
import { providers, type Provider } from '@subjectline/providers';

/** Tried in this order where no provider was chosen (contracts/fides, Privacy requests: create). */
const fallbackTypes = ['twilio_email', 'mailgun'];

/** What holds for an organization: what it has set, and the defaults for the rest (contracts/fides, `/config`). */
export function effectiveSettings(
  organization: string,
  { notifications = {}, execution = {} }: ApplicationSettings,
  states: ProviderState[],
  isReady: (provider: Provider, state: ProviderState) => boolean,
): OrganizationSettings {
  const ready = states.flatMap((state) => {
    const provider = providers[state.service_type];
    return provider && isReady(provider, state) ? [provider] : [];
  });
  const chosen = notifications.notification_service_type ?? null;
  const wanted = chosen ? [chosen] : fallbackTypes;
  const sending = wanted.map((type) => ready.find(({ serviceType }) => serviceType === type)).find(Boolean);
  const verificationRequired = execution.subject_identity_verification_required ?? false;
  return {
    organization,
    notification_service_type: chosen ?? sending?.serviceType ?? null,
    active_channels: sending?.channels ?? [],
    send_request_receipt_notification: notifications.send_request_receipt_notification ?? false,
    send_request_review_notification: notifications.send_request_review_notification ?? false,
    send_request_completion_notification: notifications.send_request_completion_notification ?? false,
    subject_identity_verification_required: verificationRequired,
    // never set, it follows the master switch: whoever verifies privacy requests verifies consent too
    disable_consent_identity_verification:
      execution.disable_consent_identity_verification ?? !verificationRequired,
    require_manual_request_approval: execution.require_manual_request_approval ?? false,
    providers: states,
    fallbacks: { email: [], sms: [] },
  };
}
