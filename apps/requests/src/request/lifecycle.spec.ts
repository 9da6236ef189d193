import {
  ApproveAutomatically,
  CompleteRequest,
  ReadRequest,
  ReadRequestAlert,
  ReadRequestLog,
  RequestChanged,
  ResubmitRequest,
  ReviewRequests,
  SelectRequests,
  SaveRequestAlert,
  SendNotice,
  type Decision,
  type RequestFilter,
} from '@subjectline/contracts';
import { decode } from '@subjectline/bus';
import { countTasks, eventually, readTables, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture } from '../testing/requests.fixture';

let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
});
beforeEach(() => fixture.settings({}));
afterAll(() => fixture?.close());

type Named = { ids: string[] } | { filter: RequestFilter; exclude_ids?: string[] };

/** As the gateway does: what is named by filters is selected first. */
async function review(named: Named, decision: Decision = 'approve') {
  const { bus } = fixture.testEnv;
  const { ids } = 'ids' in named ? named : await bus.ask(SelectRequests, { organization, ...named });
  return bus.ask(ReviewRequests, { organization, ids, decision, reason: null, reviewed_by: 'cli_staff' });
}
const resubmit = (id: string) =>
  fixture.testEnv.bus.ask(ResubmitRequest, { organization, id, resubmitted_by: 'cli_staff' });
const statusOf = async (id: string) =>
  (await fixture.testEnv.bus.ask(ReadRequest, { organization, id })).status;
const becomes = (id: string, status: string) =>
  eventually(`${id} is ${status}`, async () => (await statusOf(id)) === status);

async function approved(): Promise<string> {
  const id = await fixture.verified();
  await review({ ids: [id] });
  await takeTask(fixture.testEnv, SendNotice);
  return id;
}

/** The statuses that others heard of, in order. */
async function heardOf(id: string): Promise<string[]> {
  const stream = await fixture.testEnv.bus.connection.jetstream().consumers.get('EVENTS', {
    filterSubjects: RequestChanged.subject,
  });
  const statuses: string[] = [];
  const messages = await stream.fetch({ max_messages: 1_000, expires: 1_000 });
  for await (const message of messages) {
    const event = decode(message.data) as { id: string; status: string };
    if (event.id === id) statuses.push(event.status);
    if (message.info.pending === 0) break;
  }
  return statuses;
}

describe('every change', () => {
  it('is said, from the first status to the last', async () => {
    const id = await approved();
    await fixture.testEnv.bus.ask(CompleteRequest, { organization, id });
    await takeTask(fixture.testEnv, SendNotice);
    await fixture.waitingNotices();
    expect(await heardOf(id)).toEqual(['identity_unverified', 'pending', 'approved', 'complete']);
  });
});

describe('a cancellation', () => {
  it('ends what is not yet worked on, and sends nothing', async () => {
    const waiting = await fixture.unverified();
    const pending = await fixture.verified();
    const { succeeded } = await review({ ids: [waiting, pending] }, 'cancel');
    expect(succeeded).toMatchObject([
      { id: waiting, status: 'canceled', reviewed_by: null },
      { id: pending, status: 'canceled', reviewed_by: null },
    ]);
    expect(await fixture.waitingNotices()).toBe(0);
    expect((await review({ ids: [pending] })).failed).toMatchObject([{ reason: 'status_forbids' }]);
  });

  it('comes too late for what is complete', async () => {
    const id = await approved();
    await fixture.testEnv.bus.ask(CompleteRequest, { organization, id });
    await takeTask(fixture.testEnv, SendNotice);
    expect((await review({ ids: [id] }, 'cancel')).failed).toMatchObject([
      { index: 0, id, reason: 'status_forbids', request: { id, status: 'complete' } },
    ]);
  });
});

