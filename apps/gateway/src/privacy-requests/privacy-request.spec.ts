import { isDeepStrictEqual } from 'node:util';
import {
  AppError,
  CorrectAddress,
  CreateRequests,
  ListRequests,
  ReadRequest,
  ReadRequestAlert,
  ReadRequestLog,
  ResendCode,
  ResubmitRequest,
  ReviewRequests,
  SelectRequests,
  SaveRequestAlert,
  VerifyRequest,
  type CreateRequestsRequest,
  type ListRequestsRequest,
  type PrivacyRequest,
  type RequestAlert,
  type ReviewRequestsRequest,
  type SelectRequestsRequest,
} from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});

afterAll(() => gateway?.close());

const request: PrivacyRequest = {
  id: 'pri_5b0bd0c4-6d1c-4b8f-9a83-d8b1b6a2ff01',
  reference: 'R7F4-X2MR',
  status: 'pending',
  policy: { key: 'default_access_policy', name: 'Access', actions: ['access'], answer_days: 45 },
  created_at: '2026-01-05T10:00:00.000Z',
  requested_at: '2026-01-05T10:00:00.000Z',
  identity_verified_at: null,
  reviewed_at: null,
  reviewed_by: null,
  submitted_by: null,
  started_processing_at: null,
  finished_processing_at: null,
  updated_at: '2026-01-05T10:00:00.000Z',
  due_date: '2026-02-19T10:00:00.000Z',
  days_left: 45,
  external_id: null,
  source: null,
  location: null,
  property_id: null,
};

describe('privacy requests', () => {
  const asked = { policy_key: 'default_access_policy', identity: { email: 'ada@example.com' } };

  it('are passed to their owner in the language of the person, and returned complete', async () => {
    let heard: unknown;
    await gateway.play(CreateRequests, ({ requests, locale, submitted_by }) => {
      heard = [locale, submitted_by];
      const failed = requests.flatMap(({ policy_key }, index) =>
        policy_key === 'nope' ? [{ index, reason: 'policy_unknown' as const }] : [],
      );
      return { succeeded: [request], failed };
    });
    const unknown = { ...asked, policy_key: 'nope' };
    const ask = () =>
      gateway.call('POST', '/api/v1/privacy-request', [asked, unknown], {
        'accept-language': 'nl, pt-BR;q=0.9, de;q=0.5, *;q=0.1',
      });
    const answer = await ask();
    expect(heard).toEqual(['de', null]);
    await gateway.publishWording('pt-BR');
    await eventually('the wording of the organization counts', async () => {
      await ask();
      return isDeepStrictEqual(heard, ['pt-BR', null]);
    });
    expect(answer.body).toMatchObject({
      succeeded: [{ id: request.id, status: 'pending', days_left: 45, policy: { drp_action: null } }],
      failed: [{ message: 'Policy with key nope does not exist', data: unknown }],
    });
  });

  it('fail as a whole if one is invalid, or if there are 51', async () => {
    const unfit = await gateway.call('POST', '/api/v1/privacy-request', [
      asked,
      { identity: { email: 'no' } },
    ]);
    expect([unfit.status, unfit.body]).toEqual([
      422,
      {
        detail: [
          { type: 'missing', loc: ['body', 1, 'policy_key'], msg: 'Field required' },
          {
            type: 'value_error',
            loc: ['body', 1, 'identity', 'email'],
            msg: 'value is not a valid email address',
          },
        ],
      },
    ]);
    const many = await gateway.call(
      'POST',
      '/api/v1/privacy-request',
      Array.from({ length: 51 }, () => asked),
    );
    expect(many.body).toEqual({
      detail: [
        {
          type: 'too_long',
          loc: ['body'],
          msg: 'List should have at most 50 items after validation, not 51',
        },
      ],
    });
  });

  it('are verified with the code, without a token', async () => {
    await gateway.play(VerifyRequest, ({ id, code }) => {
      if (code !== '482913') throw new AppError('code_incorrect', { id });
      return request;
    });
    const path = `/api/v1/privacy-request/${request.id}/verify`;
    const right = await gateway.call('POST', path, { code: '482913' }, { authorization: '' });
    expect(right.body).toMatchObject({ id: request.id, status: 'pending' });
    const wrong = await gateway.call('POST', path, { code: '000000' }, { authorization: '' });
    expect([wrong.status, wrong.body]).toEqual([
      403,
      { detail: `Incorrect identification code for '${request.id}'` },
    ]);
    expect((await gateway.call('POST', path, { code: 482_913 })).body).toEqual({
      detail: [{ type: 'string_type', loc: ['body', 'code'], msg: 'Input should be a valid string' }],
    });
    expect((await gateway.call('POST', '/api/v1/privacy-request/x%00y/verify', { code: '1' })).status).toBe(
      404,
    );
  });

  it('are read one by one on a route of our own, with problems of RFC 9457', async () => {
    await gateway.play(ReadRequest, ({ id }) => {
      if (id !== request.id) throw new AppError('request_unknown', { id });
      return request;
    });
    expect((await gateway.call('GET', `/api/v1/privacy-request/${request.id}`)).status).toBe(200);
    const unknown = await gateway.call('GET', '/api/v1/privacy-request/pri_other');
    expect(unknown.headers.get('content-type')).toContain('application/problem+json');
    expect(unknown.body).toMatchObject({ type: 'urn:subjectline:error:request_unknown', status: 404 });
  });

  it('have a log that staff can read', async () => {
    const entry = { happened_at: request.created_at, what: 'created', by: 'person', detail: null };
    await gateway.play(ReadRequestLog, () => ({ entries: [entry], total: 1_001 }));
    const log = await gateway.call('GET', `/api/v1/privacy-request/${request.id}/history`);
    expect([log.status, log.body]).toEqual([200, { entries: [entry], total: 1_001 }]);
  });
});

