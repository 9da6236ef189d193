import {
  ChangeConsentEvent,
  CreateConsentProof,
  CreateConsentUser,
  DeleteConsentEvent,
  DeleteConsentEvents,
  ListConsentEvents,
  ListPendingConsentEvents,
  ListConsentUsers,
  ReadConsentEvent,
  ReadConsentUser,
  type ConsentEventChanges,
} from '@subjectline/contracts';
import { readTables } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosen, ConsentsEnvironment, organization, refusalOf, someone } from '../testing/consents.fixture';

let environment: ConsentsEnvironment;

beforeAll(async () => {
  environment = await ConsentsEnvironment.open();
});
afterAll(() => environment?.close());

const silent = { disable_integrations: true };
const pending = { status: 'pending_approval' } as const;
const pdf = (text = '') =>
  `data:application/pdf;base64,${Buffer.from(`%PDF-1.7 ${text}`).toString('base64')}`;
/** As it is stored of a user of the organization. */
async function storedPerson(organization_user_id: string): Promise<unknown> {
  const rows = await environment.rows<{ id: string; sealed_person: string }>(
    'select id, sealed_person from consents.users where organization = $1',
    [organization],
  );
  const persons = rows.map(({ id, sealed_person }) =>
    environment.testEnv.keys.openJson(sealed_person, `consent-person:${organization}:${id}`),
  );
  return persons.find(
    (one) => (one as { organization_user_id: string | null }).organization_user_id === organization_user_id,
  );
}
const read = (id: string, named: object = {}) =>
  environment.testEnv.bus.ask(ReadConsentEvent, { organization, id, ...named });
const list = (named: object) =>
  environment.testEnv.bus.ask(ListConsentEvents, { organization, skip: 0, limit: 20, ...named });
const change = (id: string, changes: ConsentEventChanges) =>
  environment.testEnv.bus.ask(ChangeConsentEvent, { organization, id, changes });

