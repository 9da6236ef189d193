import {
  AppError,
  ListMessages,
  MessageRecord,
  ReadRequest,
  type MessageDelivery,
  type PrivacyRequest,
} from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;
let status: PrivacyRequest['status'] = 'identity_unverified';
let messages: MessageRecord[] = [];
let assurance: PrivacyRequest['assurance'];
let superseded: string[] | undefined;

const id = 'pri_5b0bd0c4-6d1c-4b8f-9a83-d8b1b6a2ff01';
const request: Omit<PrivacyRequest, 'status'> = {
  id,
  reference: 'R7F4-X2MR',
  policy: { key: 'default_access_policy', name: 'Access', actions: ['access'], answer_days: 45 },
  created_at: '2026-01-05T10:00:00.000Z',
  requested_at: '2026-01-05T10:00:00.000Z',
  identity_verified_at: null,
  reviewed_at: null,
  reviewed_by: null,
  submitted_by: null,
  started_processing_at: null,
  finished_processing_at: null,
  updated_at: '2026-01-05T10:00:00.000Z',
  due_date: '2026-02-19T10:00:00.000Z',
  days_left: 45,
  external_id: null,
  source: null,
  location: null,
  property_id: null,
};
const path = `/api/v1/privacy-request/${id}/verification`;
const code: MessageRecord = {
  ...exampleOf(MessageRecord),
  kind: 'subject_identity_verification',
  channel: 'sms',
  state: 'sent',
  reason: null,
  provider_reason: null,
  delivery: null,
};
const delivered = (changes: Partial<MessageDelivery>): Partial<MessageRecord> => ({
  delivery: { status: 'delivered', bounce: null, reason: null, code: null, at: code.created_at, ...changes },
});

beforeAll(async () => {
  gateway = await TestGateway.start();
  await gateway.play(ReadRequest, ({ organization, id: asked }) => {
    if (asked !== id || organization !== 'default') throw new AppError('request_unknown', { id: asked });
    const known = { ...(assurance && { assurance }), ...(superseded && { superseded_codes: superseded }) };
    return { ...request, status, ...known };
  });
  await gateway.play(ListMessages, ({ about }) => {
    expect(about).toBe(id);
    return { items: messages, total: messages.length };
  });
});
afterAll(() => gateway?.close());

const read = () => gateway.call('GET', path, undefined, { authorization: '' });

