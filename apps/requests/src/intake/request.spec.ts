import { randomUUID } from 'node:crypto';
import { encode, decode, readEnv, type Service } from '@subjectline/bus';
import {
  AppError,
  ApproveAutomatically,
  brandPropertyVariable,
  challengeContext,
  check,
  CompleteRequest,
  CountSend,
  CreateRequests,
  IdentityVerified,
  ListRequests,
  MessageUndelivered,
  ReadRequest,
  ReviewRequests,
  SealedContent,
  SendNotice,
  Settings,
  StartChallenge,
  VerifyChallenge,
  VerifyRequest,
  type NewRequest,
  type OrganizationSettings,
  type PrivacyRequest,
  type RequestResults,
  type VerifyChallengeRequest,
} from '@subjectline/contracts';
import {
  countTasks,
  eventually,
  startTestEnvironment,
  openContent,
  takeTask,
  type TestEnvironment,
} from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { start } from '../app';
import { RequestsEnv } from '../env';

let testEnv: TestEnvironment;
let service: Service;
/** Plays identity: what it answers to a code. */
let refuseCode: (question: VerifyChallengeRequest) => AppError | null;

const organization = 'default';
const address = 'ana@example.com';

/** What every message says of its request; the clock stands still. */
const facts = () => ({
  reference: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) as string,
  received_on: testEnv.clock.now().toISOString(),
});

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  testEnv.bus.connection.subscribe(VerifyChallenge.subject, {
    callback: (_error, message) => {
      const question = decode(message.data) as VerifyChallengeRequest;
      const refusal = refuseCode(question);
      const verified = {
        challenge_id: 'cha_played',
        channel: 'email',
        verified_at: testEnv.clock.now().toISOString(),
      };
      message.respond(encode(refusal ? { err: refusal } : { response: verified }));
    },
  });
  testEnv.bus.connection.subscribe(CountSend.subject, {
    callback: (_error, message) => message.respond(encode({ response: { spent_budget: null } })),
  });
  service = await start(readEnv(RequestsEnv, { ...testEnv.envFor('requests') }), {
    clock: testEnv.clock,
    logDestination: testEnv.log,
  });
});
beforeEach(async () => {
  refuseCode = ({ code, about }) =>
    code === '482913' ? null : new AppError('code_incorrect', { id: about });
  await settings({});
});
afterAll(async () => {
  await service.close();
  await testEnv.close();
});

function settings(changes: Partial<OrganizationSettings>): Promise<void> {
  return testEnv.bus.put(Settings, organization, {
    organization,
    notification_service_type: 'mailgun',
    active_channels: ['email'],
    send_request_receipt_notification: true,
    send_request_review_notification: true,
    send_request_completion_notification: true,
    subject_identity_verification_required: true,
    disable_consent_identity_verification: false,
    require_manual_request_approval: true,
    providers: [],
    ...changes,
  });
}

function create(
  changes: Partial<NewRequest> = {},
  submitted_by: string | null = null,
): Promise<RequestResults> {
  const request = { policy_key: 'default_access_policy', identity: { email: address }, ...changes };
  return testEnv.bus.ask(CreateRequests, { organization, requests: [request], submitted_by, locale: 'en' });
}

async function created(
  changes: Partial<NewRequest> = {},
  submitted_by: string | null = null,
): Promise<PrivacyRequest> {
  const { succeeded } = await create(changes, submitted_by);
  const [request] = succeeded;
  if (!request) throw new Error('it was not created');
  return request;
}

async function verified(changes: Partial<NewRequest> = {}): Promise<PrivacyRequest> {
  const { id } = await created(changes);
  await takeTask(testEnv, StartChallenge);
  const request = await testEnv.bus.ask(VerifyRequest, { organization, id, code: '482913' });
  await takeTask(testEnv, SendNotice);
  return request;
}

const review = (ids: string[], decision: 'approve' | 'deny', reason: string | null = null) =>
  testEnv.bus.ask(ReviewRequests, { organization, ids, decision, reason, reviewed_by: 'cli_staff' });