describe('a consent event', () => {
  it('is confirmed and counts at once', async () => {
    const person = someone();
    const made = await environment.create({ user: { organization_user_id: person, country: 'fr' } }, silent);
    expect(made).toMatchObject({
      status: 'confirmed',
      regulation: 'gdpr',
      user: { organization_user_id: person, country: 'FR' },
      consents: { purposes: [{ id: 'news', enabled: true }] },
      proofs_id: [],
      delegate: null,
      validation: null,
      superseded: false,
      warnings: [],
    });
    expect(made.id).toMatch(/^evt_[0-9a-f-]{36}$/);
    expect(await read(made.id, { organization_user_id: person.toUpperCase() })).toEqual(made);
    expect(await environment.current(person)).toEqual({ news: true });
  });

  it('may bring its id and its moment, and is refused when the id is taken', async () => {
    const id = `import-${someone()}`;
    const created_at = '2020-02-29T10:00:00.000Z';
    expect(await environment.create({ id, created_at }, silent)).toMatchObject({ id, created_at });
    expect(await refusalOf(environment.create({ id }, silent))).toBe('event_taken');
    const other = { organization: 'other' };
    await environment.settings({}, other.organization);
    expect((await environment.create({ id }, { ...silent, ...other })).id).toBe(id);
    expect(await refusalOf(environment.testEnv.bus.ask(ReadConsentEvent, { ...other, id: 'evt_x' }))).toBe(
      'event_unknown',
    );
  });

  it('is stored once when ten bring the same id at once', async () => {
    const id = `once-${someone()}`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => refusalOf(environment.create({ id }, silent))),
    );
    expect(answers.filter((answer) => answer === 'not refused')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'event_taken')).toHaveLength(9);
  });

  it('makes a user of its own when it names none', async () => {
    const one = await environment.create({ user: null }, silent);
    const other = await environment.create({ user: null }, silent);
    expect(one.user.id).not.toBe(other.user.id);
    expect((await list({ user_id: one.user.id })).total).toBe(1);
  });

  it('is of one user under both names, and refused when they are two users', async () => {
    const organization_user_id = someone();
    const id = `crm-${organization_user_id}`;
    await environment.create({ user: { id, organization_user_id } }, silent);
    const second = await environment.create(
      { user: { organization_user_id: ` ${organization_user_id.toUpperCase()} ` } },
      silent,
    );
    expect(second.user.id).toBe(id);
    expect(
      await refusalOf(environment.create({ user: { id, organization_user_id: someone() } }, silent)),
    ).toBe('conflict');
    expect(await refusalOf(environment.create({ user: { id: 'x', organization_user_id } }, silent))).toBe(
      'conflict',
    );
  });

  it('of a new person is of one user when ten come at once', async () => {
    const user = { organization_user_id: someone() };
    const made = await Promise.all(Array.from({ length: 10 }, () => environment.create({ user }, silent)));
    expect(new Set(made.map((event) => event.user.id)).size).toBe(1);
  });

  it.each([
    ['chooses nothing', { consents: {} }],
    ['says two things of one purpose', { consents: { purposes: [{ id: 'a' }, { id: 'a' }] } }],
    ['says two things of one vendor', { consents: { vendors: { enabled: ['v'], disabled: ['v'] } } }],
    ['is of no day', { created_at: '2023-02-30' }],
    ['is of a week', { created_at: '2023-W07' }],
    [
      'says more of its own than is kept',
      { metadata: Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`k${i}`, 'x'.repeat(4_000)])) },
    ],
    ['is of tomorrow', { created_at: '2999-01-01T00:00:00Z' }],
    [
      'has too many purposes',
      { consents: chosen(Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`p${i}`, true]))) },
    ],
    ['has a status that no event begins with', { status: 'rejected' as 'confirmed' }],
    ['has a proof that is none', { proofs: ['data:application/pdf;base64,AAAA'] }],
  ])('is refused when it %s', async (_what, input) => {
    expect(await refusalOf(environment.create(input))).toBe('invalid');
  });

  it('is refused for an unknown proof, or a redirect to elsewhere', async () => {
    expect(await refusalOf(environment.create({ proofs_id: ['prf_x'] }))).toBe('proof_unknown');
    const validation = { method: 'email', redirect_url: 'https://evil.example.net/' } as const;
    expect(await refusalOf(environment.create({ validation }))).toBe('redirect_forbidden');
  });

  it.each([
    ['2021-03-04T05:06:07', '2021-03-04T05:06:07.000Z'],
    ['2021-03-04', '2021-03-04T00:00:00.000Z'],
    ['2021-03-04T05:06:07.5+02:00', '2021-03-04T03:06:07.500Z'],
  ])('of %s was made at %s, in whichever zone the server stands', async (created_at, moment) => {
    const zone = process.env.TZ;
    process.env.TZ = 'America/New_York';
    expect((await environment.create({ created_at }, silent)).created_at).toBe(moment);
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('keeps its proofs, those it brings and those that were there', async () => {
    const { id } = await environment.testEnv.bus.ask(CreateConsentProof, { organization, data: pdf() });
    const made = await environment.create({ proofs_id: [id], proofs: [pdf('more')] }, silent);
    expect(made.proofs_id).toHaveLength(2);
    expect(made.proofs_id[0]).toBe(id);
    const changed = await change(made.id, { proofs: [pdf('third')] });
    expect(changed.proofs_id.slice(0, 2)).toEqual(made.proofs_id);
    expect(changed.proofs_id).toHaveLength(3);
    expect((await change(made.id, { proofs_id: [] })).proofs_id).toEqual([]);
  });
});

describe('the status of an event', () => {
  const outcomes = [
    ['pending_approval', 'pending_approval', 'pending_approval'],
    ['pending_approval', 'confirmed', 'confirmed'],
    ['pending_approval', 'rejected', 'rejected'],
    ['confirmed', 'confirmed', 'confirmed'],
    ['confirmed', 'pending_approval', 'event_settled'],
    ['confirmed', 'rejected', 'event_settled'],
    ['rejected', 'rejected', 'event_settled'],
    ['rejected', 'confirmed', 'event_settled'],
    ['rejected', 'pending_approval', 'event_settled'],
  ] as const;

  it.each(outcomes)('that is %s and is to be %s ends as %s', async (from, to, outcome) => {
    const begun = from === 'rejected' ? 'pending_approval' : from;
    const { id } = await environment.create({ status: begun }, silent);
    if (from === 'rejected') await change(id, { status: 'rejected' });
    const answer = await change(id, { status: to }).then(
      ({ status }) => status,
      (error: { code: string }) => error.code,
    );
    expect(answer).toBe(outcome);
  });

  it('decides whether it counts', async () => {
    const person = someone();
    const { id } = await environment.create({ ...pending, user: { organization_user_id: person } }, silent);
    expect(await environment.current(person)).toEqual({});
    await change(id, { status: 'confirmed', consents: chosen({ news: false }) });
    expect(await environment.current(person)).toEqual({ news: false });
    expect(await refusalOf(change('evt_x', {}))).toBe('event_unknown');
  });
});