describe('GET /api/v1/privacy-request/{id}/verification', () => {
  it.each<[string, Partial<MessageRecord>, string, boolean]>([
    ['was sent', {}, 'on_its_way', false],
    ['waits', { state: 'queued' }, 'on_its_way', false],
    ['was delivered', delivered({}), 'on_its_way', false],
    ['was complained of', delivered({ status: 'complained' }), 'on_its_way', false],
    ['may have left', { state: 'unknown', reason: 'unknown' }, 'on_its_way', false],
    ['was suppressed by a limit', { state: 'skipped', reason: 'address_limit' }, 'on_its_way', false],
    ['was suppressed by its person', { state: 'skipped', reason: 'disowned' }, 'on_its_way', false],
    ['waits for its next try', { state: 'queued', reason: 'unavailable' }, 'delayed', false],
    ['was deferred', delivered({ status: 'deferred' }), 'delayed', false],
    ['bounced', delivered({ status: 'bounced', bounce: 'hard' }), 'undelivered', true],
    [
      'bounced softly',
      delivered({ status: 'bounced', bounce: 'soft', reason: 'mailbox_full' }),
      'undelivered',
      false,
    ],
    [
      'was blocked',
      delivered({ status: 'bounced', bounce: 'soft', reason: 'recipient_blocked' }),
      'undelivered',
      true,
    ],
    ['was rejected', delivered({ status: 'rejected', reason: 'content_refused' }), 'undelivered', false],
    [
      'went to who opted out',
      delivered({ status: 'rejected', reason: 'recipient_opted_out' }),
      'undelivered',
      true,
    ],
    [
      'was refused',
      { state: 'failed', reason: 'refused', provider_reason: 'recipient_invalid' },
      'undelivered',
      true,
    ],
    ['failed', { state: 'failed', reason: 'unavailable' }, 'undelivered', false],
    ['expired', { state: 'expired' }, 'undelivered', false],
    ['has no provider', { state: 'skipped', reason: 'no_provider' }, 'undelivered', false],
    ['goes to a disabled country', { state: 'skipped', reason: 'country_disabled' }, 'undelivered', true],
  ])('says of a code that %s', async (_what, changes, delivery, permanent) => {
    messages = [{ ...code, ...changes }];
    const answer = await read();
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        awaiting_code: true,
        ...{ delivery, permanent, channel: 'sms' },
        channels: [{ channel: 'sms', proved: false, delivery, permanent }],
        assurance: null,
      },
    ]);
  });

  it('says it of the last code', async () => {
    const receipt = { ...code, kind: 'privacy_request_receipt', state: 'failed' } as const;
    messages = [receipt, code, { ...code, ...delivered({ status: 'bounced', bounce: 'hard' }) }];
    expect((await read()).body).toMatchObject({ delivery: 'on_its_way' });
  });

  it('says it of each of two addresses, and which is proved', async () => {
    const bounced = delivered({ status: 'bounced', bounce: 'hard' });
    messages = [
      { ...code, ...bounced },
      { ...code, channel: 'email' },
    ];
    assurance = { required: 2, reached: 1, proved: ['email'], missing: [{ any_of: ['phone_number'] }] };
    expect((await read()).body).toEqual({
      awaiting_code: true,
      ...{ delivery: 'undelivered', permanent: true, channel: 'sms' },
      channels: [
        { channel: 'email', proved: true, delivery: 'on_its_way', permanent: false },
        { channel: 'sms', proved: false, delivery: 'undelivered', permanent: true },
      ],
      assurance,
    });
    assurance = undefined;
  });

  it('awaits no code where the step that is left takes none', async () => {
    messages = [code];
    assurance = { required: 4, reached: 1, proved: ['phone_number'], missing: [{ any_of: ['document'] }] };
    expect((await read()).body).toMatchObject({ awaiting_code: false, delivery: null, assurance });
    assurance = undefined;
  });

  it('says nothing more of codes to an address that was corrected', async () => {
    const failed = (id: string) => ({ ...code, id, ...delivered({ status: 'bounced', bounce: 'hard' }) });
    messages = [failed('msg_2'), failed('msg_1')];
    superseded = ['msg_2'];
    expect((await read()).body).toMatchObject({ awaiting_code: true, delivery: 'on_its_way', channels: [] });
    messages = [failed('msg_3'), ...messages];
    expect((await read()).body).toMatchObject({ delivery: 'undelivered', channel: 'sms' });
    superseded = undefined;
  });

  it('says nothing of a code that has yet to be made', async () => {
    messages = [];
    expect((await read()).body).toEqual({
      awaiting_code: true,
      delivery: 'on_its_way',
      permanent: false,
      channel: null,
      channels: [],
      assurance: null,
    });
  });

  it('says no more once no code is awaited', async () => {
    status = 'duplicate';
    messages = [{ ...code, ...delivered({ status: 'bounced', bounce: 'hard' }) }];
    const none = { awaiting_code: false, delivery: null, permanent: false, channel: null };
    expect((await read()).body).toEqual({ ...none, channels: [], assurance: null });
    status = 'identity_unverified';
  });

  it.each([id.replace('5b', '5c'), 'pri_%00', 'a b', 'x'.repeat(200)])(
    'knows no request %s',
    async (other) => {
      const answer = await gateway.call(
        'GET',
        `/api/v1/privacy-request/${encodeURIComponent(other)}/verification`,
      );
      expect(answer.status).toBe(404);
    },
  );
});