const statusOf = async (id: string) => (await testEnv.bus.ask(ReadRequest, { organization, id })).status;

describe('a new request', () => {
  it('waits for its person to prove who they are', async () => {
    const request = await created({ source: 'Privacy Center' });
    expect(request).toMatchObject({ status: 'identity_unverified', source: 'Privacy Center' });
    const task = await takeTask(testEnv, StartChallenge);
    expect(task).toMatchObject({
      about: request.id,
      channel: 'email',
      message_kind: 'subject_identity_verification',
    });
    const context = challengeContext(organization, request.id);
    const { to, variables } = check(SealedContent, testEnv.keys.openJson(task.sealed_content, context));
    expect(to).toEqual({ email: address });
    // the person is told what was asked for in their name
    expect(variables).toEqual({ request_types: 'access' });
  });

  it('is pending at once, with a receipt, where verification is not required', async () => {
    await settings({ subject_identity_verification_required: false });
    const request = await created();
    expect(request.status).toBe('pending');
    const task = await takeTask(testEnv, SendNotice);
    expect(task).toMatchObject({ kind: 'privacy_request_receipt', about: request.id });
    expect(openContent(testEnv, task)).toMatchObject({
      to: { email: address },
      variables: { request_types: 'access' },
    });
  });

  it('is acknowledged in the words of its person, not in those of the policy', async () => {
    await settings({ subject_identity_verification_required: false });
    const wanted = { policy_key: 'default_erasure_policy', identity: { email: address } };
    const request = { organization, requests: [wanted], submitted_by: null, locale: 'de-AT' };
    await testEnv.bus.ask(CreateRequests, request);
    const content = openContent(testEnv, await takeTask(testEnv, SendNotice));
    expect(content.variables).toEqual({ ...facts(), request_types: 'Löschung' });
  });

  it('was received when the client that vouches for it says, and a stranger cannot say when', async () => {
    await settings({ subject_identity_verification_required: false });
    const requested_at = '2026-01-02T10:00:00.000Z';
    for (const [submitted_by, received_on] of [
      ['cli_staff', requested_at],
      [null, testEnv.clock.now().toISOString()],
    ] as const) {
      const { id } = await created({ requested_at }, submitted_by);
      if (submitted_by === null) await takeTask(testEnv, SendNotice);
      await review([id], 'deny');
      const task = await takeTask(testEnv, SendNotice);
      expect([task.kind, task.about]).toEqual(['privacy_request_review_deny', id]);
      expect(openContent(testEnv, task).variables).toMatchObject({ received_on });
    }
  });

  it('is answered in the brand of its property, from the code on', async () => {
    const property_id = 'FDS-1A2B3C';
    const { id } = await created({ property_id });
    const task = await takeTask(testEnv, StartChallenge);
    const sealed = testEnv.keys.openJson(task.sealed_content, challengeContext(organization, id));
    expect(check(SealedContent, sealed).variables).toEqual({
      request_types: 'access',
      [brandPropertyVariable]: property_id,
    });
    await testEnv.bus.ask(VerifyRequest, { organization, id, code: '482913' });
    const notice = openContent(testEnv, await takeTask(testEnv, SendNotice));
    expect(notice.variables).toEqual({
      request_types: 'access',
      [brandPropertyVariable]: property_id,
      ...facts(),
    });
  });

  it('that a client vouches for needs no code and gets no receipt', async () => {
    const request = await created({}, 'cli_staff');
    expect(request).toMatchObject({ status: 'pending', submitted_by: 'cli_staff' });
    expect(await countTasks(testEnv, StartChallenge)).toBe(0);
    expect(await countTasks(testEnv, SendNotice)).toBe(0);
  });

  it.each([
    ['no identifier is given', { identity: {} }, 'identity_empty'],
    ['all that is named is empty', { identity: { email: null, external_id: ' ' } }, 'identity_empty'],
    ['the policy does not exist', { policy_key: 'no_such_policy' }, 'policy_unknown'],
    [
      'the code could not reach them',
      { identity: { phone_number: '+15551234567' } },
      'no_address_for_channel',
    ],
  ])('is refused when %s', async (_when, changes, reason) => {
    expect(await create(changes)).toEqual({ succeeded: [], failed: [{ index: 0, reason }] });
    expect(await countTasks(testEnv, StartChallenge)).toBe(0);
  });

  it('is refused, and not left waiting in vain, while nothing can send the code', async () => {
    await settings({ active_channels: [] });
    const before = await testEnv.bus.ask(ListRequests, { organization, page: 1, size: 1 });
    expect(await create()).toMatchObject({ failed: [{ reason: 'no_messaging' }] });
    const after = await testEnv.bus.ask(ListRequests, { organization, page: 1, size: 1 });
    expect(after.total).toBe(before.total);
  });

  it('has its code sent by the fallback of a channel that the active provider lacks', async () => {
    await settings({ fallback_channels: ['sms'] });
    const { succeeded } = await create({ identity: { phone_number: '+15551234567' } });
    expect(succeeded).toHaveLength(1);
    expect(await takeTask(testEnv, StartChallenge)).toMatchObject({ channel: 'sms' });
  });

  it('fails no other request in its list', async () => {
    const good = { policy_key: 'default_erasure_policy', identity: { email: address } };
    const requests = [good, { ...good, policy_key: 'none' }, good];
    const results = await testEnv.bus.ask(CreateRequests, {
      organization,
      requests,
      submitted_by: null,
      locale: 'en',
    });
    expect(results.succeeded).toHaveLength(2);
    expect(results.failed).toEqual([{ index: 1, reason: 'policy_unknown' }]);
    await takeTask(testEnv, StartChallenge);
    await takeTask(testEnv, StartChallenge);
  });

  it('obeys a switch that was turned a moment ago', async () => {
    for (const required of [true, false, true, false]) {
      await settings({
        subject_identity_verification_required: required,
        send_request_receipt_notification: false,
      });
      expect((await created()).status).toBe(required ? 'identity_unverified' : 'pending');
    }
    await takeTask(testEnv, StartChallenge);
    await takeTask(testEnv, StartChallenge);
  });
});