describe('what holds', () => {
  it('follows the order of the choices, whenever each came or was approved', async () => {
    const person = someone();
    const user = { organization_user_id: person };
    const old = await environment.create(
      { ...pending, user, created_at: '2021-01-01T00:00:00Z', consents: chosen({ news: true, ads: true }) },
      silent,
    );
    await environment.create(
      { user, created_at: '2022-01-01T00:00:00Z', consents: chosen({ news: false }) },
      silent,
    );
    await environment.create(
      { user, created_at: '2020-01-01T00:00:00Z', consents: chosen({ news: true, old: true }) },
      silent,
    );
    expect((await read(old.id)).superseded).toBe(true);
    const approved = await change(old.id, { status: 'confirmed' });
    expect(approved).toMatchObject({ status: 'confirmed', superseded: true });
    expect(await environment.current(person)).toEqual({ news: false, old: true, ads: true });
  });

  it('is counted without what was deleted, and by its law', async () => {
    const before = await environment.waiting();
    const person = someone();
    const user = { organization_user_id: person };
    await environment.create({ user, consents: chosen({ news: true }) }, silent);
    const second = await environment.create({ user, consents: chosen({ news: false }) }, silent);
    await environment.create({ user, regulation: 'ccpa', consents: chosen({ sale: false }) }, silent);
    expect(await environment.current(person)).toEqual({ news: false });
    const remove = (id: string) => environment.testEnv.bus.ask(DeleteConsentEvent, { organization, id });
    expect(await remove(second.id)).toEqual({ deleted: 1 });
    expect(await refusalOf(remove(second.id))).toBe('event_unknown');
    expect(await environment.current(person)).toEqual({ news: true });
    const ccpa = await environment.testEnv.bus.ask(ReadConsentUser, {
      organization,
      ...user,
      regulation: 'ccpa',
    });
    expect(ccpa.consents.purposes).toMatchObject([{ id: 'sale', enabled: false }]);
    expect(await environment.testEnv.bus.ask(DeleteConsentEvents, { organization, ...user })).toEqual({
      deleted: 2,
    });
    expect(await environment.current(person)).toEqual({});
    expect(await environment.waiting()).toBe(before);
  });

  it('leaves no address of a user once the last event is deleted, and their id and metadata', async () => {
    const person = 'crm-4711';
    const email = 'crm-4711@example.com';
    const user = { organization_user_id: person, email, metadata: { tier: 'gold' } };
    const [first, second] = [
      await environment.create({ user, consents: chosen({ news: true }) }, silent),
      await environment.create({ user, consents: chosen({ news: false }) }, silent),
    ];
    const remove = (id: string) => environment.testEnv.bus.ask(DeleteConsentEvent, { organization, id });
    await remove(first.id);
    expect(await storedPerson(person)).toMatchObject({ email });
    await remove(second.id);
    expect(await storedPerson(person)).toMatchObject({
      organization_user_id: person,
      email: null,
      metadata: { tier: 'gold' },
    });
  });

  it('takes back and takes over vendor by vendor', async () => {
    const user = { organization_user_id: someone() };
    await environment.create({ user, consents: { vendors: { enabled: ['a', 'b'] } } }, silent);
    await environment.create({ user, consents: { vendors: { enabled: ['c'], disabled: ['a'] } } }, silent);
    const { consents } = await environment.testEnv.bus.ask(ReadConsentUser, { organization, ...user });
    expect(consents.vendors).toEqual({ enabled: ['b', 'c'], disabled: ['a'] });
  });
});

