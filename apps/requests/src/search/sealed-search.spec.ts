import { ListRequests, type RequestFilter } from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture } from '../testing/requests.fixture';
import { maxOpened } from './sealed-search';

let fixture: RequestsFixture;
let id: string;
let created_gt: string;

const email = 'ana.part@example.com';
const field = { site: { label: 'Site', value: 'shop' } };

beforeAll(async () => {
  fixture = await RequestsFixture.start();
  await fixture.settings({ subject_identity_verification_required: false });
  const old = await fixture.created({ identity: { email: 'old@example.com' } });
  // more than are opened at once; what is sealed in them is another's and cannot be opened
  await fixture.rows(
    `insert into requests.requests (organization, id, status, policy_key, sealed_identity, identity_digests, locale,
       requested_at, created_at, deadline_at, updated_at)
     select organization, 'pri_copy_' || n, status, policy_key, sealed_identity, '{}', locale,
       requested_at, created_at, deadline_at, updated_at
     from requests.requests, generate_series(1, ${maxOpened + 1}) n where id = $1`,
    [old.id],
  );
  created_gt = fixture.testEnv.clock.now().toISOString();
  fixture.testEnv.clock.advance(1_000);
  ({ id } = await fixture.created({ identity: { email }, custom_privacy_request_fields: field }));
});
afterAll(async () => {
  // the copies are no requests: nothing may be left that cannot be opened
  await fixture?.rows(`delete from requests.requests where id like 'pri_copy_%'`);
  await fixture?.close();
});

const list = (filter: RequestFilter) =>
  fixture.testEnv.bus.ask(ListRequests, { organization, filter, page: 1, size: 10 });
const idsOf = async (filter: RequestFilter) => (await list(filter)).items.map((item) => item.id);

describe('a search among too many requests to open', () => {
  it('finds a whole address, in any case of its letters, and an id', async () => {
    expect(await idsOf({ search_text: email.toUpperCase() })).toEqual([id]);
    expect(await idsOf({ search_text: id })).toEqual([id]);
  });

  it('finds what an id begins with among those that another filter names, and no others', async () => {
    const { total } = await list({ search_text: 'pri_', id_part: 'copy' });
    expect(total).toBe(maxOpened + 1);
  });

  it('of a part, or of a field, is refused', async () => {
    expect(await refusalOf(list({ search_text: 'ana.p' }))).toBe('search_too_wide');
    const custom_fields = [{ name: 'site', value: 'shop' }];
    expect(await refusalOf(list({ custom_fields }))).toBe('search_too_wide');
  });

  it('finds a part once other filters leave few enough', async () => {
    expect(await idsOf({ search_text: 'ana.p', created_gt })).toEqual([id]);
    expect(await idsOf({ custom_fields: [{ name: 'site', value: 'shop' }], created_gt })).toEqual([id]);
  });
});