describe('the requester', () => {
  let heard: CreateRequestsRequest[] = [];
  let many: TestGateway;

  beforeAll(async () => {
    many = await TestGateway.start({ SUBJECTLINE_TRUSTED_PROXIES: '' });
    await many.play(CreateRequests, (question) => {
      heard.push(question);
      return { succeeded: [request], failed: [] };
    });
  });
  afterAll(() => many?.close());

  const ask = async (item: object, headers: Record<string, string> = {}) => {
    heard = [];
    return many.call('POST', '/api/v1/privacy-request', [item], { authorization: '', ...headers });
  };
  const identified = (identity: object) => ({ policy_key: 'default_access_policy', identity });

  it('may have custom identifiers, each with a label', async () => {
    const loyalty = { label: 'Loyalty number', value: [4711, 'gold'] };
    const answer = await ask(identified({ email: 'ada@example.com', loyalty }));
    expect(answer.status).toBe(200);
    expect(heard[0]?.requests[0]?.identity).toEqual({ email: 'ada@example.com', custom: { loyalty } });
  });

  it.each([
    [
      'a bare value',
      { loyalty: '4711' },
      { type: 'value_error', loc: ['body', 0, 'identity'], msg: expect.stringContaining('"loyalty"') },
    ],
    [
      'a value without its label',
      { loyalty: { value: '4711' } },
      { type: 'missing', loc: ['body', 0, 'identity', 'loyalty', 'label'], msg: 'Field required' },
    ],
    [
      'half a character for an address',
      { email: '\ud800@example.com' },
      {
        type: 'value_error',
        loc: ['body', 0, 'identity', 'email'],
        msg: 'Value error, must not contain half a surrogate pair',
      },
    ],
    [
      'an address in a domain without mail',
      { email: 'ada@host.local' },
      {
        type: 'value_error',
        loc: ['body', 0, 'identity', 'email'],
        msg: 'value is not a valid email address',
      },
    ],
    [
      'a number that is not E.164',
      { phone_number: '+1-555-123-4568' },
      {
        type: 'value_error',
        loc: ['body', 0, 'identity', 'phone_number'],
        msg: expect.stringContaining('Phone number must be formatted in E.164 format'),
      },
    ],
  ])('is not known by %s', async (_what, identity, problem) => {
    const answer = await ask(identified(identity));
    expect([answer.status, answer.body]).toEqual([422, { detail: [problem] }]);
    expect(heard).toEqual([]);
  });

  it('may leave spaces around an address', async () => {
    expect((await ask(identified({ email: ' ada@example.com ' }))).status).toBe(200);
    expect(heard[0]?.requests[0]?.identity).toEqual({ email: 'ada@example.com' });
  });

  it('may send everything that Fides accepts', async () => {
    const whole = {
      ...identified({ email: 'ada@example.com' }),
      custom_privacy_request_fields: { name: { label: 'Name', value: 'Ada' } },
      encryption_key: '0123456789abcdef',
      property_id: 'FDS-1A2B3C',
      consent_request_id: 'con_1',
      consent_preferences: [{ data_use: 'marketing', opt_in: true }],
      started_processing_at: '2026-01-05T10:00:00Z',
      finished_processing_at: null,
      external_id: 'x-1',
      source: 'Fides.js',
      location: 'US-CA',
    };
    expect((await ask(whole)).status).toBe(200);
    expect(heard[0]?.requests[0]).toMatchObject({
      ...whole,
      started_processing_at: '2026-01-05T10:00:00.000Z',
    });
    const short = await ask({ ...whole, encryption_key: '0123456789abcde' });
    expect(short.body).toMatchObject({ detail: [{ loc: ['body', 0, 'encryption_key'] }] });
    const bare = await ask({ ...whole, custom_privacy_request_fields: { name: 'Ada' } });
    expect(bare.body).toMatchObject({
      detail: [{ loc: ['body', 0, 'custom_privacy_request_fields', 'name'] }],
    });
  });

  it('is counted by IP address, which leaves the gateway only as a digest', async () => {
    await ask(identified({ email: 'ada@example.com' }));
    expect(heard[0]?.client_digest ?? null).toBeNull();
    const digests: (string | null | undefined)[] = [];
    for (const forwarded of ['192.0.2.7', '6.6.6.6, 192.0.2.7', '2001:db8::1', '2001:db8::2', '192.0.2.8']) {
      await ask(identified({ email: 'ada@example.com' }), { 'x-forwarded-for': forwarded });
      digests.push(heard[0]?.client_digest);
    }
    const [first, spoofed, six, neighbour, other] = digests;
    expect(first).toBe(many.testEnv.keys.digest('client', '192.0.2.7'));
    expect([spoofed, neighbour]).toEqual([first, six]);
    expect(new Set([first, six, other]).size).toBe(3);
    expect(many.testEnv.log.text).not.toContain('192.0.2.7');
  });
});