describe('a code', () => {
  it('that is right moves the request on, once, even when it comes twenty times at once', async () => {
    const { id } = await created();
    await takeTask(testEnv, StartChallenge);
    let used = false;
    refuseCode = ({ about }) => {
      if (used) return new AppError('code_used', { id: about });
      used = true;
      return null;
    };
    const ask = () =>
      testEnv.bus.ask(VerifyRequest, { organization, id, code: '482913' }).then(
        ({ status, identity_verified_at }) => `${status} ${identity_verified_at !== null}`,
        (error: AppError) => `${error.code} ${String(error.facts['status'])}`,
      );
    const results = await Promise.all(Array.from({ length: 20 }, ask));
    expect(results.filter((result) => result === 'pending true')).toHaveLength(1);
    expect(results.filter((result) => result === 'request_not_awaiting_code pending')).toHaveLength(19);
    expect(await takeTask(testEnv, SendNotice)).toMatchObject({ kind: 'privacy_request_receipt' });
    expect(await countTasks(testEnv, SendNotice)).toBe(0);
  });

  it('that is wrong leaves it as it is', async () => {
    const { id } = await created();
    await takeTask(testEnv, StartChallenge);
    const guess = testEnv.bus.ask(VerifyRequest, { organization, id, code: '111111' });
    await expect(guess).rejects.toMatchObject({ code: 'code_incorrect' });
    expect(await statusOf(id)).toBe('identity_unverified');
  });

  it('for an unknown request, or one of another organization, is refused', async () => {
    const unknown = testEnv.bus.ask(VerifyRequest, { organization, id: 'pri_x', code: '482913' });
    await expect(unknown).rejects.toMatchObject({ code: 'request_unknown', facts: { id: 'pri_x' } });
    const { id } = await created();
    await takeTask(testEnv, StartChallenge);
    const foreign = testEnv.bus.ask(VerifyRequest, { organization: 'other', id, code: '482913' });
    await expect(foreign).rejects.toBeInstanceOf(AppError);
    expect(await statusOf(id)).toBe('identity_unverified');
  });

  it('that was right moves the request on even when we died before we could', async () => {
    const { id } = await created();
    await takeTask(testEnv, StartChallenge);
    const verified_at = testEnv.clock.now().toISOString();
    const event = { organization, about: id, challenge_id: 'cha_1', channel: 'email', verified_at } as const;
    await testEnv.bus.say(IdentityVerified, event, { id: randomUUID() });
    await eventually('it is pending', async () => (await statusOf(id)) === 'pending');
    expect(await takeTask(testEnv, SendNotice)).toMatchObject({ kind: 'privacy_request_receipt', about: id });
  });
});

