import {
  CreateConsentRequest,
  dayMs,
  FindHeldPersons,
  HoldPerson,
  IdentityVerified,
  personContext,
  ReadConsentReceipt,
  ReadRequest,
  ReadRequestReceipt,
  RemovePersonHold,
  ResendCode,
  ReviewRequests,
  SendNotice,
  StartChallenge,
  VerifyConsentRequest,
  VerifyRequest,
} from '@subjectline/contracts';
import { digestsToFind } from '@subjectline/storage';
import { eventually, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture, rightCode } from '../testing/requests.fixture';

let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
});
afterAll(() => fixture?.close());

/** Of the deadlines below each is six days from the next: the clock goes on while a round is waited for. */
const marginDays = 6;
const pass = (days: number) => fixture.testEnv.clock.advance(days * dayMs);

interface Stored {
  readonly id: string;
  readonly erased: boolean;
  readonly has_details: boolean;
  readonly external_id: string | null;
  readonly digests: number;
  readonly log: number;
}

async function stored(id: string): Promise<Stored | undefined> {
  const [row] = await fixture.rows<Stored>(
    `select id, erased_at is not null as erased, sealed_details is not null as has_details, external_id,
       cardinality(identity_digests) as digests,
       (select count(*)::integer from requests.request_log as log where log.request_id = requests.id) as log
     from requests.requests where id = $1`,
    [id],
  );
  return row;
}

/** After a round that began at this time or later. */
const becomes = (what: string, check: () => Promise<boolean>) =>
  eventually(what, async () => {
    fixture.testEnv.clock.advance(600_000);
    return check();
  });
const isErased = async (id: string) => (await stored(id))?.erased === true;

async function denied(email: string): Promise<string> {
  const custom_privacy_request_fields = { note: { label: 'note', value: 'my old flat' } };
  const id = await fixture.verified({
    identity: { email },
    external_id: 'crm-1',
    custom_privacy_request_fields,
  });
  await fixture.testEnv.bus.ask(ReviewRequests, {
    organization,
    ids: [id],
    decision: 'deny',
    reason: 'none',
    reviewed_by: 'cli_staff',
  });
  await takeTask(fixture.testEnv, SendNotice);
  return id;
}

const hold = (email: string) => {
  const sealed_person = fixture.testEnv.keys.sealJson({ email }, personContext(organization));
  const wanted = { organization, sealed_person, reason: 'litigation', held_by: 'root' } as const;
  return fixture.testEnv.bus.ask(HoldPerson, wanted);
};

describe('requests of an earlier version', () => {
  it('have their whole period from the upgrade on', async () => {
    const [waiting, closed] = [await fixture.unverified(), await denied('earlier@example.com')];
    const open = await fixture.verified();
    const asEarlier = `set search_path to requests;
      update requests set created_at = created_at - interval '200 days', updated_at = updated_at - interval '200 days';
      drop trigger requests_kept_from on requests; drop function mark_kept_from;
      alter table requests drop column kept_from;
      alter table consent_requests drop column kept_from; drop index consent_requests_oldest;
      delete from migrations where name like '%_retention.sql'`;
    await fixture.restart(() => fixture.rows(asEarlier));
    const kept = await fixture.rows<{ id: string; age_days: number | null }>(
      `select id, extract(epoch from now() - kept_from)::integer / 86400 as age_days from requests.requests`,
    );
    expect(new Map(kept.map(({ id, age_days }) => [id, age_days]))).toEqual(
      new Map([
        [waiting, 0],
        [closed, 0],
        [open, null],
      ]),
    );
    pass(1);
    const id = await fixture.unverified();
    for (const one of [waiting, closed, open, id]) expect(await stored(one)).toMatchObject({ erased: false });
  });
});