describe('another code', () => {
  const path = `/api/v1/privacy-request/${request.id}/verification/resend`;

  it('is always acknowledged with the same text and the schedule', async () => {
    await gateway.play(ResendCode, ({ id }) => {
      if (id === 'pri_done') throw new AppError('request_not_awaiting_code', { id, status: 'pending' });
      if (id !== request.id) throw new AppError('request_unknown', { id });
      return { retry_after_seconds: 60 };
    });
    const answer = await gateway.call('POST', path, undefined, { authorization: '' });
    expect([answer.status, answer.body]).toEqual([
      200,
      { detail: expect.stringContaining('on its way'), retry_after_seconds: 60 },
    ]);
    const unknown = await gateway.call('POST', '/api/v1/privacy-request/pri_x/verification/resend');
    expect([unknown.status, unknown.body]).toEqual([
      404,
      { detail: "No privacy request found with id 'pri_x'." },
    ]);
    const done = await gateway.call('POST', '/api/v1/privacy-request/pri_done/verification/resend');
    expect([done.status, done.body]).toEqual([
      400,
      { detail: "Invalid identity verification request. Privacy request 'pri_done' status = pending." },
    ]);
  });
});

describe('a corrected address', () => {
  const correct = (id: string, body: unknown = { email: 'ana.silva@example.com', surprise: 1 }) =>
    gateway.call('POST', `/api/v1/privacy-request/${id}/verification/address`, body, { authorization: '' });

  it('is acknowledged with the same text, whatever it is, and refused in Fides’ form', async () => {
    const asked: unknown[] = [];
    await gateway.play(CorrectAddress, ({ client_digest: _caller, ...question }) => {
      asked.push(question);
      if (question.id === 'pri_refused')
        throw new AppError('correction_refused', { id: question.id, why: 'why' });
      return { retry_after_seconds: 60 };
    });
    for (const address of [{ email: 'ana.silva@example.com' }, { phone_number: '+15551234567' }]) {
      const answer = await correct(request.id, address);
      expect([answer.status, answer.body]).toEqual([
        200,
        { detail: expect.stringContaining('on its way to the new address'), retry_after_seconds: 60 },
      ]);
      expect(asked.at(-1)).toMatchObject({ organization: 'default', id: request.id, ...address });
    }
    expect((await correct(request.id)).status).toBe(200);
    const refused = await correct('pri_refused');
    expect([refused.status, refused.body]).toEqual([
      409,
      { detail: 'The address cannot be corrected: why.' },
    ]);
    for (const body of [{ email: 'ana' }, { phone_number: '911' }, { email: 'ana@mailbox.test' }, []])
      expect((await correct(request.id, body)).status).toBe(422);
  });
});

