import {
  AppError,
  ChangeDsarRequest,
  CreateDsarRequest,
  CreateRequestLink,
  CreateRequestNote,
  ListDsarRequests,
  ListRequestNotes,
  ReadDsarRequest,
  type DsarOutcome,
  type DsarRequest,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

const publicUrl = 'https://privacy.example.com';
const id = 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d';
const token = 'p'.repeat(43);
const moment = '2026-03-02T09:30:00.000Z';
const request: DsarRequest = {
  id,
  reference: 'R7F4-X2MR',
  organization_user_id: 'ada@example.com',
  user_right_id: 'cpra_access_my_data',
  status: 'unverified',
  request_fields: [],
  user: null,
  source: { type: 'DSAR' },
  metadata: {},
  extra_message_variables: {},
  locale: 'fr',
  redirect_url: null,
  created_at: moment,
  updated_at: moment,
  deadline_at: moment,
  verified_at: null,
  version: 1,
};

let gateway: TestGateway;
let asked: unknown[];
let outcome: DsarOutcome | AppError;

function hear(question: unknown): DsarOutcome {
  asked.push(question);
  if (outcome instanceof AppError) throw outcome;
  return outcome;
}

beforeAll(async () => {
  gateway = await TestGateway.start({ SUBJECTLINE_PUBLIC_URL: `${publicUrl}/` });
  await gateway.play(CreateDsarRequest, hear);
  await gateway.play(ChangeDsarRequest, hear);
  await gateway.play(ReadDsarRequest, (question) => hear(question).request);
  await gateway.play(ListDsarRequests, (question) => ({ items: [hear(question).request], total: 41 }));
  await gateway.play(CreateRequestNote, (question) => {
    hear(question);
    const { request_id, value, author } = question;
    return { id: 'note_1', request_id, value, author, created_at: moment, updated_at: moment };
  });
  await gateway.play(ListRequestNotes, (question) => {
    hear(question);
    return { items: [], total: 0 };
  });
  await gateway.play(CreateRequestLink, (question) => {
    hear(question);
    const { request_id, redirect_url = null } = question;
    return { id: 'lnk_1', request_id, token, redirect_url, created_at: moment, expires_at: moment };
  });
});
beforeEach(() => {
  asked = [];
  outcome = { request, warnings: [] };
});
afterAll(() => gateway?.close());

const created = {
  organization_user_id: 'ada@example.com',
  user_right_id: 'cpra_access_my_data',
  status: 'unverified',
  request_fields: [{ field_id: 'email', value: 'ada@example.com' }],
  source: { type: 'DSAR', country: 'FR' },
};

describe('a privacy request', () => {
  it('is created for the organization of the token, in the language that is asked for', async () => {
    outcome = { request, warnings: [{ reason: 'no_recipient' }] };
    const body = { ...created, organization_id: 'default' };
    const { status, body: answer } = await gateway.call(
      'POST',
      '/v1/dsar/requests?organization_id=default',
      body,
      { 'accept-language': 'nl-BE,nl;q=0.9,fr;q=0.8' },
    );
    expect([status, answer]).toEqual([
      201,
      { ...request, organization_id: 'default', warnings: [{ reason: 'no_recipient' }] },
    ]);
    const { locale, organization, created_by } = asked[0] as Record<string, unknown>;
    expect([locale, organization, created_by]).toEqual(['fr', 'default', 'root']);
    await gateway.call('POST', '/dsar/requests', { ...created, locale: 'de' }, { 'accept-language': 'fr' });
    expect(asked[1]).toMatchObject({ locale: 'de' });
  });

  it('is refused with every invalid field', async () => {
    const { organization_user_id: _missing, ...rest } = created;
    const body = { ...rest, status: 'lost', source: { type: 'PHONE' }, colour: 1, organization: 'acme' };
    const { status, body: answer } = await gateway.call('POST', '/dsar/requests', body);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ code: 400, name: 'BadRequest', reason: 'invalid' });
    const { errors } = answer as { errors: { path: string; rule: string }[] };
    expect(errors.map(({ path, rule }) => `${rule} ${path}`).toSorted()).toEqual([
      'extra colour',
      'extra organization',
      'isIn source.type',
      'isIn status',
      'missing organization_user_id',
    ]);
    expect(asked).toEqual([]);
  });

  it('changes, and passes on refusals of its owner', async () => {
    const changes = {
      status: 'fulfilled',
      extra_message_variables: { download_link: 'https://files.example.com/e' },
    };
    const done = await gateway.call('PATCH', `/dsar/requests/${id}`, changes);
    expect([done.status, done.body]).toMatchObject([200, { id, warnings: [] }]);
    expect(asked).toEqual([{ ...changes, organization: 'default', id, changed_by: 'root' }]);
    outcome = new AppError('status_forbids', { from: 'archived', to: 'verified' });
    const refused = await gateway.call('PATCH', `/dsar/requests/${id}`, { status: 'verified' });
    expect([refused.status, refused.body]).toEqual([
      409,
      {
        code: 409,
        name: 'Conflict',
        message: 'What is archived cannot become verified.',
        reason: 'status_forbids',
        errors: [],
      },
    ]);
    outcome = new AppError('invalid', {}, [
      { path: ['extra_message_variables', 'download_link'], rule: 'status', message: 'goes with fulfilled' },
    ]);
    expect((await gateway.call('PATCH', `/dsar/requests/${id}`, changes)).body).toMatchObject({
      errors: [{ path: 'extra_message_variables.download_link', rule: 'status' }],
    });
  });

  it('is listed in pages, narrowed by filters', async () => {
    const query = [
      '$limit=2&$skip=4',
      'status[$in]=verified&status[$in]=refused',
      'user_right_id=cpra_opt_out',
      'organization_user_id=ada',
      'created_at[$gte]=2026-03-01',
      'deadline_at[$lt]=2026-05-01T00:00:00Z',
    ].join('&');
    const { status, body } = await gateway.call('GET', `/dsar/requests?${query}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 41, limit: 2, skip: 4, data: [{ id, organization_id: 'default' }] });
    expect(asked).toEqual([
      {
        organization: 'default',
        limit: 2,
        skip: 4,
        filter: {
          statuses: ['verified', 'refused'],
          user_right_ids: ['cpra_opt_out'],
          organization_user_id: 'ada',
          created: { gte: '2026-03-01T00:00:00.000Z' },
          deadline: { lt: '2026-05-01T00:00:00.000Z' },
        },
      },
    ]);
  });

  it.each(['$limit=101', '$limit=0', '$skip=-1', '$limit=many', 'status=lost', 'created_at[$gt]=tomorrow'])(
    'is not listed by %s',
    async (query) => {
      const { status, body } = await gateway.call('GET', `/dsar/requests?${query}`);
      const [name] = query.split('=');
      expect([status, body]).toMatchObject([400, { reason: 'invalid', errors: [{ path: name }] }]);
    },
  );

  it('has notes', async () => {
    const note = await gateway.call('POST', '/dsar/requests/notes', { request_id: id, value: 'Called.' });
    expect([note.status, note.body]).toMatchObject([201, { id: 'note_1', author: 'root', value: 'Called.' }]);
    const list = await gateway.call('GET', `/dsar/requests/notes?request_id=${id}`);
    expect([list.status, list.body]).toEqual([200, { total: 0, limit: 20, skip: 0, data: [] }]);
    const all = await gateway.call('GET', '/dsar/requests/notes');
    expect([all.status, all.body]).toMatchObject([
      400,
      { errors: [{ path: 'request_id', rule: 'missing' }] },
    ]);
  });

  it('that cannot exist is unknown without a call', async () => {
    const { status, body } = await gateway.call('GET', '/dsar/requests/%00');
    expect([status, body]).toMatchObject([404, { name: 'NotFound', reason: 'request_unknown' }]);
    expect(asked).toEqual([]);
  });
});

describe('a link made by hand', () => {
  const link = { action: 'request.update', event: { request_id: id, status: 'verified' } };

  it('leads to this installation', async () => {
    const body = { ...link, redirect_url: 'https://www.example.com/thanks', lifetime: 1 };
    const answer = await gateway.call('POST', '/dsar/links', body);
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        id: 'lnk_1',
        organization_id: 'default',
        request_id: id,
        url: `${publicUrl}/links?token=${token}`,
        redirect_url: 'https://www.example.com/thanks',
        created_at: moment,
        expires_at: moment,
      },
    ]);
    expect(asked).toMatchObject([{ lifetime_seconds: 1, created_by: 'root' }]);
    expect(gateway.testEnv.log.text).not.toContain(token);
  });

  it.each([
    [{ action: 'request.delete' }, 'action'],
    [{ event: { request_id: id, status: 'fulfilled' } }, 'event.status'],
    [{ lifetime: 0 }, 'lifetime'],
    [{ redirect_url: 'javascript:alert(1)' }, 'redirect_url'],
  ])('is refused for %j', async (changes, path) => {
    const { status, body } = await gateway.call('POST', '/dsar/links', { ...link, ...changes });
    expect([status, body]).toMatchObject([400, { errors: [{ path }] }]);
  });
});

describe('the user rights', () => {
  it('are three, with labels in every language', async () => {
    const { body } = await gateway.call('GET', '/dsar/user-rights');
    const { total, data } = body as { total: number; data: { id: string; expiration_time: number }[] };
    expect(total).toBe(3);
    expect(data.map((right) => [right.id, right.expiration_time])).toEqual([
      ['cpra_access_my_data', 45],
      ['cpra_delete_my_data', 45],
      ['cpra_opt_out', 15],
    ]);
    expect((await gateway.call('GET', '/dsar/user-rights/cpra_opt_out')).body).toEqual(data[2]);
    expect((await gateway.call('GET', '/dsar/user-rights/none')).body).toMatchObject({
      code: 404,
      reason: 'user_right_unknown',
    });
  });
});

describe('an organization', () => {
  const others = [
    '/dsar/requests?organization_id=acme',
    '/dsar/requests?organization_id=default&organization_id=acme',
    '/dsar/requests?organization_id=',
  ];

  it.each(others)('is the one of the token: %s', async (path) => {
    const { status, body } = await gateway.call('GET', path);
    expect([status, body]).toMatchObject([403, { name: 'Forbidden', reason: 'organization_mismatch' }]);
  });

  it('must match the token in bodies too, for every caller', async () => {
    const body = { ...created, organization_id: 'default' };
    const authorization = `Bearer ${await gateway.tokenOf('acme')}`;
    const refused = await gateway.call('POST', '/dsar/requests', body, { authorization });
    expect([refused.status, asked]).toEqual([403, []]);
    const { status } = await gateway.call('POST', '/dsar/requests?organization_id=acme', created, {
      authorization,
    });
    expect([status, asked]).toMatchObject([201, [{ organization: 'acme', created_by: 'acme' }]]);
  });
});
