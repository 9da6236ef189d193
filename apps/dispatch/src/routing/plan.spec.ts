import { OrganizationSettings, type Channel, type SendMessageTask } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { earlierRoute, isRoutes, planRoutes } from './plan';

const to = { email: 'ada@example.com', phone_number: '+15551234567' };
const forStaff: Pick<SendMessageTask, 'kind'> = { kind: 'privacy_request_error_notification' };
const forAnybody: Pick<SendMessageTask, 'kind'> = { kind: 'privacy_request_receipt' };

/** Twilio's SMS are active; mails go through the config named here. */
function smsFirst(email: string[] = []): OrganizationSettings {
  const config = { version: 1, sealed_secrets: 'sealed' };
  return {
    ...new OrganizationSettings(),
    organization: 'default',
    notification_service_type: 'twilio_text',
    active_channels: ['sms'],
    send_request_receipt_notification: true,
    send_request_review_notification: true,
    send_request_completion_notification: true,
    subject_identity_verification_required: true,
    disable_consent_identity_verification: false,
    require_manual_request_approval: false,
    providers: [
      { ...config, key: 'texts', service_type: 'twilio_text', details: null },
      { ...config, key: 'mails', service_type: 'mailgun', details: { domain: 'mg.example.com' } },
    ],
    fallbacks: { email, sms: [] },
  };
}

function plan(
  message: Pick<SendMessageTask, 'kind' | 'channel'>,
  settings = smsFirst(),
): { channel: Channel; key: string }[] | string {
  const routes = planRoutes(message, to, settings);
  if (!isRoutes(routes)) return routes.reason;
  return routes.map(({ channel, state: { key } }) => ({ channel, key }));
}

describe('a message of a kind that goes by e-mail alone', () => {
  it('is no SMS where the active provider sends nothing else', () => {
    expect(plan(forAnybody)).toEqual([{ channel: 'sms', key: 'texts' }]);
    expect(plan(forStaff)).toBe('no_provider');
  });

  it('goes to the fallback for mails', () => {
    expect(plan(forStaff, smsFirst(['mails']))).toEqual([{ channel: 'email', key: 'mails' }]);
  });

  it('is no SMS though that is what was asked for', () => {
    expect(plan({ ...forStaff, channel: 'sms' }, smsFirst(['mails']))).toBe('no_provider');
  });

  it('needs an e-mail address', () => {
    const { phone_number } = to;
    expect(planRoutes(forStaff, { phone_number }, smsFirst(['mails']))).toEqual({ reason: 'no_address' });
  });
});

describe('a message whose person the active provider cannot reach', () => {
  const { email } = to;

  it('goes to the fallbacks of the other channel', () => {
    const routes = planRoutes(forAnybody, { email }, smsFirst(['mails']));
    expect(routes).toMatchObject([{ channel: 'email', to: email, state: { key: 'mails' } }]);
  });

  it('is skipped where that channel has none', () => {
    expect(planRoutes(forAnybody, { email }, smsFirst())).toEqual({ reason: 'no_address' });
  });

  it('stays with the config that has tried it', () => {
    const earlier = { provider_key: 'mails', channel: 'email' } as const;
    expect(earlierRoute(earlier, { email }, smsFirst())).toMatchObject([{ state: { key: 'mails' } }]);
    expect(earlierRoute({ ...earlier, provider_key: 'gone' }, { email }, smsFirst())).toBeNull();
  });
});