describe('a resubmission', () => {
  it('is refused with Fides’ text', async () => {
    await gateway.play(ResubmitRequest, ({ id }) => {
      if (id === 'pri_complete') throw new AppError('request_complete', { id });
      if (id === 'pri_unproven') throw new AppError('request_unproven', { id });
      if (id !== request.id) throw new AppError('request_unknown', { id });
      return request;
    });
    const resubmit = async (id: string) => {
      const { status, body } = await gateway.call('POST', `/api/v1/privacy-request/${id}/resubmit`);
      return [status, body];
    };
    expect(await resubmit(request.id)).toMatchObject([200, { id: request.id, status: 'pending' }]);
    expect(await resubmit('pri_x')).toEqual([404, { detail: 'Privacy request not found' }]);
    expect(await resubmit('x%00')).toEqual([404, { detail: 'Privacy request not found' }]);
    expect(await resubmit('pri_complete')).toEqual([
      422,
      { detail: 'Cannot resubmit a complete privacy request' },
    ]);
    expect(await resubmit('pri_unproven')).toMatchObject([
      422,
      { detail: expect.stringContaining('has not been verified') },
    ]);
    const { status } = await gateway.call(
      'POST',
      `/api/v1/privacy-request/${request.id}/resubmit`,
      undefined,
      {
        authorization: '',
      },
    );
    expect(status).toBe(401);
  });
});

