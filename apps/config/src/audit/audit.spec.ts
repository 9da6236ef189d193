import { createHash } from 'node:crypto';
import type { Service } from '@subjectline/bus';
import {
  BeginAudit,
  dayMs,
  FinishAudit,
  ListAudit,
  ReadAudit,
  VerifyAudit,
  type AuditEntry,
  type AuditFilter,
  type NewAuditEntry,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfig } from '../testing/config.fixture';
import { unfinishedAfterMs } from './unfinished.service';

let testEnv: TestEnvironment;
let service: Service;
let replica: Service;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startConfig(testEnv, { SUBJECTLINE_RECORD_DAYS: 30 });
  replica = await startConfig(testEnv, { SUBJECTLINE_RECORD_DAYS: 30 });
});
afterAll(async () => {
  await service?.close();
  await replica?.close();
  await testEnv?.close();
});

const actor = { kind: 'client', id: 'root' } as const;

async function begin(organization: string, changes: Partial<NewAuditEntry> = {}): Promise<string> {
  const entry: NewAuditEntry = {
    kind: 'change',
    actor,
    action: 'PATCH /api/v1/config',
    targets: [],
    persons: [],
    fields: ['notifications'],
    request_id: 'req_1',
    ...changes,
  };
  return (await testEnv.bus.ask(BeginAudit, { organization, entry })).id;
}

async function record(organization: string, changes: Partial<NewAuditEntry> = {}): Promise<string> {
  const id = await begin(organization, changes);
  await testEnv.bus.ask(FinishAudit, { organization, id, end: 'done', targets: [], version: null });
  return id;
}

const listed = async (organization: string, filter: AuditFilter = {}): Promise<AuditEntry[]> =>
  (await testEnv.bus.ask(ListAudit, { organization, filter, page: 1, size: 100 })).items;

const chainOf = async (organization: string, after = 0): Promise<AuditEntry[]> =>
  (await testEnv.bus.ask(ReadAudit, { organization, after, limit: 100 })).items;

const verify = (organization: string, after = 0, digest?: string) =>
  testEnv.bus.ask(VerifyAudit, { organization, after, ...(digest && { digest }) });

