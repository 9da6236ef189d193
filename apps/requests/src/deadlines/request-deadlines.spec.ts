import {
  AppError,
  dayMs,
  ReadRequest,
  SaveDeadlineSettings,
  SaveLaw,
  SendNotice,
  VerifyRequest,
  type DeadlineSettings,
  type NewRequest,
  type RequestDeadlines,
} from '@subjectline/contracts';
import { openContent, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DsarFixture } from '../testing/dsar.fixture';
import { organization, refusalOf, rightCode, type RequestsFixture } from '../testing/requests.fixture';
import { defaultLaws, defaultLawsVersion } from '../laws/default-laws';
import { endOf, isoDayOf } from '../laws/periods';

let dsar: DsarFixture;
let fixture: RequestsFixture;

beforeAll(async () => {
  dsar = await DsarFixture.start();
  fixture = dsar.base;
});
beforeEach(async () => {
  await fixture.settings({});
  await fixture.forgetLaws();
});
afterAll(() => dsar?.close());

const staff = 'cli_staff';

async function made(changes: Partial<NewRequest> = {}): Promise<RequestDeadlines> {
  return fixture.deadlinesOf((await fixture.created(changes, staff)).id);
}

const choose = (settings: Partial<DeadlineSettings>) =>
  fixture.testEnv.bus.ask(SaveDeadlineSettings, {
    organization,
    settings: { time_zone: 'UTC', assumed_laws: [], property_laws: [], ...settings },
    changed_by: staff,
  });

const now = () => fixture.testEnv.clock.now();

/** The end of a month that begins then, where weekends do not count. */
function monthAfter(from: Date, time_zone = 'UTC'): string {
  const period = { count: 1, unit: 'month' as const };
  return endOf({ from, period, roll: 'next_working_day' }, { time_zone, holidays: [] }).toISOString();
}

describe('a request', () => {
  it('is due by the law of its location, counted in the time zone of the seat', async () => {
    await choose({ time_zone: 'America/Los_Angeles' });
    const request = await fixture.created({ location: 'PT' }, staff);
    const due = monthAfter(now(), 'America/Los_Angeles');
    const deadlines = await fixture.deadlinesOf(request.id);
    expect(deadlines).toMatchObject({
      id: request.id,
      law: 'eu_gdpr',
      is_assumed: false,
      right: 'access',
      table_version: `${defaultLawsVersion}+1`,
      time_zone: 'America/Los_Angeles',
      received_at: now().toISOString(),
      clock_start: now().toISOString(),
      pauses: [],
      ack_due: null,
      due,
      extension_notice_due: due,
      due_date: due,
      days_left: request.days_left,
    });
    expect(request).toMatchObject({ due_date: due, days_left: deadlines.days_left });
    // the last second of a day in Los Angeles is on the next day in UTC
    const days = (Date.parse(due) - now().getTime()) / dayMs;
    expect([Math.floor(days), Math.ceil(days)]).toContain(request.days_left);
  });

  it('has the days of its policy where no law is known, until the organization assumes some', async () => {
    const policy = new Date(now().getTime() + 45 * dayMs).toISOString();
    expect(await made()).toMatchObject({ law: null, due_date: policy, days_left: 45, extended_due: null });
    await choose({ assumed_laws: ['us_ca', 'eu_gdpr'] });
    const assumed = { law: 'eu_gdpr', is_assumed: true, due_date: monthAfter(now()) };
    expect(await made()).toMatchObject(assumed);
    expect(await made({ location: 'US-CA' })).toMatchObject({ law: 'us_ca', is_assumed: false });
  });

  it('keeps its dates when the laws change', async () => {
    const { id, due_date } = await made({ location: 'KR' });
    const kr = defaultLaws['kr_pipa'];
    if (!kr) throw new Error('no such law');
    const terms = kr.terms.map((term) => ({ ...term, answer: { count: 20, unit: 'calendar_day' as const } }));
    const law = { ...kr, terms };
    await fixture.testEnv.bus.ask(SaveLaw, { organization, id: 'kr_pipa', law, changed_by: staff });
    expect(await fixture.deadlinesOf(id)).toMatchObject({ due_date, table_version: defaultLawsVersion });
    const later = await made({ location: 'KR' });
    expect(Date.parse(later.due_date) - Date.parse(due_date)).toBe(10 * dayMs);
    expect(later.table_version).toBe(`${defaultLawsVersion}+1`);
  });

  it('counts from when it came in by mail, which only a caller with a token can say', async () => {
    const received = new Date(now().getTime() - 12 * dayMs);
    const received_at = received.toISOString();
    const known = { received_at, due_date: monthAfter(received) };
    expect(await made({ location: 'FR', received_at })).toMatchObject(known);
    expect(await made({ location: 'FR', requested_at: received_at })).toMatchObject(known);
    const requested_at = now().toISOString();
    const { id } = await made({ location: 'FR', received_at, requested_at });
    expect(await fixture.deadlinesOf(id)).toMatchObject(known);
    const stranger = await fixture.unverified({ location: 'FR', received_at, law: 'kr_pipa' });
    const own = { law: 'eu_gdpr', received_at: now().toISOString(), due_date: monthAfter(now()) };
    expect(await fixture.deadlinesOf(stranger)).toMatchObject(own);
  });

  it('did not come in later than now', async () => {
    const later = (ms: number) => new Date(now().getTime() + ms).toISOString();
    const error = await fixture
      .create({ received_at: later(61_000) }, staff)
      .then(() => null)
      .catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'invalid', problems: [{ path: ['requests', 0, 'received_at'] }] });
    expect(error).toBeInstanceOf(AppError);
    // the clock of its caller is ahead
    expect(await made({ received_at: later(59_000) })).toMatchObject({ received_at: now().toISOString() });
    expect(await made({ requested_at: later(dayMs) })).toMatchObject({ received_at: now().toISOString() });
    expect(await refusalOf(dsar.create({ received_at: later(61_000) }))).toBe('invalid');
  });

  it('is under the law that it names, which has to exist', async () => {
    expect(await made({ location: 'FR', law: 'kr_pipa' })).toMatchObject({ law: 'kr_pipa' });
    const { succeeded, failed } = await fixture.create({ law: 'none' }, staff);
    expect([succeeded, failed]).toEqual([[], [{ index: 0, reason: 'law_unknown' }]]);
    expect(await refusalOf(dsar.create({ law: 'none' }))).toBe('invalid');
  });

  it('of Didomi’s API is counted in the same way', async () => {
    const received_at = new Date(now().getTime() - 3 * dayMs).toISOString();
    const { request } = await dsar.create({ source: { type: 'DSAR', country: 'fr' }, received_at });
    const due = monthAfter(new Date(received_at));
    expect(request.deadline_at).toBe(due);
    expect(await fixture.deadlinesOf(request.id)).toMatchObject({
      law: 'eu_gdpr',
      right: 'erasure',
      received_at,
    });
    const optOut = await dsar.create({ user_right_id: 'cpra_opt_out' });
    expect(optOut.request.deadline_at).toBe(new Date(now().getTime() + 15 * dayMs).toISOString());
    const chosen = await dsar.create({ user_right_id: 'cpra_opt_out', law: 'us_ca' });
    expect(await fixture.deadlinesOf(chosen.request.id)).toMatchObject({ law: 'us_ca', right: 'consent' });
  });

  it('tells its person when it came in', async () => {
    await fixture.settings({ subject_identity_verification_required: false });
    const received_at = new Date(now().getTime() - 5 * dayMs).toISOString();
    const { id } = await made({ received_at });
    await dsar.change(id, { status: 'work_in_progress' });
    const { variables } = openContent(fixture.testEnv, await takeTask(fixture.testEnv, SendNotice));
    expect(variables).toMatchObject({ received_on: received_at });
  });

  it('tells its person in the receipt until when it is answered, where a law says so', async () => {
    const receiptOf = async (changes: Partial<NewRequest>) => {
      const id = await fixture.unverified(changes);
      await fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode });
      return openContent(fixture.testEnv, await takeTask(fixture.testEnv, SendNotice)).variables;
    };
    await choose({ time_zone: 'America/Los_Angeles' });
    const due = new Date(monthAfter(now(), 'America/Los_Angeles'));
    const day = isoDayOf(due, { time_zone: 'America/Los_Angeles' });
    expect(await receiptOf({ location: 'FR' })).toMatchObject({ due_date: day });
    expect(await receiptOf({})).not.toHaveProperty('due_date');
  });

  it('of an older version has its due date and no more', async () => {
    const { id, due_date } = await made({ location: 'FR' });
    await fixture.rows('update requests.requests set clock = null where id = $1', [id]);
    expect(await fixture.testEnv.bus.ask(ReadRequest, { organization, id })).toMatchObject({ due_date });
    expect(await refusalOf(fixture.deadlinesOf(id))).toBe('deadlines_unknown');
    expect(await refusalOf(fixture.deadlinesOf('pri_none'))).toBe('request_unknown');
  });
});