describe('events', () => {
  it('are listed for one user: the confirmed ones under gdpr, the newest choice first', async () => {
    const user = { organization_user_id: someone() };
    const first = await environment.create({ user, created_at: '2021-01-01T00:00:00Z' }, silent);
    const second = await environment.create({ user }, silent);
    const waits = await environment.create({ user, ...pending }, silent);
    const ccpa = await environment.create({ user, regulation: 'ccpa' }, silent);
    const idsOf = async (more: object) => (await list({ ...user, ...more })).items.map(({ id }) => id);
    expect(await idsOf({})).toEqual([second.id, first.id]);
    expect(await idsOf({ statuses: ['pending_approval'] })).toEqual([waits.id]);
    expect(await idsOf({ statuses: ['pending_approval', 'confirmed'] })).toHaveLength(3);
    expect(await idsOf({ regulation: 'ccpa' })).toEqual([ccpa.id]);
    expect(await list({ ...user, skip: 1, limit: 1 })).toMatchObject({ total: 2, items: [{ id: first.id }] });
    expect(await list({ organization_user_id: someone() })).toEqual({ items: [], total: 0 });
    expect(await refusalOf(list({}))).toBe('invalid');
    expect(await refusalOf(read(first.id, { organization_user_id: someone() }))).toBe('event_unknown');
  });
});

describe('users', () => {
  it('are made without a message, once', async () => {
    const user = {
      organization_user_id: someone(),
      metadata: { plan: 'a', ['__proto__']: 'b', constructor: 'c' },
    };
    const before = await environment.waiting();
    const make = () => environment.testEnv.bus.ask(CreateConsentUser, { organization, user });
    const made = await make();
    expect(made).toMatchObject({
      organization_user_id: user.organization_user_id,
      consents: { purposes: [] },
    });
    expect(await refusalOf(make())).toBe('conflict');
    expect(await environment.waiting()).toBe(before);
    const { organization_user_id } = user;
    const users = await environment.testEnv.bus.ask(ListConsentUsers, {
      organization,
      skip: 0,
      limit: 1,
      organization_user_id,
    });
    expect(users).toMatchObject({
      total: 1,
      items: [{ id: made.id, metadata: { plan: 'a', constructor: 'c' } }],
    });
  });

  it('keep of their values the newest, and no more than can be read again', async () => {
    const organization_user_id = someone();
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const key of keys) {
      const metadata = { [key]: 'x'.repeat(4_000) };
      await environment.create({ user: { organization_user_id, metadata } }, silent);
    }
    const user = await environment.testEnv.bus.ask(ReadConsentUser, { organization, organization_user_id });
    expect(Object.keys(user.metadata)).toEqual(['c', 'd', 'e', 'f']);
  });

  it('are not found in another organization', async () => {
    const organization_user_id = someone();
    const { user } = await environment.create({ user: { organization_user_id } }, silent);
    const elsewhere = { organization: 'other', skip: 0, limit: 20 };
    const ask = (named: object) =>
      environment.testEnv.bus.ask(ReadConsentUser, { organization: 'other', ...named });
    expect(await refusalOf(ask({ organization_user_id }))).toBe('user_unknown');
    expect(await refusalOf(ask({ user_id: user.id }))).toBe('user_unknown');
    expect(
      (await environment.testEnv.bus.ask(ListConsentEvents, { ...elsewhere, organization_user_id })).total,
    ).toBe(0);
  });
});

describe('what waits for an approval', () => {
  it('is listed for all users of an organization, oldest first', async () => {
    const organization = 'waiting';
    await environment.settings({}, organization);
    const listed = () =>
      environment.testEnv.bus.ask(ListPendingConsentEvents, { organization, skip: 0, limit: 20 });
    expect(await listed()).toEqual({ items: [], total: 0 });
    const validation = { method: 'email' } as const;
    const made = [];
    for (const organization_user_id of ['first@example.com', 'second@example.com'])
      made.push(await environment.create({ user: { organization_user_id }, validation }, { organization }));
    await environment.create({ user: { organization_user_id: 'third@example.com' } }, { organization });
    const { items, total } = await listed();
    expect([items.map(({ id }) => id), total]).toEqual([made.map(({ id }) => id), 2]);
    expect(items[0]?.user.organization_user_id).toBe('first@example.com');
  });
});

describe('what is stored', () => {
  it('tells of no person without the key ring', async () => {
    const secret = `secret-${someone()}`;
    await environment.create({
      user: { id: `id-${secret}`, organization_user_id: secret, metadata: { note: secret } },
      consents: chosen({ [`purpose-${secret}`]: true }),
      metadata: { note: secret },
      delegate: { id: secret, name: secret },
      validation: { method: 'file', approvers: [secret], redirect_url: 'https://shop.example.com/done' },
      proofs: [pdf(secret)],
    });
    const stored = [...(await readTables(environment.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(Buffer.from(secret).toString('base64').slice(0, -3));
    expect(environment.testEnv.log.text).not.toContain(secret);
    await environment.asked().catch(() => null);
  });
});