describe('a review', () => {
  let heard: ReviewRequestsRequest[] = [];
  const selections: SelectRequestsRequest[] = [];
  /** Which of the calls is not answered. */
  let unanswered = -1;
  const administrate = '/api/v1/privacy-request/administrate';

  beforeAll(() =>
    gateway.play(ReviewRequests, (question) => {
      heard.push(question);
      if (heard.length - 1 === unanswered) throw new AppError('unavailable');
      const failed = (question.ids ?? []).map((id, index) => ({
        index,
        id,
        reason: index === 0 ? ('request_unknown' as const) : ('status_forbids' as const),
      }));
      return { succeeded: [], failed };
    }),
  );

  beforeAll(() =>
    gateway.play(SelectRequests, (question) => {
      selections.push(question);
      return { ids: ['pri_8', 'pri_9'] };
    }),
  );

  it.each(['approve', 'deny', 'cancel'])(
    'can %s by bare list or by name, and says what failed',
    async (decision) => {
      for (const body of [['pri_1', 'pri_2'], { request_ids: ['pri_1', 'pri_2'] }]) {
        heard = [];
        const answer = await gateway.call('PATCH', `${administrate}/${decision}`, body);
        expect([answer.status, answer.body]).toEqual([
          200,
          {
            succeeded: [],
            failed: [
              {
                message: "No privacy request found with id 'pri_1'",
                data: { privacy_request_id: 'pri_1' },
              },
              { message: 'Cannot transition status', data: { privacy_request_id: 'pri_2' } },
            ],
          },
        ]);
        expect(heard).toMatchObject([{ decision, ids: ['pri_1', 'pri_2'], reason: null }]);
      }
    },
  );

  it('passes on the reason verbatim, and the parsed filters', async () => {
    heard = [];
    await gateway.call('PATCH', `${administrate}/deny`, { request_ids: ['pri_1'], reason: "Don't" });
    const filters = { status: 'pending', created_gt: '2026-01-01', action_type: ['access'] };
    await gateway.call('PATCH', `${administrate}/approve`, { filters, exclude_ids: ['pri_2'] });
    expect(heard[0]?.reason).toBe("Don't");
    expect(selections).toMatchObject([
      {
        filter: { statuses: ['pending'], created_gt: '2026-01-01T00:00:00.000Z', actions: ['access'] },
        exclude_ids: ['pri_2'],
      },
    ]);
    expect(heard[1]).toMatchObject({ decision: 'approve', ids: ['pri_8', 'pri_9'] });
    expect(heard[1]).not.toHaveProperty('filter');
  });

  it('of five hundred is ten calls of fifty, and names each by its id', async () => {
    heard = [];
    const ids = Array.from({ length: 500 }, (_, index) => `pri_${index}`);
    const { status, body } = await gateway.call('PATCH', `${administrate}/approve`, ids);
    expect([status, heard.map((call) => call.ids?.length)]).toEqual([200, Array(10).fill(50)]);
    const { failed } = body as { failed: { data: { privacy_request_id: string } }[] };
    expect(failed.map(({ data }) => data.privacy_request_id)).toEqual(ids);
  });

  it('that is cut short reports what is known of each request', async () => {
    heard = [];
    unanswered = 2;
    const ids = Array.from({ length: 180 }, (_, index) => `pri_${index}`);
    const { status, body } = await gateway.call('PATCH', `${administrate}/deny`, { request_ids: ids });
    unanswered = -1;
    const { failed } = body as { failed: { message: string; data: { privacy_request_id: string } }[] };
    expect([status, heard.length]).toEqual([200, 3]);
    expect(failed.map(({ data }) => data.privacy_request_id)).toEqual(ids);
    const told = failed.slice(0, 100).map(({ message }) => message);
    expect(told.filter((message) => message === 'Cannot transition status')).toHaveLength(98);
    expect(failed.slice(100, 150).every(({ message }) => /may have been decided or not/.test(message))).toBe(
      true,
    );
    expect(failed.slice(150).every(({ message }) => message.startsWith('Not decided'))).toBe(true);
    expect(failed.slice(150)).toHaveLength(30);
  });

  it('without any response is unavailable as a whole', async () => {
    unanswered = 0;
    heard = [];
    const { status, headers } = await gateway.call('PATCH', `${administrate}/deny`, {
      request_ids: ['pri_1'],
    });
    unanswered = -1;
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
  });

  it.each([
    [[]],
    [{}],
    [{ request_ids: [] }],
    [{ request_ids: [], filters: {} }],
    [{ exclude_ids: ['pri_1'] }],
  ])('of nothing is refused: %j', async (body) => {
    heard = [];
    const answer = await gateway.call('PATCH', `${administrate}/approve`, body);
    expect([answer.status, heard]).toEqual([422, []]);
    expect(answer.body).toMatchObject({
      detail: expect.stringContaining('No privacy requests are selected'),
    });
  });

  it('refuses unknown filters, which would select too much', async () => {
    const answer = await gateway.call('PATCH', `${administrate}/approve`, { filters: { stauts: 'pending' } });
    expect([answer.status, answer.body]).toEqual([
      422,
      {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'filters', 'stauts'],
            msg: 'Extra inputs are not permitted',
          },
        ],
      },
    ]);
  });
});