describe('a review by filters', () => {
  it('takes what fits without what is excluded, and names what failed', async () => {
    fixture.testEnv.clock.advance(60_000);
    const since = fixture.testEnv.clock.now().toISOString();
    fixture.testEnv.clock.advance(1);
    const [one, excluded, other] = [
      await fixture.verified(),
      await fixture.verified(),
      await fixture.verified(),
    ];
    const erasure = await fixture.verified({ policy_key: 'default_erasure_policy' });
    const filter: RequestFilter = { created_gt: since, statuses: ['pending'], actions: ['access'] };
    const { succeeded } = await review({ filter, exclude_ids: [excluded] });
    expect(succeeded.map(({ id }) => id)).toEqual([one, other]);
    await takeTask(fixture.testEnv, SendNotice);
    await takeTask(fixture.testEnv, SendNotice);
    expect([await statusOf(excluded), await statusOf(erasure)]).toEqual(['pending', 'pending']);
    const again = await review({ filter: { created_gt: since, ids: [one, excluded] } }, 'deny');
    expect(again.failed).toMatchObject([
      { index: 0, id: one, reason: 'status_forbids', request: { id: one, status: 'approved' } },
    ]);
    expect(again.succeeded).toMatchObject([{ id: excluded, status: 'denied' }]);
    await takeTask(fixture.testEnv, SendNotice);
  });

  it('of nothing is refused', async () => {
    expect(await refusalOf(review({ filter: { ids: ['pri_x'] } }))).toBe('selection_empty');
    expect(await refusalOf(review({ ids: [] }))).toBe('invalid');
    const id = await fixture.verified();
    expect(await refusalOf(review({ filter: { ids: [id] }, exclude_ids: [id] }))).toBe('selection_empty');
  });

  it('finds a person by the exact address, in any spelling of it', async () => {
    const email = 'found-by-filter@example.com';
    const id = await fixture.verified({ identity: { email } });
    const identities = [{ name: 'email', value: email.toUpperCase() }];
    expect((await review({ filter: { identities } })).succeeded).toMatchObject([{ id }]);
    await takeTask(fixture.testEnv, SendNotice);
  });
});

describe('a resubmission', () => {
  it('begins again under the same id; what was approved once needs no second approval', async () => {
    const id = await approved();
    expect(await resubmit(id)).toMatchObject({ id, status: 'pending', reviewed_at: null, reviewed_by: null });
    await becomes(id, 'approved');
    expect(await fixture.waitingNotices()).toBe(0);
    const { entries } = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id });
    expect(entries.map(({ what, by }) => `${what} by ${by}`)).toEqual([
      'created by person',
      'pending by person',
      'approved by cli_staff',
      'resubmitted by cli_staff',
      'pending by cli_staff',
      'approved by system',
    ]);
  });

  it('of what was denied waits for another review', async () => {
    const id = await fixture.verified();
    await review({ ids: [id] }, 'deny');
    await takeTask(fixture.testEnv, SendNotice);
    await resubmit(id);
    await fixture.waitingNotices();
    expect(await countTasks(fixture.testEnv, ApproveAutomatically)).toBe(0);
    expect(await statusOf(id)).toBe('pending');
    expect((await review({ ids: [id] })).succeeded).toMatchObject([{ id, status: 'approved' }]);
    await takeTask(fixture.testEnv, SendNotice);
  });

  it('does not approve an unverified request, not even by way of a cancellation', async () => {
    const id = await fixture.unverified();
    expect(await refusalOf(resubmit(id))).toBe('request_unproven');
    await review({ ids: [id] }, 'cancel');
    expect(await refusalOf(resubmit(id))).toBe('request_unproven');
    expect(await statusOf(id)).toBe('canceled');
    await fixture.settings({ subject_identity_verification_required: false });
    expect(await refusalOf(resubmit(id))).toBe('request_unproven');
  });

  it('of what is complete or unknown is refused', async () => {
    const id = await approved();
    await fixture.testEnv.bus.ask(CompleteRequest, { organization, id });
    await takeTask(fixture.testEnv, SendNotice);
    expect(await refusalOf(resubmit(id))).toBe('request_complete');
    expect(await refusalOf(resubmit('pri_x'))).toBe('request_unknown');
  });
});

describe('whom to tell of failures', () => {
  const read = () => fixture.testEnv.bus.ask(ReadRequestAlert, { organization });
  const save = (email_addresses: string[]) =>
    fixture.testEnv.bus.ask(SaveRequestAlert, {
      organization,
      alert: { email_addresses, notify_after_failures: 5 },
    });

  it('is kept sealed, changed as a whole and taken back with an empty list', async () => {
    expect(await refusalOf(read())).toBe('alert_unknown');
    await save(['staff-canary@example.com']);
    await save(['staff-canary@example.com', 'second-canary@example.com']);
    expect(await read()).toEqual({
      email_addresses: ['staff-canary@example.com', 'second-canary@example.com'],
      notify_after_failures: 5,
    });
    const stored = [...(await readTables(fixture.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(stored + fixture.testEnv.log.text).not.toContain('canary@example.com');
    expect(await save([])).toEqual({ email_addresses: [], notify_after_failures: 5 });
    expect(await refusalOf(read())).toBe('alert_unknown');
  });
});