describe('a review', () => {
  it('approves, and the person is told', async () => {
    const { id } = await verified();
    const { succeeded } = await review([id], 'approve');
    expect(succeeded).toMatchObject([{ id, status: 'approved', reviewed_by: 'cli_staff' }]);
    expect(await takeTask(testEnv, SendNotice)).toMatchObject({
      kind: 'privacy_request_review_approve',
      about: id,
    });
  });

  it('denies with its reason', async () => {
    const { id } = await verified();
    await review([id], 'deny', "We don't know <you>.");
    const task = await takeTask(testEnv, SendNotice);
    expect(task.kind).toBe('privacy_request_review_deny');
    expect(openContent(testEnv, task).variables).toEqual({
      denial_reason: "We don't know <you>.",
      request_types: 'access',
      ...facts(),
    });
  });

  it('happens once, even when two decide at the same moment', async () => {
    const { id } = await verified();
    const decisions = await Promise.all([
      review([id], 'approve'),
      review([id], 'deny'),
      review([id], 'approve'),
    ]);
    expect(decisions.flatMap(({ succeeded }) => succeeded)).toHaveLength(1);
    expect(decisions.flatMap(({ failed }) => failed.map(({ reason }) => reason))).toEqual([
      'status_forbids',
      'status_forbids',
    ]);
    await takeTask(testEnv, SendNotice);
    expect(await countTasks(testEnv, SendNotice)).toBe(0);
  });

  it('is not for an unverified request', async () => {
    const { id } = await created();
    await takeTask(testEnv, StartChallenge);
    expect(await review([id, 'pri_x'], 'approve')).toMatchObject({
      succeeded: [],
      failed: [
        { index: 0, id, reason: 'status_forbids', request: { id, status: 'identity_unverified' } },
        { index: 1, id: 'pri_x', reason: 'request_unknown' },
      ],
    });
  });

  it('is automatic where no review is required', async () => {
    await settings({ require_manual_request_approval: false });
    const { id, status } = await verified();
    expect(status).toBe('pending');
    await eventually('it is approved', async () => (await statusOf(id)) === 'approved');
    expect(await countTasks(testEnv, SendNotice)).toBe(0);
    expect(await countTasks(testEnv, ApproveAutomatically)).toBe(0);
  });
});