describe('a request that its person did not verify', () => {
  it('keeps its identity for seven days, and cannot be verified afterwards', async () => {
    const old = await fixture.unverified({ external_id: 'crm-1' });
    pass(marginDays);
    const young = await fixture.unverified();
    expect(await stored(old)).toMatchObject({ erased: false, external_id: 'crm-1' });
    pass(1);
    await becomes('its identity is gone', () => isErased(old));
    expect(await stored(old)).toMatchObject({ has_details: false, external_id: null, digests: 1, log: 1 });
    expect(await stored(young)).toMatchObject({ erased: false });
    const erased = await fixture.rows('select from requests.requests where erased_at is not null');
    const counted = `subjectline_retention_removed_total{kind="unverified_request"} ${erased.length}\n`;
    await eventually('it is counted', async () => (await fixture.metrics.read()).includes(counted));
    expect(await refusalOf(fixture.testEnv.bus.ask(ResendCode, { organization, id: old }))).toBe(
      'code_expired',
    );
    const typed = { organization, id: old, code: rightCode };
    expect(await refusalOf(fixture.testEnv.bus.ask(VerifyRequest, typed))).toBe('code_expired');
  });

  it('does not become verified by what identity tells late', async () => {
    const id = await fixture.unverified();
    pass(7);
    await becomes('its identity is gone', () => isErased(id));
    const other = await fixture.unverified();
    for (const about of [id, other]) {
      const verified_at = fixture.testEnv.clock.now().toISOString();
      const event = { organization, about, challenge_id: 'cha_1', channel: 'email', verified_at } as const;
      await fixture.testEnv.bus.say(IdentityVerified, event, { id: `verified-${about}` });
    }
    const statusOf = async (one: string) =>
      (await fixture.testEnv.bus.ask(ReadRequest, { organization, id: one })).status;
    await eventually('the other is verified', async () => (await statusOf(other)) === 'pending');
    expect(await statusOf(id)).toBe('identity_unverified');
    expect(await refusalOf(fixture.testEnv.bus.ask(ReadRequestReceipt, { organization, id }))).toBe(
      'receipt_unknown',
    );
  });
});

describe('a closed request', () => {
  it('keeps its identity for 90 days, and one that is open or on hold for longer', async () => {
    const [closed, held] = [await denied('closed@example.com'), await denied('held@example.com')];
    const open = await fixture.verified();
    const halfProved = await fixture.unverified();
    await fixture.rows(
      `update requests.requests set assurance = '{"required": 2, "proofs": [{"kind": "email"}]}' where id = $1`,
      [halfProved],
    );
    const { id: holdId } = await hold('Held@example.com');
    const digestsOf = (email: string) => digestsToFind(fixture.testEnv.keys, organization, [email]);
    const person_digests = [...digestsOf('held@example.com'), ...digestsOf('closed@example.com')];
    const findHeld = () => fixture.testEnv.bus.ask(FindHeldPersons, { organization, person_digests });
    expect(await findHeld()).toEqual({ person_digests: digestsOf('held@example.com') });
    pass(90 - marginDays);
    const later = await denied('later@example.com');
    pass(marginDays);
    await becomes('its identity is gone', () => isErased(closed));
    await becomes('so is that of who did some of the steps', () => isErased(halfProved));
    expect(await stored(closed)).toMatchObject({ has_details: false, external_id: null, log: 3 });
    for (const id of [held, open, later]) expect(await stored(id)).toMatchObject({ erased: false });
    expect(await refusalOf(fixture.testEnv.bus.ask(ReadRequestReceipt, { organization, id: closed }))).toBe(
      'not refused',
    );
    await fixture.testEnv.bus.ask(RemovePersonHold, { organization, id: holdId, removed_by: 'root' });
    expect(await findHeld()).toEqual({ person_digests: [] });
    await becomes('the other is gone as well', () => isErased(held));
  });

  it('is deleted with its log and receipt after three years, and one that is open or on hold is not', async () => {
    const [closed, held] = [await denied('three-years@example.com'), await denied('still-held@example.com')];
    const open = await fixture.verified();
    await hold('still-held@example.com');
    pass(1_095);
    await becomes('it is gone', async () => (await stored(closed)) === undefined);
    for (const id of [held, open]) expect(await stored(id)).toMatchObject({ erased: false });
    const left = await fixture.rows(
      `select request_id as id from requests.request_log where request_id = $1
       union all select about from requests.verification_receipts where about = $1`,
      [closed],
    );
    expect(left).toEqual([]);
  });
});

describe('a consent request', () => {
  const create = async (email: string) => {
    const question = { organization, identity: { email }, locale: 'en' };
    const { id } = await fixture.testEnv.bus.ask(CreateConsentRequest, question);
    await takeTask(fixture.testEnv, StartChallenge);
    return id;
  };
  const isThere = async (id: string) =>
    (await fixture.rows('select from requests.consent_requests where id = $1', [id])).length === 1;

  it('is deleted after seven days, or 90 once it is verified; its receipt after three years', async () => {
    const [verified, unverified] = [await create('a@example.com'), await create('b@example.com')];
    await fixture.testEnv.bus.ask(VerifyConsentRequest, { organization, id: verified, code: rightCode });
    pass(7);
    await becomes('the unverified one is gone', async () => !(await isThere(unverified)));
    expect(await isThere(verified)).toBe(true);
    pass(83);
    await becomes('the other is gone', async () => !(await isThere(verified)));
    const receipt = () =>
      refusalOf(fixture.testEnv.bus.ask(ReadConsentReceipt, { organization, id: verified }));
    expect(await receipt()).toBe('not refused');
    pass(1_005);
    await becomes('its receipt is gone', async () => (await receipt()) === 'consent_unknown');
  });
});