describe('a search', () => {
  let heard: ListRequestsRequest | undefined;

  beforeAll(() =>
    gateway.play(ListRequests, (question) => {
      heard = question;
      const identity = { email: 'ada@example.com', custom: { loyalty: { label: 'Loyalty', value: 7 } } };
      return { items: [{ ...request, ...(question.include_identities && { identity }) }], total: 101 };
    }),
  );

  it('reads filters, order and paging from the query', async () => {
    const answer = await gateway.call(
      'GET',
      '/api/v1/privacy-request?status=pending&status=denied&request_id=pri_1&id=pri_2&action_type=erasure' +
        '&created_gt=2026-01-01T00:00:00Z&created_lt=2026-02-01&identity=Ada%40Example.com' +
        '&sort_field=reviewed_at&sort_direction=asc&page=2&size=10&verbose=true',
    );
    expect(answer.body).toMatchObject({
      items: [{ identity: null }],
      total: 101,
      page: 2,
      size: 10,
      pages: 11,
    });
    expect(heard).toMatchObject({
      filter: {
        ids: ['pri_1', 'pri_2'],
        statuses: ['pending', 'denied'],
        actions: ['erasure'],
        created_gt: '2026-01-01T00:00:00.000Z',
        created_lt: '2026-02-01T00:00:00.000Z',
        identities: [{ name: null, value: 'Ada@Example.com' }],
      },
      sort_field: 'reviewed_at',
      sort_direction: 'asc',
      include_identities: false,
      page: 2,
      size: 10,
    });
  });

  it.each([
    ['?request_id=pri_1', { id_part: 'pri_1' }],
    ['?id=pri_0c2f4a52-8f2e-4d0b-9f53-1f1f3f6a7b11', { ids: ['pri_0c2f4a52-8f2e-4d0b-9f53-1f1f3f6a7b11'] }],
    ['?external_id=case-7', { external_id_prefix: 'case-7' }],
    ['?fuzzy_search_str=pri_0c', { search_text: 'pri_0c' }],
    ['?fuzzy_search_str=ada%40example.com', { search_text: 'ada@example.com' }],
  ])('finds by how an id begins, and by what a search box sends: %s', async (query, filter) => {
    await gateway.call('GET', `/api/v1/privacy-request${query}`);
    expect(heard).toMatchObject({ filter });
    const body = Object.fromEntries(new URLSearchParams(query));
    await gateway.call('POST', '/api/v1/privacy-request/search', body);
    expect(heard).toMatchObject({ filter });
  });

  it.each([
    'identities[email]=ada@example.com&identities[loyalty]=7',
    'identities={"email":"ada@example.com","loyalty":7}',
  ])('reads exact values from a query: %s', async (query) => {
    await gateway.call('GET', `/api/v1/privacy-request?${encodeURI(query)}`);
    const loyalty = { name: 'loyalty', value: '7' };
    expect(heard?.filter?.identities).toEqual([{ name: 'email', value: 'ada@example.com' }, loyalty]);
  });

  it('takes a filter that is null for one that is absent, and a word for a list of one', async () => {
    const body = { status: null, location: null, is_overdue: null, action_type: 'erasure', verbose: null };
    await gateway.call('POST', '/api/v1/privacy-request/search?verbose=true', body);
    expect(heard).toMatchObject({
      filter: { actions: ['erasure'], excluded_sources: ['Consent Webhook'] },
      include_log: true,
    });
    expect(Object.keys(heard?.filter ?? {})).toHaveLength(2);
  });

  it('reads filters from a body, so that no address is in a URL', async () => {
    const body = { status: ['pending'], identities: { email: 'ada@example.com', loyalty: '7' } };
    const answer = await gateway.call('POST', '/api/v1/privacy-request/search?include_identities=true', body);
    expect(answer.status).toBe(200);
    expect(heard?.filter).toMatchObject({
      statuses: ['pending'],
      identities: [
        { name: 'email', value: 'ada@example.com' },
        { name: 'loyalty', value: '7' },
      ],
    });
    expect(answer.body).toMatchObject({
      items: [
        {
          identity: {
            email: { label: 'Email', value: 'ada@example.com' },
            loyalty: { label: 'Loyalty', value: 7 },
          },
        },
      ],
    });
    expect((await gateway.call('POST', '/api/v1/privacy-request/search')).status).toBe(200);
    expect(gateway.testEnv.log.text).not.toContain('ada@example.com');
  });

  it.each([
    ['GET', '/api/v1/privacy-request?size=101', undefined, 'less_than_equal', ['query', 'size']],
    ['GET', '/api/v1/privacy-request?status=lost', undefined, 'enum', ['query', 'status']],
    [
      'GET',
      '/api/v1/privacy-request?created_gt=soon',
      undefined,
      'datetime_parsing',
      ['query', 'created_gt'],
    ],
    ['POST', '/api/v1/privacy-request/search', { status: 'lost' }, 'enum', ['body', 'status']],
    [
      'POST',
      '/api/v1/privacy-request/search?status=pending',
      undefined,
      'extra_forbidden',
      ['query', 'status'],
    ],
    [
      'POST',
      '/api/v1/privacy-request/search?identities%5Bemail%5D=a',
      {},
      'extra_forbidden',
      ['query', 'identities'],
    ],
    ['POST', '/api/v1/privacy-request/search?identity=a', {}, 'extra_forbidden', ['query', 'identity']],
    ['POST', '/api/v1/privacy-request/search', { when: 1 }, 'extra_forbidden', ['body', 'when']],
    ['POST', '/api/v1/privacy-request/search', { created_lt: 5 }, 'datetime_parsing', ['body', 'created_lt']],
    ['POST', '/api/v1/privacy-request/search', { identities: ['x'] }, 'dict_type', ['body', 'identities']],
  ])('is refused by %s %s %j', async (method, path, body, type, loc) => {
    const answer = await gateway.call(method, path, body);
    expect([answer.status, answer.body]).toMatchObject([422, { detail: [{ type, loc }] }]);
  });

  it('lists every problem of a query and of a body', async () => {
    const query = await gateway.call('GET', '/api/v1/privacy-request?status=lost&created_gt=soon');
    const body = { status: 'lost', created_gt: 'soon' };
    const search = await gateway.call('POST', '/api/v1/privacy-request/search', body);
    for (const [place, answer] of [
      ['query', query],
      ['body', search],
    ] as const) {
      expect(answer.body).toMatchObject({
        detail: [{ loc: [place, 'status'] }, { loc: [place, 'created_gt'] }],
      });
    }
  });

  it('requires the scope to read requests', async () => {
    const authorization = `Bearer ${await gateway.tokenOf('reader')}`;
    const path = '/api/v1/privacy-request/search?include_identities=true';
    const answer = await gateway.call('POST', path, {}, { authorization });
    expect(answer.status).toBe(403);
  });
});