describe('a completion', () => {
  async function approved(policy_key = 'default_access_policy'): Promise<string> {
    const { id } = await verified({ policy_key });
    if (policy_key === 'default_consent_policy') {
      await eventually('it is approved by itself', async () => (await statusOf(id)) === 'approved');
      return id;
    }
    await review([id], 'approve');
    await takeTask(testEnv, SendNotice);
    return id;
  }

  it('brings the person the link, once, however often it is reported', async () => {
    const id = await approved();
    const report = { organization, id, download_links: ['https://files.example.com/e/8f2c'] };
    const reports = await Promise.all(
      Array.from({ length: 5 }, () => testEnv.bus.ask(CompleteRequest, report)),
    );
    expect(reports.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'complete'));
    const task = await takeTask(testEnv, SendNotice);
    expect(task.kind).toBe('privacy_request_complete_access');
    expect(openContent(testEnv, task).variables).toEqual({
      download_link: 'https://files.example.com/e/8f2c',
      days: '5',
      ...facts(),
    });
    expect(await countTasks(testEnv, SendNotice)).toBe(0);
  });

  it.each([
    ['a mail', 'email', 'https://files.example.com/1'],
    ['a text message', 'sms', 'https://files.example.com/1,https://files.example.com/2'],
  ] as const)('names the links that fit into %s', async (_what, channel, download_link) => {
    await settings({ active_channels: [channel], subject_identity_verification_required: false });
    const identity = channel === 'sms' ? { phone_number: '+15551234567' } : { email: address };
    const { id } = await created({ identity }, 'cli_staff');
    await review([id], 'approve');
    await takeTask(testEnv, SendNotice);
    const download_links = ['https://files.example.com/1', 'https://files.example.com/2'];
    await testEnv.bus.ask(CompleteRequest, { organization, id, download_links });
    const task = await takeTask(testEnv, SendNotice);
    expect(openContent(testEnv, task).variables).toEqual({ download_link, days: '5', ...facts() });
  });

  it.each([
    ['default_erasure_policy', 'privacy_request_complete_deletion'],
    ['default_consent_policy', 'privacy_request_complete_consent'],
  ])('of %s is told as %s', async (policy_key, kind) => {
    const id = await approved(policy_key);
    await testEnv.bus.ask(CompleteRequest, { organization, id });
    expect(await takeTask(testEnv, SendNotice)).toMatchObject({ kind, about: id });
  });

  it('is refused before the approval', async () => {
    const { id } = await verified();
    await expect(testEnv.bus.ask(CompleteRequest, { organization, id })).rejects.toMatchObject({
      code: 'request_not_completable',
      facts: { id, status: 'pending' },
    });
  });

  it('with a link that is no web address is refused', async () => {
    const id = await approved();
    for (const link of ['javascript:alert(1)', 'https://user:pass@example.com/', 'files', 'https://a b']) {
      const report = testEnv.bus.ask(CompleteRequest, { organization, id, download_links: [link] });
      await expect(report).rejects.toMatchObject({ code: 'invalid' });
    }
    expect(await statusOf(id)).toBe('approved');
  });
});

describe('every switch', () => {
  it('that is off keeps its message from going out', async () => {
    await settings({
      send_request_receipt_notification: false,
      send_request_review_notification: false,
      send_request_completion_notification: false,
    });
    const { id } = await created();
    await takeTask(testEnv, StartChallenge);
    await testEnv.bus.ask(VerifyRequest, { organization, id, code: '482913' });
    await review([id], 'approve');
    await testEnv.bus.ask(CompleteRequest, { organization, id });
    await eventually('the outbox is empty', async () => {
      const rows = await testEnv.rows('select 1 from requests.outbox where published_in is null');
      return rows.length === 0;
    });
    expect(await countTasks(testEnv, SendNotice)).toBe(0);
  });
});

describe('who a person is', () => {
  it('stands in no table and no log', async () => {
    await created({ identity: { email: 'canary@example.com', external_id: 'external-canary' } });
    await takeTask(testEnv, StartChallenge);
    const client = new Client({ connectionString: testEnv.databaseUrl });
    await client.connect();
    const { rows } = await client.query('select row_to_json(t)::text as row from requests.requests t');
    await client.end();
    const text = rows.map(({ row }: { row: string }) => row).join('\n') + testEnv.log.text;
    expect(text).not.toContain('canary@example.com');
    expect(text).not.toContain('external-canary');
  });
});

describe('a message that did not arrive', () => {
  it("is written into its request's log", async () => {
    const { id } = await created();
    await takeTask(testEnv, StartChallenge);
    const event = {
      organization,
      message_id: 'msg_1',
      kind: 'subject_identity_verification',
      about: id,
      state: 'failed',
      reason: 'refused',
    } as const;
    await testEnv.bus.say(MessageUndelivered, event, { id: randomUUID() });
    const client = new Client({ connectionString: testEnv.databaseUrl });
    await client.connect();
    const entry = await eventually('it is there', async () => {
      const { rows } = await client.query<{ detail: string }>(
        `select detail from requests.request_log where request_id = $1 and what = 'message_undelivered'`,
        [id],
      );
      return rows[0];
    });
    await client.end();
    expect(entry.detail).toBe('subject_identity_verification: refused');
  });
});
