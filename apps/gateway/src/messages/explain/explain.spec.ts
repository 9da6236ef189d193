import {
  CheckActiveProvider,
  countedAddressContext,
  ListMessages,
  ListSuppressions,
  MessageRecord,
  PublicOrganizationSettings,
  PublicSettings,
  ReadEffectiveSettings,
  ReadProviderHealth,
  ReadSendLimits,
  searchedAddressContext,
  Suppression,
  suppressedAddressContext,
  type ListMessagesRequest,
} from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestGateway } from '../../testing/test-gateway.fixture';
import type { Explanation } from './explanation.resource';

let gateway: TestGateway;
let messages: MessageRecord[] = [];
const asked: ListMessagesRequest[] = [];
const suppressed: string[] = [];
const counted: string[] = [];
const since = new Date(0).toISOString();

/** Everything keeps messages back. */
beforeAll(async () => {
  gateway = await TestGateway.start();
  await gateway.play(ListMessages, (request) => {
    asked.push(request);
    return { items: messages, total: messages.length };
  });
  await gateway.play(ListSuppressions, ({ sealed_address = '' }) => {
    suppressed.push(sealed_address);
    const one = { ...exampleOf(Suppression), created_at: since };
    return { items: [one, { ...one, id: 'sup_2', reason: 'complaint' }], total: 2 };
  });
  await gateway.play(ReadSendLimits, ({ sealed_address }) => {
    counted.push(sealed_address);
    return { limits: [{ channel: 'email', budget: 'identifier' }] };
  });
  await gateway.play(CheckActiveProvider, () => ({
    service_type: 'mailgun',
    issue: 'secrets_missing' as const,
  }));
  await gateway.play(ReadProviderHealth, () => ({
    items: [{ key: 'mailgun', reason: 'misconfigured', since, next_try_at: since, waiting: 3 }],
    sms: { state: 'reached', sent: 10, daily_limit: 10 },
  }));
  await gateway.play(ReadEffectiveSettings, () => ({
    settings: [
      { name: 'notifications.send_request_receipt_notification', value: false, source: 'api' as const },
      { name: 'notifications.send_request_review_notification', value: false, source: 'default' as const },
      { name: 'execution.subject_identity_verification_required', value: true, source: 'api' as const },
    ],
  }));
  await gateway.testEnv.bus.put(PublicSettings, 'default', {
    ...new PublicOrganizationSettings(),
    organization: 'default',
    subject_identity_verification_required: true,
    disable_consent_identity_verification: false,
    can_send: true,
    can_invite_by_email: false,
    cors_origins: [],
    sms_countries: ['DE'],
  });
});
afterAll(() => gateway?.close());

const explain = (body: object) => gateway.call('POST', '/api/v1/messages/explain', body);
const codesIn = (body: unknown) =>
  (body as { explanations: Explanation[] }).explanations.map(({ code, reason, subject }) => [
    code,
    reason,
    subject,
  ]);

it('names everything that keeps messages from an address now, and that none was asked for', async () => {
  messages = [];
  const to = { email: 'ada@example.com', phone_number: '+15551234567' };
  const { status, body } = await explain({ to, kind: 'privacy_request_receipt' });
  expect(status).toBe(200);
  expect(codesIn(body)).toEqual([
    ['suppressed', 'hard_bounce', exampleOf(Suppression).id],
    ['limit_reached', 'identifier', null],
    ['country_not_allowed', null, null],
    ['switched_off', null, 'notifications.send_request_receipt_notification'],
    ['provider_incomplete', 'secrets_missing', 'mailgun'],
    ['provider_not_working', 'misconfigured', 'mailgun'],
    ['sms_limit_reached', null, null],
    ['no_message', null, null],
  ]);
  expect(body).toMatchObject({
    explanations: [
      { since, channel: 'email', detail: 'The address is suppressed.' },
      {},
      {},
      {},
      {},
      { since },
      {},
      {},
    ],
    messages: [],
  });
  const { keys } = gateway.testEnv;
  expect(keys.openJson(asked.at(-1)?.sealed_address ?? '', searchedAddressContext('default'))).toEqual(to);
  expect(keys.openJson(suppressed.at(-1) ?? '', suppressedAddressContext('default'))).toEqual(to);
  expect(keys.openJson(counted.at(-1) ?? '', countedAddressContext('default'))).toEqual(to);
});

it.each([
  ['privacy_request_receipt', ['hard_bounce']],
  ['privacy_request_deadline_alert', ['hard_bounce', 'complaint']],
  [undefined, ['hard_bounce', 'complaint']],
] as const)('names the suppressions that keep %s back', async (kind, reasons) => {
  const { body } = await explain({ to: { email: 'ada@example.com' }, kind });
  const suppressions = codesIn(body).filter(([code]) => code === 'suppressed');
  expect(suppressions.map(([, reason]) => reason)).toEqual(reasons);
});

it('says the outcome of each message, by its subject', async () => {
  const record = { ...exampleOf(MessageRecord), delivery: null, settled_at: since };
  const delivery = { status: 'bounced', bounce: 'hard', reason: null, code: null, at: since } as const;
  const waiting = { settled_at: null, created_at: since, state: 'queued' as const };
  messages = [
    { ...record, id: 'msg_1', delivery },
    { ...record, id: 'msg_2' },
    { ...record, id: 'msg_3', state: 'skipped', reason: 'recipient_suppressed' },
    { ...record, id: 'msg_4', state: 'failed', reason: 'refused', provider_reason: 'recipient_invalid' },
    { ...record, ...waiting, id: 'msg_5', reason: 'misconfigured' },
    { ...record, ...waiting, id: 'msg_6', next_attempt_at: since },
    { ...record, ...waiting, id: 'msg_7', state: 'scheduled', send_at: since },
  ];
  const { body } = await explain({ about: 'pri_7' });
  expect(codesIn(body).slice(-7)).toEqual([
    ['bounced', 'hard', 'msg_1'],
    ['sent', null, 'msg_2'],
    ['skipped', 'recipient_suppressed', 'msg_3'],
    ['failed', 'recipient_invalid', 'msg_4'],
    ['held', 'misconfigured', 'msg_5'],
    ['queued', null, 'msg_6'],
    ['scheduled', null, 'msg_7'],
  ]);
  // without an address nothing is known of one
  expect(codesIn(body).map(([code]) => code)).not.toContain('suppressed');
  expect(asked.at(-1)).toEqual({ organization: 'default', about: 'pri_7', page: 1, size: 20 });
});

it('needs an address or a subject, and a scope of its own', async () => {
  for (const [body, pointer] of [
    [{}, '#'],
    [{ kind: 'privacy_request_receipt' }, '#'],
    [{ to: {} }, '#/to'],
    [{ about: '' }, '#/about'],
    [{ to: { email: 'ada' } }, '#/to/email'],
  ] as const) {
    const refused = await explain(body);
    expect([refused.status, refused.body]).toMatchObject([422, { errors: [{ pointer }] }]);
  }
  const authorization = `Bearer ${await gateway.tokenOf('reader')}`;
  const body = { about: 'pri_7' };
  const unasked = await gateway.call('POST', '/api/v1/messages/explain', body, { authorization });
  expect(unasked.status).toBe(403);
});
