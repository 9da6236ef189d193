import {
  CreateRequestNote,
  ListDsarRequests,
  ListRequestNotes,
  ListRequests,
  ReadRequest,
  type DsarFilter,
} from '@subjectline/contracts';
import { readTables } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOf } from '../laws/periods';
import { client, DsarFixture } from '../testing/dsar.fixture';
import { organization, refusalOf } from '../testing/requests.fixture';

let fixture: DsarFixture;

beforeAll(async () => {
  fixture = await DsarFixture.start();
});
afterAll(() => fixture?.close());

const dayMs = 24 * 3_600_000;
/** The GDPR, by the country of its source. */
const frenchTerm = { period: { count: 1, unit: 'month' }, roll: 'next_working_day' } as const;
const list = (filter: DsarFilter = {}, slice = { skip: 0, limit: 100 }) =>
  fixture.base.testEnv.bus.ask(ListDsarRequests, { organization, filter, ...slice });
const idsOf = async (filter: DsarFilter) => (await list(filter)).items.map(({ id }) => id);

describe('a request of Didomi’s', () => {
  const asked = {
    organization_user_id: 'customer-17',
    user_right_id: 'cpra_access_my_data',
    request_fields: [
      { field_id: 'email', value: 'bea@example.com' },
      { field_id: 'is_customer', value: true },
    ],
    user: { id: 'u1', email: 'bea@example.com', country: 'FR', metadata: { tier: 'gold' } },
    source: { type: 'DSAR', country: 'FR' },
    metadata: { ticket: 'T-1' },
    locale: 'fr',
  } as const;

  it('is shown as it was asked for, with its deadline', async () => {
    const { request } = await fixture.create({ ...asked, request_fields: [...asked.request_fields] });
    const now = fixture.base.testEnv.clock.now();
    expect(request).toEqual({
      ...asked,
      id: request.id,
      reference: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/),
      status: 'verified',
      extra_message_variables: {},
      redirect_url: null,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
      deadline_at: endOf({ from: now, ...frenchTerm }, { time_zone: 'UTC', holidays: [] }).toISOString(),
      verified_at: null,
      version: 1,
    });
    expect(await fixture.read(request.id)).toEqual(request);
  });

  it('is a request of Fides’ API too', async () => {
    const id = await fixture.created({ ...asked, request_fields: [...asked.request_fields] });
    const { items } = await fixture.base.testEnv.bus.ask(ListRequests, {
      organization,
      filter: { identities: [{ name: 'email', value: 'bea@example.com' }], ids: [id] },
      page: 1,
      size: 10,
      include_identities: true,
      include_custom_fields: true,
    });
    expect(items).toMatchObject([
      {
        id,
        status: 'pending',
        policy: { key: 'default_access_policy' },
        submitted_by: client,
        location: 'FR',
        identity: { email: 'bea@example.com', external_id: 'customer-17' },
        custom_privacy_request_fields: {
          email: { label: 'email', value: 'bea@example.com' },
          is_customer: { label: 'is_customer', value: 'true' },
        },
      },
    ]);
  });

  it('keeps nothing in clear of whom it is about', async () => {
    const secrets = ['secret-customer', 'secret-field', 'secret-metadata', 'secret-note'];
    const id = await fixture.created({
      organization_user_id: 'secret-customer',
      request_fields: [{ field_id: 'address', value: 'secret-field' }],
      metadata: { about: 'secret-metadata' },
    });
    const note = { organization, request_id: id, value: 'secret-note', author: client };
    await fixture.base.testEnv.bus.ask(CreateRequestNote, note);
    const stored = [...(await readTables(fixture.base.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(stored).toContain(id);
    for (const secret of secrets) expect(stored + fixture.base.testEnv.log.text).not.toContain(secret);
  });
});

describe('a request of Fides’', () => {
  it('is shown in Didomi’s words', async () => {
    const id = await fixture.base.verified({
      policy_key: 'default_erasure_policy',
      identity: { email: 'cleo@example.com', external_id: 'crm-4' },
      custom_privacy_request_fields: { reason: { label: 'Why', value: 'moved' } },
      location: 'DE',
    });
    expect(await fixture.read(id)).toMatchObject({
      organization_user_id: 'crm-4',
      user_right_id: 'cpra_delete_my_data',
      status: 'verified',
      request_fields: [
        { field_id: 'email', value: 'cleo@example.com' },
        { field_id: 'reason', value: 'moved' },
      ],
      source: { type: 'DSAR', country: 'DE' },
      user: null,
      metadata: {},
    });
    expect(await idsOf({ organization_user_id: 'cleo@example.com' })).toEqual([id]);
    expect(await idsOf({ organization_user_id: 'crm-4' })).toEqual([id]);
  });

  it('takes Didomi’s metadata', async () => {
    const id = await fixture.base.verified();
    await fixture.change(id, { metadata: { ticket: 'T-2' } });
    expect((await fixture.read(id)).metadata).toEqual({ ticket: 'T-2' });
    expect((await fixture.base.testEnv.bus.ask(ReadRequest, { organization, id })).status).toBe('pending');
  });
});

describe('the list', () => {
  it('is narrowed by each filter, newest first, and cut where asked', async () => {
    fixture.base.testEnv.clock.advance(60_000);
    const since = fixture.base.testEnv.clock.now().toISOString();
    const organization_user_id = 'dora@example.com';
    const access = await fixture.created({ organization_user_id, user_right_id: 'cpra_access_my_data' });
    fixture.base.testEnv.clock.advance(1_000);
    const optOut = await fixture.created({ organization_user_id, user_right_id: 'cpra_opt_out' });
    const archived = await fixture.created({ organization_user_id, status: 'refused' });
    await fixture.change(archived, { status: 'archived' });
    const canceled = await fixture.created({ organization_user_id, status: 'archived' });
    const refused = await fixture.created({ organization_user_id, status: 'refused' });
    const all = [refused, canceled, archived, optOut, access];
    expect(await idsOf({ organization_user_id: 'DORA@example.com' })).toEqual(all);
    expect(await idsOf({ organization_user_id: 'nobody@example.com' })).toEqual([]);
    const created = { gte: since };
    expect(await idsOf({ created, statuses: ['archived'] })).toEqual([canceled, archived]);
    expect(await idsOf({ created, statuses: ['refused', 'verified'] })).toEqual([refused, optOut, access]);
    expect(await idsOf({ created, statuses: ['refused', 'archived'] })).toEqual([
      refused,
      canceled,
      archived,
    ]);
    expect(await idsOf({ created, user_right_ids: ['cpra_opt_out', 'cpra_access_my_data'] })).toEqual([
      optOut,
      access,
    ]);
    expect(await idsOf({ created: { gte: since, lte: since } })).toEqual([access]);
    expect(await idsOf({ created: { gt: since }, user_right_ids: ['cpra_access_my_data'] })).toEqual([]);
    const in30Days = new Date(Date.parse(since) + 30 * dayMs).toISOString();
    expect(await idsOf({ created, deadline: { lt: in30Days } })).toEqual([optOut]);
    const cut = await list({ created }, { skip: 1, limit: 2 });
    expect([cut.total, cut.items.map(({ id }) => id)]).toEqual([5, [canceled, archived]]);
  });
});

describe('a note', () => {
  it('is kept with its author, oldest first, and why work began again is one', async () => {
    const id = await fixture.created({ status: 'fulfilled' });
    const note = { organization, request_id: id, author: 'cli_a' };
    await fixture.base.testEnv.bus.ask(CreateRequestNote, { ...note, value: 'Called back.' });
    await fixture.change(id, { status: 'work_in_progress', reopen_reason: 'Found another account.' });
    const { items, total } = await fixture.base.testEnv.bus.ask(ListRequestNotes, {
      organization,
      request_id: id,
      skip: 0,
      limit: 10,
    });
    expect([total, items.map(({ value, author }) => [value, author])]).toEqual([
      2,
      [
        ['Called back.', 'cli_a'],
        ['Found another account.', client],
      ],
    ]);
    expect(await fixture.kindsTold()).toContain('request-status-wip');
  });

  it('is about a request that there is', async () => {
    const note = { organization, request_id: 'pri_x', author: 'cli_a', value: 'x' };
    expect(await refusalOf(fixture.base.testEnv.bus.ask(CreateRequestNote, note))).toBe('request_unknown');
    const question = { organization, request_id: 'pri_x', skip: 0, limit: 1 };
    expect(await refusalOf(fixture.base.testEnv.bus.ask(ListRequestNotes, question))).toBe('request_unknown');
  });
});