describe('failure alerts', () => {
  const path = '/api/v1/privacy-request/notification';

  it('are stored, returned and turned off', async () => {
    let stored: RequestAlert | null = null;
    await gateway.play(SaveRequestAlert, ({ alert }) => (stored = alert));
    await gateway.play(ReadRequestAlert, () => {
      if (!stored?.email_addresses.length) throw new AppError('alert_unknown');
      return stored;
    });
    const none = await gateway.call('GET', path);
    expect([none.status, none.body]).toEqual([404, { detail: 'No privacy request notification info found' }]);
    const byDefault = await gateway.call('GET', `${path}?or_default=true`);
    expect([byDefault.status, byDefault.body]).toEqual([
      200,
      { email_addresses: [], notify_after_failures: 5 },
    ]);
    const alert = { email_addresses: ['team@example.com', 'not checked'], notify_after_failures: 3 };
    expect((await gateway.call('PUT', path, alert)).body).toEqual(alert);
    expect((await gateway.call('GET', path)).body).toEqual(alert);
    const empty = { email_addresses: [], notify_after_failures: 3 };
    const removed = await gateway.call('PUT', path, empty);
    expect([removed.status, removed.body]).toEqual([200, empty]);
    expect((await gateway.call('GET', path)).status).toBe(404);
    expect((await gateway.call('PUT', path, {})).body).toMatchObject({
      detail: [
        { type: 'missing', loc: ['body', 'email_addresses'] },
        { type: 'missing', loc: ['body', 'notify_after_failures'] },
      ],
    });
  });
});