describe('the clock of a request whose person is identified later', () => {
  const week = 7 * dayMs;

  async function identifiedAfterAWeek(
    location: string,
  ): Promise<[before: RequestDeadlines, after: RequestDeadlines]> {
    const id = await fixture.unverified({ location });
    const before = await fixture.deadlinesOf(id);
    fixture.testEnv.clock.advance(week);
    await fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode });
    await takeTask(fixture.testEnv, SendNotice);
    return [before, await fixture.deadlinesOf(id)];
  }

  it('begins then in the UK', async () => {
    const [before, after] = await identifiedAfterAWeek('GB');
    expect(before.clock_start).toBe(before.received_at);
    expect(after).toMatchObject({
      received_at: before.received_at,
      clock_start: now().toISOString(),
      due: monthAfter(now()),
      due_date: monthAfter(now()),
    });
  });

  it('begins then where staff vouch for the person, too', async () => {
    const id = await dsar.unverified({ source: { type: 'DSAR', country: 'GB' } });
    fixture.testEnv.clock.advance(week);
    await dsar.change(id, { status: 'verified' });
    expect(await fixture.deadlinesOf(id)).toMatchObject({
      clock_start: now().toISOString(),
      due: monthAfter(now()),
    });
  });

  it('goes on in the EU and in California', async () => {
    for (const location of ['DE', 'US-CA']) {
      const [before, after] = await identifiedAfterAWeek(location);
      expect(after).toEqual({ ...before, days_left: before.days_left - 7 });
    }
  });

  it('stood still where the organization has switched pauses on', async () => {
    const eu = defaultLaws['eu_gdpr'];
    if (!eu) throw new Error('no such law');
    const terms = eu.terms.map((term) => ({ ...term, pauses: true, roll: 'none' as const }));
    const law = { ...eu, terms };
    await fixture.testEnv.bus.ask(SaveLaw, { organization, id: 'eu_gdpr', law, changed_by: staff });
    const [before, after] = await identifiedAfterAWeek('DE');
    const { received_at: from, due } = before;
    expect(after.pauses).toEqual([{ reason: 'identification', from, until: now().toISOString() }]);
    expect(after.clock_start).toBe(from);
    expect(after.due_date).toBe(new Date(Date.parse(due) + week).toISOString());
  });
});
