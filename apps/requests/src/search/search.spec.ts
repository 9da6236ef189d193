import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ListRequests,
  ReadRequestLog,
  readReference,
  shownReference,
  type ListRequestsRequest,
  type RequestFilter,
} from '@subjectline/contracts';
import { readTables } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organization, RequestsFixture } from '../testing/requests.fixture';

let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
  await fixture.settings({ subject_identity_verification_required: false });
});
afterAll(() => fixture?.close());

const list = (filter: RequestFilter, changes: Partial<ListRequestsRequest> = {}) =>
  fixture.testEnv.bus.ask(ListRequests, { organization, filter, page: 1, size: 50, ...changes });
const idsOf = async (filter: RequestFilter, changes: Partial<ListRequestsRequest> = {}) =>
  (await list(filter, changes)).items.map(({ id }) => id);

const loyalty = { label: 'Loyalty number', value: [4711, 'gold'] };

describe('who a person is', () => {
  it('is found by both spellings of an international domain, whichever was given', async () => {
    const spellings = ['eva@münchen.example', 'eva@xn--mnchen-3ya.example'];
    const ids: string[] = [];
    for (const email of spellings) ids.push((await fixture.created({ identity: { email } })).id);
    for (const value of spellings) {
      expect((await idsOf({ identities: [{ name: 'email', value }] })).toSorted()).toEqual(ids.toSorted());
    }
  });

  it('is found by every identifier, exactly, and shown to callers that ask for it', async () => {
    const identity = {
      email: 'Ana.Search@EXAMPLE.com',
      phone_number: '+15551230000',
      external_id: ' ext-1 ',
      custom: { loyalty },
    };
    const { id } = await fixture.created({ identity });
    await fixture.created({ identity: { email: 'other.person@example.com' } });
    const by = (name: string | null, value: string) => idsOf({ identities: [{ name, value }] });
    for (const [name, value] of [
      ['email', 'ana.search@example.com'],
      ['email', ' ANA.SEARCH@example.com'],
      ['phone_number', '+15551230000'],
      ['external_id', 'ext-1'],
      ['loyalty', '4711'],
      ['loyalty', 'gold'],
      [null, 'ana.search@example.com'],
      [null, '+15551230000'],
    ] as const) {
      expect(await by(name, value), `${name} ${value}`).toEqual([id]);
    }
    expect(await by('email', 'ana.search@example')).toEqual([]);
    expect(await by('external_id', 'ana.search@example.com')).toEqual([]);
    const both = [
      { name: 'email', value: 'ana.search@example.com' },
      { name: 'phone_number', value: '+15551239999' },
    ];
    expect(await idsOf({ identities: both })).toEqual([]);

    const [hidden] = (await list({ ids: [id] })).items;
    expect(hidden).not.toHaveProperty('identity');
    const [shown] = (await list({ ids: [id] }, { include_identities: true })).items;
    expect(shown?.identity).toEqual({
      email: 'Ana.Search@example.com',
      phone_number: '+15551230000',
      external_id: 'ext-1',
      custom: { loyalty },
    });
  });

  it('and all that the form asked for stand in no table and no log', async () => {
    const { id } = await fixture.created({
      identity: { email: 'canary@example.com', custom: { pet: { label: 'Pet', value: 'custom-canary' } } },
      custom_privacy_request_fields: { name: { label: 'Name', value: 'field-canary' } },
      encryption_key: 'key-canary-16byt',
      consent_preferences: [{ data_use: 'preference-canary' }],
      property_id: 'FDS-1A2B3C',
    });
    const stored = [...(await readTables(fixture.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(stored).toContain(id);
    expect(stored + fixture.testEnv.log.text).not.toMatch(/canary/);
    const [shown] = (await list({ ids: [id] }, { include_custom_fields: true })).items;
    expect(shown?.custom_privacy_request_fields).toEqual({ name: { label: 'Name', value: 'field-canary' } });
    expect(JSON.stringify(shown)).not.toContain('key-canary');
  });
});

describe('a list', () => {
  it('narrows by status, action and moment, and keeps to its order', async () => {
    fixture.testEnv.clock.advance(1_000);
    const after = fixture.testEnv.clock.now().toISOString();
    fixture.testEnv.clock.advance(1_000);
    const access = await fixture.created();
    fixture.testEnv.clock.advance(1_000);
    const erasure = await fixture.created({
      policy_key: 'default_erasure_policy',
      requested_at: '2020-01-01T00:00:00Z',
    });
    const filter = { created_gt: after };
    expect(await idsOf(filter)).toEqual([erasure.id, access.id]);
    expect(await idsOf(filter, { sort_direction: 'asc' })).toEqual([access.id, erasure.id]);
    const byRequest = { sort_field: 'requested_at', sort_direction: 'asc' } as const;
    expect(await idsOf(filter, byRequest)).toEqual([erasure.id, access.id]);
    expect(await idsOf({ ...filter, actions: ['erasure'] })).toEqual([erasure.id]);
    expect(await idsOf({ ...filter, created_lt: erasure.created_at })).toEqual([access.id]);
    expect(await idsOf({ ...filter, statuses: ['denied'] })).toEqual([]);
    expect(await idsOf({ ...filter, ids: [access.id, 'pri_x'] })).toEqual([access.id]);
    expect(await idsOf({ ...filter, id_part: access.id.slice(0, 20).toUpperCase() })).toEqual([access.id]);
    expect(await idsOf({ ...filter, id_part: 'pri_%' })).toEqual([]);
    const second = await list(filter, { page: 2, size: 1 });
    expect([second.total, second.items.map(({ id }) => id)]).toEqual([2, [access.id]]);
  });
});

describe('a request that has an id elsewhere', () => {
  it('is found by how that begins', async () => {
    const { id } = await fixture.created({ external_id: 'CASE-2026-7' });
    expect(await idsOf({ external_id_prefix: 'case-2026' })).toEqual([id]);
    expect(await idsOf({ external_id_prefix: '2026' })).toEqual([]);
  });
});

describe('the reference number of a request', () => {
  it('is shown with it, and finds it however it is typed', async () => {
    const { id, reference } = await fixture.created();
    const stored = readReference(reference ?? '');
    expect(reference).toBe(stored && shownReference(stored));
    const typed = ` ${reference?.toLowerCase().replace('-', ' ')} `;
    expect(await idsOf({ reference: typed })).toEqual([id]);
    expect(await idsOf({ search_text: typed })).toEqual([id]);
    expect(await idsOf({ reference: typed, statuses: ['denied'] })).toEqual([]);
    const elsewhere = fixture.testEnv.bus.ask(ListRequests, {
      ...{ organization: 'other', filter: { reference: typed }, page: 1, size: 10 },
    });
    expect((await elsewhere).items).toEqual([]);
  });

  it('is refused where it is mistyped', async () => {
    const { reference } = await fixture.created();
    const mistyped = `${reference?.slice(0, -1)}${reference?.endsWith('2') ? '3' : '2'}`;
    await expect(idsOf({ reference: mistyped })).rejects.toMatchObject({
      problems: [{ path: ['filter', 'reference'], message: expect.stringContaining('mistyped') }],
    });
  });

  it('is another one where the first that is drawn is taken', async () => {
    const { reference } = await fixture.created();
    await fixture.rows(
      `create table requests.spec_draws (reference text);
       create function requests.spec_draw() returns trigger language plpgsql as $$ begin
         if not exists (select from requests.spec_draws) then
           insert into requests.spec_draws values (new.reference);
           new.reference := '${readReference(reference ?? '')}';
         end if;
         return new;
       end $$;
       create trigger spec_draw before insert on requests.requests
         for each row execute function requests.spec_draw()`,
    );
    const other = await fixture.created();
    expect(await fixture.rows('select count(*)::int as draws from requests.spec_draws')).toEqual([
      { draws: 1 },
    ]);
    expect(other.reference).not.toBe(reference);
    await fixture.rows('drop trigger spec_draw on requests.requests');
  });

  it('is given to requests of an older version, each one of its own', async () => {
    for (let count = 0; count < 3; count += 1) await fixture.created();
    const file = join(__dirname, '..', '..', 'migrations', '0009_references.sql');
    const migration = await readFile(file, 'utf8');
    const block = migration.slice(migration.indexOf('do $$'));
    // at first, all of them draw the same
    const colliding = block.replace('% 17 as value', '% (case when attempt = 0 then 1 else 17 end) as value');
    expect(colliding).not.toBe(block);
    await fixture.rows(
      `set search_path to requests; drop index requests_by_reference;
       update requests set reference = null; ${colliding}`,
    );
    const rows = await fixture.rows<{ reference: string }>('select reference from requests.requests');
    const references = rows.map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
    for (const reference of references) expect(readReference(reference)).toBe(reference);
  });
});

describe('a log that is longer than is shown', () => {
  it('has its newest entries, oldest first, on its own and in a list', async () => {
    const { id } = await fixture.created({ identity: { email: 'long.log@example.com' } });
    await fixture.rows(
      `insert into requests.request_log (organization, request_id, happened_at, what, by, detail)
       select $1, $2, now(), 'code_suppressed', 'identity', n::text from generate_series(1, 1005) n`,
      [organization, id],
    );
    const newest = Array.from({ length: 1_000 }, (_one, index) => String(index + 6));
    const question = { organization, id };
    const { entries, total } = await fixture.testEnv.bus.ask(ReadRequestLog, question);
    expect(entries.map(({ detail }) => detail)).toEqual(newest);
    const read = async (page: number) => {
      const log = await fixture.testEnv.bus.ask(ReadRequestLog, { ...question, page: { page, size: 100 } });
      return { total: log.total, details: log.entries.map(({ detail }) => detail) };
    };
    // `created` is the first
    const all = [null, ...Array.from({ length: 1_005 }, (_one, index) => String(index + 1))];
    expect([total, await read(1)]).toEqual([1_006, { total: 1_006, details: all.slice(0, 100) }]);
    expect(await read(11)).toEqual({ total: 1_006, details: all.slice(1_000) });
    expect(await read(12)).toEqual({ total: 1_006, details: [] });
    const { items } = await list({ ids: [id] }, { include_log: true });
    expect(items[0]?.log?.map(({ detail }) => detail)).toEqual(newest);
  });
});

describe('a new request', () => {
  it.each([
    ['a property that is none', { property_id: 'brand-1' }, 'property_unknown'],
    [
      'nothing but empty values',
      { identity: { email: null, custom: { pet: { label: 'Pet', value: ' ' } } } },
      'identity_empty',
    ],
  ])('is refused with %s', async (_what, changes, reason) => {
    expect(await fixture.create(changes)).toEqual({ succeeded: [], failed: [{ index: 0, reason }] });
  });
});
