import { Tracing } from '@subjectline/bus';
import {
  AppError,
  CancelMessage,
  FindSuppressed,
  ListMessages,
  messageContext,
  ReadInbox,
  ReadMessage,
  ReadProviderHealth,
  ResendMessage,
  searchedAddressContext,
  SendMessageNow,
  SendMessages,
  type ListMessagesRequest,
  type MessageRecipient,
  type MessageRecord,
  type ResendMessageRequest,
  type SendMessagesRequest,
} from '@subjectline/contracts';
import { recipientDigests } from '@subjectline/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';
import { SuppressionLookup } from './suppression-lookup';
import { canceledExample, waitingExample } from './message-examples';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});

afterAll(() => gateway?.close());

describe('messages', () => {
  const code = {
    kind: 'subject_identity_verification',
    to: { email: 'ada@example.com' },
    variables: { code: '482913', minutes: '10' },
  };

  const receipt = { kind: 'privacy_request_receipt', to: { email: 'ada@example.com' } };

  it('are stored, sealed for the holders of the keys, before they are accepted', async () => {
    const accepted = await gateway.call('POST', '/api/v1/messages', { ...code, about: 'pri_7' });
    expect([accepted.status, accepted.body]).toEqual([
      202,
      // dispatch is down: the suppression list cannot be read
      { id: expect.stringMatching(/^msg_/), state: 'queued', suppressed: null },
    ]);
    const { id } = accepted.body as { id: string };
    expect(accepted.headers.get('location')).toBe(`/api/v1/messages/${id}`);
    const manager = await gateway.testEnv.bus.connection.jetstreamManager();
    const stored = await manager.streams.getMessage('TASKS', { last_by_subj: 'task.dispatch.send-code.v1' });
    const task = stored.json<{ id: string; sealed_content: string; about: string }>();
    expect(task).toMatchObject({ id, about: 'pri_7', locale: 'en' });
    expect(gateway.testEnv.keys.openJson(task.sealed_content, messageContext('default', id))).toEqual({
      to: code.to,
      variables: code.variables,
    });
  });

  it('are one message under one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'order-17' };
    const first = await gateway.call('POST', '/api/v1/messages', code, headers);
    const again = await gateway.call('POST', '/api/v1/messages', code, headers);
    const other = await gateway.call('POST', '/api/v1/messages', code, { 'idempotency-key': 'order-18' });
    expect(again.body).toEqual(first.body);
    expect(other.body).not.toEqual(first.body);
    const changed = { ...code, about: 'pri_8' };
    const reused = await gateway.call('POST', '/api/v1/messages', changed, headers);
    expect([reused.status, reused.body]).toMatchObject([
      422,
      { type: 'urn:subjectline:error:idempotency_key_reused' },
    ]);
  });

  it('are one message if the same key is used twenty times at once', async () => {
    const headers = { 'idempotency-key': 'order-race' };
    const calls = Array.from({ length: 20 }, () => gateway.call('POST', '/api/v1/messages', code, headers));
    const answers = await Promise.all(calls);
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
  });

  it('tell of recipients that are suppressed, who are looked for together and by digests', async () => {
    const asked: MessageRecipient[][] = [];
    const suppressed = new Set<string>();
    const digestOf = (email: string) => recipientDigests(gateway.testEnv.keys, 'default', 'email', email)[0];
    await gateway.play(FindSuppressed, ({ recipients }) => {
      asked.push(recipients);
      return { is_suppressed: recipients.map(({ digests: [digest = ''] }) => suppressed.has(digest)) };
    });
    const emails = Array.from({ length: 100 }, (_none, index) => `bea${index}@example.com`);
    for (const email of emails.slice(0, 50)) suppressed.add(digestOf(email.toUpperCase()));
    const answers = await Promise.all(
      emails.map((email) => gateway.call('POST', '/api/v1/messages', { ...receipt, to: { email } })),
    );
    expect(answers.map(({ body }) => (body as { suppressed: string[] }).suppressed)).toEqual(
      emails.map((_email, index) => (index < 50 ? ['email'] : [])),
    );
    expect(asked.flat()).toHaveLength(100);
    expect(JSON.stringify(asked)).not.toMatch(/@|example/i);
    const lookup = new SuppressionLookup(gateway.testEnv.bus, Tracing.off);
    const sizes = asked.length;
    const recipients = asked.flat();
    const all = [...recipients, ...recipients, ...recipients].map((recipient) =>
      lookup.suppressedOf([recipient]),
    );
    expect((await Promise.all(all)).flat()).toHaveLength(150);
    expect(asked.slice(sizes).map(({ length }) => length)).toEqual([256, 44]);
    // no message of this kind goes by text
    const both = { email: 'bea0@example.com', phone_number: '+15551234567' };
    const alert = { kind: 'privacy_request_error_notification', variables: { unsent_errors: '3' } };
    const one = await gateway.call('POST', '/api/v1/messages', { ...alert, to: both });
    expect(one.body).toMatchObject({ suppressed: ['email'] });
    expect(asked.at(-1)?.map(({ channel }) => channel)).toEqual(['email']);
    const text = await gateway.call('POST', '/api/v1/messages', { ...receipt, to: both, channel: 'sms' });
    expect(text.body).toMatchObject({ suppressed: [] });
    expect(asked.at(-1)?.map(({ channel }) => channel)).toEqual(['sms']);
  });

  it('are refused with every missing or unknown variable', async () => {
    const unfit = await gateway.call('POST', '/api/v1/messages', {
      ...code,
      to: {},
      variables: { code: 1, colour: 'red' },
    });
    expect(unfit.status).toBe(422);
    expect(unfit.body).toMatchObject({
      errors: [
        { pointer: '#/to', rule: 'atLeastOneOf' },
        { pointer: '#/variables/minutes', rule: 'missing' },
        { pointer: '#/variables/code', rule: 'isString' },
        { pointer: '#/variables/colour', rule: 'extra' },
      ],
    });
  });

  it('are refused on a channel that their kind does not support', async () => {
    const alert = {
      kind: 'privacy_request_error_notification',
      to: { email: 'ada@example.com', phone_number: '+15551234567' },
      variables: { unsent_errors: '3' },
    };
    const refused = await gateway.call('POST', '/api/v1/messages', { ...alert, channel: 'sms' });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '#/channel', rule: 'isIn' }] });
    const accepted = await gateway.call('POST', '/api/v1/messages', { ...alert, channel: 'email' });
    expect(accepted.status).toBe(202);
  });

  it('are looked up by id, and kept ones are shown', async () => {
    await gateway.play(ReadMessage, ({ id }) => {
      throw new AppError('message_unknown', { id });
    });
    await gateway.play(ReadInbox, ({ limit }) => {
      expect(limit).toBe(3);
      return { messages: [] };
    });
    expect((await gateway.call('GET', '/api/v1/messages/msg_0')).status).toBe(404);
    expect((await gateway.call('GET', '/api/v1/inbox?limit=3')).body).toEqual({ messages: [] });
  });

  it('are listed by subject, state and kind', async () => {
    const asked: ListMessagesRequest[] = [];
    await gateway.play(ListMessages, (request) => {
      asked.push(request);
      return { items: [], total: 0 };
    });
    const filters = 'state=failed&kind=privacy_request_receipt';
    const empty = { items: [], total: 0, page: 1, size: 50, pages: 0 };
    expect((await gateway.call('GET', `/api/v1/messages?about=pri_7&${filters}`)).body).toEqual(empty);
    expect((await gateway.call('GET', `/api/v1/privacy-request/pri_7/messages?${filters}`)).body).toEqual(
      empty,
    );
    const filtered = { about: 'pri_7', state: 'failed', kind: 'privacy_request_receipt', page: 1, size: 50 };
    expect(asked).toEqual([
      { organization: 'default', ...filtered },
      { organization: 'default', ...filtered },
    ]);
    for (const path of ['/api/v1/messages?kind=fax', '/api/v1/privacy-request/pri_7/messages?state=lost']) {
      expect((await gateway.call('GET', path)).status).toBe(422);
    }
    expect((await gateway.call('GET', '/api/v1/privacy-request/a%20b/messages')).status).toBe(404);
  });

  it('are searched by what is in no URL, sealed on its way', async () => {
    const asked: ListMessagesRequest[] = [];
    await gateway.play(ListMessages, (request) => {
      asked.push(request);
      return { items: [], total: 0 };
    });
    const filters = {
      delivery: 'bounced',
      provider_key: 'mailgun',
      created_gt: '2026-03-02T09:30:00.000Z',
      before: `msg_${'0'.repeat(36)}`,
    };
    const query = new URLSearchParams(filters);
    const to = { email: 'ada@example.com' };
    expect((await gateway.call('GET', `/api/v1/messages?${query}`)).status).toBe(200);
    const found = await gateway.call('POST', '/api/v1/messages/search', { ...filters, to, size: 2 });
    expect([found.status, found.body]).toEqual([200, { items: [], total: 0, page: 1, size: 2, pages: 0 }]);
    const paging = { organization: 'default', page: 1 };
    const [listed, searched] = asked.slice(-2);
    expect(listed).toEqual({ ...paging, ...filters, size: 50 });
    expect(searched).toEqual({ ...paging, ...filters, size: 2, sealed_address: expect.any(String) });
    const context = searchedAddressContext('default');
    expect(gateway.testEnv.keys.openJson(searched?.sealed_address ?? '', context)).toEqual(to);
    const refusals = [
      [{ to: {} }, '#/to'],
      [{ state: 'lost' }, '#/state'],
      [{ delivery: 'read' }, '#/delivery'],
      [{ created_gt: 'yesterday' }, '#/created_gt'],
      [{ before: 'msg_1' }, '#/before'],
      [{ size: 101 }, '#/size'],
    ] as const;
    for (const [body, pointer] of refusals) {
      const refused = await gateway.call('POST', '/api/v1/messages/search', body);
      expect([refused.status, refused.body]).toMatchObject([422, { errors: [{ pointer }] }]);
    }
  });

  it('are sent again as a new message, once per key', async () => {
    const asked: ResendMessageRequest[] = [];
    const id = `msg_${'0'.repeat(36)}`;
    await gateway.play(ResendMessage, (request): MessageRecord => {
      asked.push(request);
      if (request.id !== id)
        throw new AppError('message_not_repeatable', { id: request.id, why: 'of a reason' });
      const none = {
        reason: null,
        channel: null,
        about: null,
        service_type: null,
        provider_key: null,
        provider_reason: null,
      };
      const never = {
        provider_message_id: null,
        next_attempt_at: null,
        settled_at: null,
        missing: [],
        delivery: null,
        send_at: null,
        canceled_by: null,
      };
      const unworded = { wording_version: null, wording_locale: null };
      const made = {
        state: 'queued',
        attempts: 0,
        created_at: new Date(0).toISOString(),
        resent_from: id,
        resent_by: request.resent_by,
      } as const;
      return { id: request.new_id, kind: 'privacy_request_receipt', ...none, ...never, ...unworded, ...made };
    });
    const headers = { 'idempotency-key': 'again-1' };
    const first = await gateway.call('POST', `/api/v1/messages/${id}/resend`, undefined, headers);
    expect([first.status, first.body]).toMatchObject([202, { state: 'queued', resent_from: id }]);
    const { id: newId } = first.body as MessageRecord;
    expect(first.headers.get('location')).toBe(`/api/v1/messages/${newId}`);
    expect((await gateway.call('POST', `/api/v1/messages/${id}/resend`, undefined, headers)).body).toEqual(
      first.body,
    );
    const reused = await gateway.call('POST', `/api/v1/messages/${id}/resend`, { why: 'other' }, headers);
    expect([reused.status, reused.body]).toMatchObject([
      422,
      { type: 'urn:subjectline:error:idempotency_key_reused' },
    ]);
    const other = await gateway.call('POST', `/api/v1/messages/${id}/resend`);
    expect((other.body as MessageRecord).id).not.toBe(newId);
    expect(asked[0]).toMatchObject({ organization: 'default', id, resent_by: 'root' });
    const refused = await gateway.call('POST', `/api/v1/messages/msg_${'1'.repeat(36)}/resend`);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { detail: 'It cannot be sent again: of a reason.' },
    ]);
    expect((await gateway.call('POST', '/api/v1/messages/msg_0/resend')).status).toBe(404);
    const authorization = `Bearer ${await gateway.tokenOf('reader')}`;
    const unasked = await gateway.call('POST', `/api/v1/messages/${id}/resend`, undefined, { authorization });
    expect(unasked.status).toBe(403);
  });

  it('that are queued are retried now', async () => {
    const id = `msg_${'0'.repeat(36)}`;
    await gateway.play(SendMessageNow, ({ organization, id: asked }): MessageRecord => {
      if (asked !== id) throw new AppError('message_not_waiting', { id: asked, state: 'sent' });
      return { ...waitingExample, id: `${organization} ${asked}` };
    });
    const accepted = await gateway.call('POST', `/api/v1/messages/${id}/send-now`);
    expect([accepted.status, accepted.body]).toMatchObject([202, { id: `default ${id}`, state: 'queued' }]);
    const refused = await gateway.call('POST', `/api/v1/messages/msg_${'1'.repeat(36)}/send-now`);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { detail: 'It is neither scheduled nor queued: its state is sent.' },
    ]);
    expect((await gateway.call('POST', '/api/v1/messages/msg_0/send-now')).status).toBe(404);
    const authorization = `Bearer ${await gateway.tokenOf('reader')}`;
    const unasked = await gateway.call('POST', `/api/v1/messages/${id}/send-now`, undefined, {
      authorization,
    });
    expect(unasked.status).toBe(403);
  });

  it('are scheduled, and stored by dispatch before they are accepted', async () => {
    const asked: SendMessagesRequest[] = [];
    await gateway.play(SendMessages, (request) => {
      asked.push(request);
      return { messages: request.messages.map(({ id }) => ({ id, state: 'scheduled' as const })) };
    });
    const inMs = (ms: number) => new Date(gateway.testEnv.clock.nowMs() + ms).toISOString();
    const sendAt = inMs(3_600_000);
    const accepted = await gateway.call('POST', '/api/v1/messages', {
      ...receipt,
      send_at: sendAt.replace('Z', '+00:00'),
    });
    expect([accepted.status, accepted.body]).toMatchObject([202, { state: 'scheduled' }]);
    const { id } = accepted.body as { id: string };
    expect(asked).toMatchObject([
      { organization: 'default', messages: [{ id, kind: receipt.kind, send_at: sendAt, locale: 'en' }] },
    ]);
    const past = await gateway.call('POST', '/api/v1/messages', { ...receipt, send_at: inMs(-1) });
    expect(past.body).toMatchObject({ state: 'queued' });
    expect(asked).toHaveLength(1);
    const refusals = [
      [{ ...receipt, send_at: sendAt.replace('Z', '') }, 'hasZone'],
      [{ ...receipt, send_at: '2030-01-01' }, 'hasZone'],
      [{ ...receipt, send_at: 'tomorrow' }, 'isIso8601'],
      [{ ...receipt, send_at: inMs(93 * 86_400_000) }, 'maxDate'],
      [{ ...receipt, send_at: sendAt, expires_at: sendAt }, 'isBefore'],
      [{ ...code, send_at: sendAt }, 'isSchedulable'],
    ] as const;
    for (const [body, rule] of refusals) {
      const refused = await gateway.call('POST', '/api/v1/messages', body);
      expect([refused.status, refused.body]).toMatchObject([
        422,
        { errors: [{ pointer: '#/send_at', rule }] },
      ]);
    }
  });

  it('that wait are canceled, by the client that asks', async () => {
    const id = `msg_${'0'.repeat(36)}`;
    await gateway.play(CancelMessage, ({ id: asked, canceled_by }): MessageRecord => {
      if (asked !== id) throw new AppError('message_not_cancelable', { id: asked, state: 'sending' });
      return { ...canceledExample, id: asked, canceled_by };
    });
    const canceled = await gateway.call('POST', `/api/v1/messages/${id}/cancel`);
    expect([canceled.status, canceled.body]).toMatchObject([
      200,
      { id, state: 'canceled', canceled_by: 'root' },
    ]);
    const refused = await gateway.call('POST', `/api/v1/messages/msg_${'1'.repeat(36)}/cancel`);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { detail: 'Only a scheduled or queued message can be: its state is sending.' },
    ]);
    expect((await gateway.call('POST', '/api/v1/messages/msg_0/cancel')).status).toBe(404);
    const authorization = `Bearer ${await gateway.tokenOf('reader')}`;
    const unasked = await gateway.call('POST', `/api/v1/messages/${id}/cancel`, undefined, { authorization });
    expect(unasked.status).toBe(403);
  });

  it('that wait for a provider show which one', async () => {
    const items = [
      {
        key: 'mailgun',
        reason: 'unavailable' as const,
        since: new Date(0).toISOString(),
        next_try_at: new Date(1).toISOString(),
        waiting: 3,
      },
    ];
    const sms = { state: 'reached' as const, sent: 10_000, daily_limit: 10_000 };
    const vendor_addresses = [{ service_type: 'mailgun', url: 'http://127.0.0.1:8025' }];
    await gateway.play(ReadProviderHealth, ({ organization }) => ({
      items: organization === 'default' ? items : [],
      sms,
      vendor_addresses,
    }));
    const { body } = await gateway.call('GET', '/api/v1/messaging/health');
    expect(body).toEqual({ items, sms, vendor_addresses });
  });
});