/** As docs/audit.md says it, without our code. */
function sortedJson(entry: object): string {
  return JSON.stringify(entry, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

/** Changes what the trigger keeps, as one who owns the table can. */
async function tamper(statement: string, values: unknown[]): Promise<void> {
  await testEnv.rows('alter table config.audit_entries disable trigger all');
  await testEnv.rows(statement, values);
  await testEnv.rows('alter table config.audit_entries enable trigger all');
}

describe('an audit entry', () => {
  it('says who did what, and follows the one before', async () => {
    const first = await record('chained', { targets: ['cli_1'], persons: ['k1.digest'], fields: ['name'] });
    const second = await begin('chained');
    const end = {
      organization: 'chained',
      id: second,
      end: 'done',
      targets: ['made_1'],
      version: 7,
    } as const;
    await testEnv.bus.ask(FinishAudit, { ...end, targets: [...end.targets] });
    const [older, newer] = await chainOf('chained');
    expect(older).toMatchObject({
      organization: 'chained',
      seq: 1,
      id: first,
      kind: 'change',
      actor,
      action: 'PATCH /api/v1/config',
      targets: ['cli_1'],
      persons: ['k1.digest'],
      fields: ['name'],
      outcome: 'done',
      request_id: 'req_1',
      previous: '0'.repeat(64),
    });
    expect(newer).toMatchObject({ seq: 2, targets: ['made_1'], version: 7, previous: older?.digest });
  });

  it('is verified by the rule of the docs alone', async () => {
    await record('offline', { actor: { kind: 'operator', id: 'Zoë "Z" \\ é\u2028\u0001' } });
    for (const { digest, ...content } of await chainOf('offline'))
      expect(createHash('sha256').update(sortedJson(content)).digest('hex')).toBe(digest);
  });

  it('is not made of what was refused, and made once of what is finished twice', async () => {
    const refused = await begin('ended');
    const end = { organization: 'ended', targets: [], version: null };
    await testEnv.bus.ask(FinishAudit, { ...end, id: refused, end: 'refused' });
    const done = await begin('ended');
    await testEnv.bus.ask(FinishAudit, { ...end, id: done, end: 'done' });
    await testEnv.bus.ask(FinishAudit, { ...end, id: done, end: 'unknown' });
    expect((await chainOf('ended')).map(({ id, outcome }) => [id, outcome])).toEqual([[done, 'done']]);
  });

  it('of a call that never ended is made later, with an unknown outcome', async () => {
    const id = await begin('left');
    testEnv.clock.advance(unfinishedAfterMs + 60_001);
    const [entry] = await eventually('the entry is there', async () => {
      const entries = await chainOf('left');
      return entries.length > 0 && entries;
    });
    expect(entry).toMatchObject({ id, outcome: 'unknown' });
    expect(await testEnv.rows('select 1 from config.audit_begun where organization = $1', ['left'])).toEqual(
      [],
    );
  });

  it('is found by actor, action, target, kind and time', async () => {
    const looked = await record('sought', { kind: 'look', actor: { kind: 'client', id: 'cli_2' } });
    testEnv.clock.advance(1_000);
    const changed = await record('sought', { action: 'PUT /api/v1/brand', targets: ['FDS-1A2B3C'] });
    const { at } = (await listed('sought'))[0] ?? {};
    const found = async (filter: AuditFilter) => (await listed('sought', filter)).map(({ id }) => id);
    expect(await found({})).toEqual([changed, looked]);
    expect(await found({ kind: 'look' })).toEqual([looked]);
    expect(await found({ actor: 'root' })).toEqual([changed]);
    expect(await found({ action: 'PUT /api/v1/brand' })).toEqual([changed]);
    expect(await found({ target: 'FDS-1A2B3C' })).toEqual([changed]);
    expect(await found({ from: at ?? '' })).toEqual([changed]);
    expect(await found({ to: at ?? '' })).toEqual([looked]);
    expect(await listed('another')).toEqual([]);
  });
});

describe('the chain', () => {
  it('has no fork when two replicas add to it at once', async () => {
    await Promise.all(Array.from({ length: 60 }, () => record('raced')));
    const seqs = (await chainOf('raced')).map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 60 }, (_none, index) => index + 1));
    expect(await verify('raced')).toMatchObject({ is_intact: true, entries: 60, last_seq: 60, next: null });
  });

  it.each([
    ['update config.audit_entries set actor_id = $1', ['another']],
    ['delete from config.audit_entries where organization = $1', ['raced']],
    ['truncate config.audit_entries', []],
  ])('cannot be changed: %s', async (statement, values) => {
    await record('raced');
    await expect(testEnv.rows(statement, values)).rejects.toThrow('cannot be changed or deleted');
  });

  it.each([
    ['an actor', 'update config.audit_entries set actor_id = $$x$$ where organization = $1 and seq = 2', 2],
    [
      'a time',
      'update config.audit_entries set at = at + interval $$1 ms$$ where organization = $1 and seq = 3',
      3,
    ],
    ['a list', 'update config.audit_entries set persons = $${k1.x}$$ where organization = $1 and seq = 1', 1],
    ['a gap', 'delete from config.audit_entries where organization = $1 and seq = 2', 2],
  ])('shows that it was changed: %s', async (what, statement, broken_at) => {
    const organization = `changed-${what.replace(' ', '-')}`;
    for (let made = 0; made < 4; made += 1) await record(organization);
    expect(await verify(organization)).toMatchObject({ is_intact: true, entries: 4 });
    await tamper(statement, [organization]);
    expect(await verify(organization)).toMatchObject({ is_intact: false, broken_at });
  });

  it('is verified from an entry on, which has to be there with the digest that it had', async () => {
    for (let made = 0; made < 3; made += 1) await record('parts');
    expect(await verify('parts', 2)).toMatchObject({ is_intact: true, entries: 1, last_seq: 3 });
    const [, second, third] = await chainOf('parts');
    expect(await verify('parts', 3, third?.digest)).toMatchObject({ is_intact: true, entries: 0 });
    expect(await verify('parts', 3, second?.digest)).toMatchObject({ is_intact: false, broken_at: 3 });
    await tamper('delete from config.audit_entries where organization = $1 and seq = 3', ['parts']);
    expect(await verify('parts', 3)).toMatchObject({ is_intact: false, broken_at: 3 });
  });

  it('without its oldest entries is intact, and says which ones went', async () => {
    for (let made = 0; made < 3; made += 1) await record('pruned');
    const old = await chainOf('pruned');
    testEnv.clock.advance(20 * dayMs);
    await record('pruned');
    testEnv.clock.advance(12 * dayMs);
    const left = await eventually('the old ones are gone', async () => {
      const entries = await chainOf('pruned');
      return entries[0]?.seq === 4 && entries;
    });
    expect(left.map(({ seq, kind, pruned_through }) => [seq, kind, pruned_through])).toEqual([
      [4, 'change', null],
      [5, 'retention', 3],
    ]);
    expect(left[1]?.pruned_digest).toBe(old[2]?.digest);
    expect(await verify('pruned')).toMatchObject({ is_intact: true, entries: 2, last_seq: 5 });
    await tamper('delete from config.audit_entries where organization = $1 and seq = 4', ['pruned']);
    expect(await verify('pruned')).toMatchObject({ is_intact: false, broken_at: 4 });
  });
});
