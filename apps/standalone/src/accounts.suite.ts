import type { Channel } from '@subjectline/contracts';
import type { HttpClient } from './house.suite';

/* For specs: an account at each provider, as an operator would type it in. */

export interface AccountAtProvider {
  readonly serviceType: string;
  readonly channel: Channel;
  readonly details?: object;
  readonly secrets: object;
  /** What a `GET` of the config shows of the details. */
  readonly shown: object | null;
}

export const accounts: Readonly<Record<string, AccountAtProvider>> = {
  mailgun: {
    serviceType: 'mailgun',
    channel: 'email',
    details: { domain: 'mg.example.com' },
    secrets: { mailgun_api_key: 'api-key-of-mailgun' },
    shown: { domain: 'mg.example.com', is_eu_domain: false, api_version: 'v3' },
  },
  twilio_email: {
    serviceType: 'twilio_email',
    channel: 'email',
    details: { twilio_email_from: 'privacy@example.com' },
    secrets: { twilio_api_key: 'api-key-of-sendgrid' },
    shown: { twilio_email_from: 'privacy@example.com' },
  },
  twilio_text: {
    serviceType: 'twilio_text',
    channel: 'sms',
    secrets: {
      twilio_account_sid: `AC${'0'.repeat(32)}`,
      twilio_auth_token: 'auth-token-of-twilio',
      twilio_sender_phone_number: '+15550001111',
    },
    shown: null,
  },
  inbox: { serviceType: 'inbox', channel: 'email', secrets: {}, shown: null },
};

export const allSwitchesOn = {
  notifications: {
    send_request_receipt_notification: true,
    send_request_review_notification: true,
    send_request_completion_notification: true,
  },
  execution: { subject_identity_verification_required: true, require_manual_request_approval: true },
};

/** Sets a provider up and makes it the active one; every message that there is will be sent. */
export async function useProvider(house: HttpClient, name: string): Promise<void> {
  const account = accounts[name];
  if (!account) throw new Error(`no account at ${name}`);
  const { serviceType: service_type, details, secrets } = account;
  await house.call('PUT', '/api/v1/messaging/default', { service_type, ...(details && { details }) });
  await house.call('PUT', `/api/v1/messaging/default/${service_type}/secret`, secrets);
  const { notifications, execution } = allSwitchesOn;
  const chosen = { ...notifications, notification_service_type: service_type };
  await house.change({ notifications: chosen, execution });
}
