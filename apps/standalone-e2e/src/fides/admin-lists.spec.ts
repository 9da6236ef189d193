import { randomUUID } from 'node:crypto';
import { eventually } from '@subjectline/testing';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt } from '../fixtures/product.fixture';

/* The lists of Fides' Admin UI: a filter is applied or refused, wherever it stands. */

let product: Product;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
});
afterAll(() => product?.close());

const path = '/api/v1/privacy-request';
const secondMs = 1_000;

interface Made {
  readonly id: string;
  readonly email: string;
}

async function make(changes: object = {}, email = `x-${randomUUID()}@example.com`): Promise<Made> {
  const body = [{ policy_key: 'default_access_policy', identity: { email }, ...changes }];
  const answer = await product.call('POST', `${path}/authenticated`, body);
  return { id: textAt(answer.body, 'succeeded', 0, 'id'), email };
}

/** Each filter is sent as a query and as a body, which have to find the same. */
async function find(filter: Readonly<Record<string, unknown>>): Promise<string[]> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    for (const one of [value].flat()) {
      query.append(name, typeof one === 'string' ? one : JSON.stringify(one));
    }
  }
  const listed = await product.call('GET', `${path}?${query.toString()}&size=100`);
  const searched = await product.call('POST', `${path}/search?size=100`, filter);
  expect([listed.status, searched.status]).toEqual([200, 200]);
  expect(searched.body).toEqual(listed.body);
  return listAt(searched.body, 'items').map((item) => textAt(item, 'id'));
}

async function refusal(filter: Readonly<Record<string, string>>): Promise<unknown[]> {
  const listed = await product.call('GET', `${path}?${new URLSearchParams(filter).toString()}`);
  const searched = await product.call('POST', `${path}/search`, filter);
  expect(searched.status).toBe(listed.status);
  expect(searched.body).toEqual(JSON.parse(JSON.stringify(listed.body).replaceAll('"query"', '"body"')));
  return [listed.status, listed.body];
}

const now = (): string => product.testEnv.clock.now().toISOString();
const review = (decision: string, body: object) =>
  product.call('PATCH', `${path}/administrate/${decision}`, body);

describe('every filter', () => {
  it('of moments selects by its own part of a request’s life', async () => {
    const mark = now();
    product.testEnv.clock.advance(secondMs);
    const [waiting, approved, complete] = [await make(), await make(), await make()];
    const made = { created_gt: mark };
    product.testEnv.clock.advance(secondMs);
    const before = now();
    product.testEnv.clock.advance(secondMs);
    await review('approve', { request_ids: [approved.id, complete.id] });
    product.testEnv.clock.advance(secondMs);
    const between = now();
    product.testEnv.clock.advance(secondMs);
    await product.call('POST', `${path}/${complete.id}/complete`, {});
    expect((await find(made)).toSorted()).toEqual([waiting.id, approved.id, complete.id].toSorted());
    expect((await find({ ...made, started_gt: before })).toSorted()).toEqual(
      [approved.id, complete.id].toSorted(),
    );
    expect(await find({ ...made, started_lt: before })).toEqual([]);
    expect(await find({ ...made, started_gt: between })).toEqual([]);
    expect(await find({ ...made, completed_gt: between })).toEqual([complete.id]);
    expect(await find({ ...made, completed_lt: between })).toEqual([]);
    expect(await find({ ...made, errored_gt: mark })).toEqual([]);
    expect(await find({ ...made, errored_lt: '2100-01-01T00:00:00Z' })).toEqual([]);
    expect(await find({ created_gt: now() })).toEqual([]);
  });

  it('of place, source and lateness selects', async () => {
    const mark = now();
    product.testEnv.clock.advance(secondMs);
    const made = { created_gt: mark };
    const california = await make({ location: 'US-CA', source: 'Request Manager' });
    const portugal = await make({ location: 'PT' });
    const webhook = await make({ source: 'Consent Webhook' });
    expect(await find({ ...made, location: 'us_ca' })).toEqual([california.id]);
    expect(await find({ ...made, location: 'US' })).toEqual([california.id]);
    expect(await find({ ...made, location: 'US-NY' })).toEqual([]);
    expect(await find({ ...made, location: 'nowhere' })).toEqual([]);
    expect(await find({ ...made, source: 'Request Manager' })).toEqual([california.id]);
    expect(await find(made)).toEqual([portugal.id, california.id]);
    expect(await find({ ...made, include_consent_webhook_requests: true })).toEqual([
      webhook.id,
      portugal.id,
      california.id,
    ]);
    expect(await find({ ...made, include_deleted_requests: true })).toEqual([portugal.id, california.id]);
    expect(await find({ ...made, is_overdue: true })).toEqual([]);
    expect(await find({ ...made, is_overdue: false })).toEqual([portugal.id, california.id]);
    product.testEnv.clock.advance(46 * 86_400 * secondMs);
    await product.signIn();
    expect(await find({ ...made, is_overdue: true })).toEqual([portugal.id, california.id]);
    await review('deny', { request_ids: [portugal.id] });
    expect(await find({ ...made, is_overdue: true })).toEqual([california.id]);
    expect(await find({ ...made, is_overdue: false })).toEqual([portugal.id]);
  });

  it('of persons and forms selects by exact values, and by a part of an address', async () => {
    const run = randomUUID();
    const field = {
      site: { label: 'Site', value: `shop-${run}` },
      colours: { label: 'Colours', value: ['red', 'blue'] },
    };
    const ana = await make({ custom_privacy_request_fields: field }, `Ana.Part-${run}@example.com`);
    const eve = await make({ identity: { phone_number: '+15557651234', external_id: `ext-${run}` } });
    expect(await find({ fuzzy_search_str: `part-${run}` })).toEqual([ana.id]);
    expect(await find({ fuzzy_search_str: ana.email.toUpperCase() })).toEqual([ana.id]);
    expect(await find({ fuzzy_search_str: `xt-${run}` })).toEqual([eve.id]);
    expect(await find({ fuzzy_search_str: ana.id.slice(0, 16) })).toEqual([ana.id]);
    const { body: shown } = await product.call('GET', `${path}/${ana.id}`);
    const reference = textAt(shown, 'reference').toLowerCase().replace('-', ' ');
    expect(await find({ reference })).toEqual([ana.id]);
    expect(await find({ fuzzy_search_str: reference })).toEqual([ana.id]);
    expect(await find({ fuzzy_search_str: `part-${run}`, status: 'denied' })).toEqual([]);
    expect(await find({ identities: { email: ana.email } })).toEqual([ana.id]);
    expect(await find({ identities: { email: `part-${run}@example.com` } })).toEqual([]);
    expect(await find({ identities: { email: ana.email, external_id: `ext-${run}` } })).toEqual([]);
    expect(await find({ custom_privacy_request_fields: { site: `shop-${run}` } })).toEqual([ana.id]);
    expect(await find({ custom_privacy_request_fields: { site: `shop-${run}`, colours: 'blue' } })).toEqual([
      ana.id,
    ]);
    expect(await find({ custom_privacy_request_fields: { colours: `shop-${run}` } })).toEqual([]);
    expect(await find({ request_id: ana.id.slice(10, 30) })).toEqual([ana.id]);
  });

  it('is refused by name when it cannot be read', async () => {
    expect(await refusal({ is_overdue: 'perhaps' })).toMatchObject([
      422,
      { detail: [{ type: 'bool_parsing', loc: ['query', 'is_overdue'] }] },
    ]);
    expect(await refusal({ status: 'lost' })).toMatchObject([422, { detail: [{ type: 'enum' }] }]);
    expect(await refusal({ completed_gt: 'soon' })).toMatchObject([
      422,
      { detail: [{ type: 'datetime_parsing' }] },
    ]);
    expect(await refusal({ sort_field: 'colour' })).toMatchObject([422, { detail: [{ type: 'enum' }] }]);
    const identities = await product.call('GET', `${path}?identities=ada`);
    expect([identities.status, identities.body]).toMatchObject([
      422,
      { detail: [{ loc: ['query', 'identities'] }] },
    ]);
  });

  it('is refused when another contradicts it', async () => {
    for (const stage of ['created', 'started', 'completed', 'errored']) {
      const filter = { [`${stage}_gt`]: '2026-02-01T00:00:00Z', [`${stage}_lt`]: '2026-01-01T00:00:00Z' };
      expect(await refusal(filter)).toEqual([
        400,
        {
          detail: `Value specified for ${stage}_lt: 2026-01-01T00:00:00.000Z must be after ${stage}_gt: 2026-02-01T00:00:00.000Z.`,
        },
      ]);
    }
    expect(await refusal({ completed_gt: '2026-01-01', errored_lt: '2026-02-01' })).toEqual([
      400,
      { detail: 'Cannot specify both succeeded and failed query params.' },
    ]);
  });

  it('of a review is applied, too', async () => {
    const run = randomUUID();
    const [ana, eve] = [await make({}, `ana-${run}@example.com`), await make({}, `eve-${run}@example.com`)];
    const filters = { fuzzy_search_str: `na-${run}`, status: ['pending'], sort_field: 'due_date' };
    const { body } = await review('approve', { filters });
    expect(listAt(body, 'succeeded').map((one) => at(one, 'id'))).toEqual([ana.id]);
    expect(at((await product.call('GET', `${path}/${eve.id}`)).body, 'status')).toBe('pending');
  });
});

describe('every status, action and order of Fides', () => {
  const foreign = [
    'duplicate',
    'paused',
    'requires_input',
    'awaiting_email_send',
    'requires_manual_finalization',
    'pending_external',
    'awaiting_pre_approval',
    'pre_approval_not_eligible',
  ];

  it('is a filter, also where no request has it', async () => {
    const { id } = await make();
    for (const status of foreign) expect(await find({ status })).toEqual([]);
    expect(await find({ status: [...foreign, 'pending'], request_id: id })).toEqual([id]);
    expect(await find({ action_type: 'update' })).toEqual([]);
    expect(await find({ action_type: ['update', 'access'], request_id: id })).toEqual([id]);
  });

  it('sorts a list', async () => {
    const mark = now();
    product.testEnv.clock.advance(secondMs);
    const [first, second] = [await make({ location: 'PT' }), await make({ location: 'DE' })];
    const sorted = (sort_field: string) => find({ created_gt: mark, sort_field, sort_direction: 'asc' });
    expect(await sorted('due_date')).toEqual([first.id, second.id]);
    expect(await sorted('location')).toEqual([second.id, first.id]);
    expect(await sorted('id')).toEqual([first.id, second.id].toSorted());
  });
});

describe('what a list shows', () => {
  it('is chosen in the body as in the query', async () => {
    const fields = { name: { label: 'Full name', value: 'Ada' } };
    const { id, email } = await make({ custom_privacy_request_fields: fields });
    const hidden = await product.call('POST', `${path}/search`, { request_id: id });
    expect(at(hidden.body, 'items', 0)).toMatchObject({
      identity: null,
      custom_privacy_request_fields: null,
    });
    const shown = await product.call('POST', `${path}/search`, {
      request_id: id,
      include_identities: true,
      include_custom_privacy_request_fields: true,
      verbose: true,
    });
    expect(at(shown.body, 'items', 0)).toMatchObject({
      identity: { email: { label: 'Email', value: email } },
      custom_privacy_request_fields: fields,
      results: { 'Request created': [{ user_id: 'root', updated_at: expect.any(String) }] },
    });
  });

  it('says how many days are left', async () => {
    const { id } = await make();
    const due = new Date(product.testEnv.clock.nowMs() + 45 * 86_400 * secondMs).toISOString();
    const shown = async () => (await product.call('GET', `${path}?request_id=${id}`)).body;
    expect(at(await shown(), 'items', 0)).toMatchObject({
      days_left: 45,
      due_date: due,
      policy: { execution_timeframe: 45 },
    });
    product.testEnv.clock.advance(50 * 86_400 * secondMs);
    await product.signIn();
    expect(at(await shown(), 'items', 0)).toMatchObject({ days_left: -5, due_date: due });
  });
});

describe('a report', () => {
  it('is a CSV file of all that fits, in which no cell is a formula', async () => {
    const run = randomUUID();
    const fields = { note: { label: 'Note', value: '=HYPERLINK("https://evil.example")' } };
    const made = await make({
      custom_privacy_request_fields: fields,
      identity: { email: `r-${run}@example.com`, phone_number: '+15557650000' },
    });
    await review('deny', { request_ids: [made.id], reason: '@cmd, "quoted"\nand more' });
    const csv = await product.call('GET', `${path}?request_id=${made.id}&download_csv=true`);
    expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename=privacy_requests_download_${now().slice(0, 10)}.csv`,
    );
    const [head, row, ...rest] = parse(String(csv.body));
    expect(rest).toEqual([]);
    expect(head).toEqual([
      'Status',
      'Request Type',
      'Time Received',
      'Deadline',
      'Reviewed By',
      'Request ID',
      'Time Approved/Denied',
      'Denial Reason',
      'Last Updated',
      'Completed On',
      'email',
      'phone_number',
      'Custom Field Note',
    ]);
    expect(row).toMatchObject([
      'denied',
      'access',
      expect.any(String),
      expect.any(String),
      'root',
      made.id,
      expect.any(String),
      `'@cmd, "quoted"\nand more`,
      expect.any(String),
      '',
      `r-${run}@example.com`,
      "'+15557650000",
      `'=HYPERLINK("https://evil.example")`,
    ]);
    const searched = await product.call('POST', `${path}/search`, {
      request_id: made.id,
      download_csv: true,
    });
    expect(searched.body).toBe(csv.body);
  });

  it('holds more than a page, each request once and in order', async () => {
    const run = `many-${randomUUID()}`;
    const bodies = Array.from({ length: 130 }, (_one, index) => ({
      policy_key: 'default_access_policy',
      identity: { email: `p${index}@example.com` },
      external_id: `${run}-${String(index).padStart(3, '0')}`,
    }));
    for (let begin = 0; begin < bodies.length; begin += 50) {
      await product.call('POST', `${path}/authenticated`, bodies.slice(begin, begin + 50));
    }
    const query = `external_id=${run}&sort_field=external_id&sort_direction=asc&download_csv=true`;
    const { body } = await product.call('GET', `${path}?${query}`);
    const [head = [], ...rows] = parse(String(body));
    const addresses = rows.map((row) => row[head.indexOf('email')]);
    expect(addresses).toEqual(bodies.map(({ identity }) => identity.email));
  });
});

describe('the report of preferences', () => {
  it('is filtered by person and moment, and shows who they are by name', async () => {
    await product.change({ execution: { disable_consent_identity_verification: true } });
    const emails = [`c1-${randomUUID()}@example.com`, `c2-${randomUUID()}@example.com`];
    const mark = now();
    product.testEnv.clock.advance(secondMs);
    for (const email of emails) {
      const { body } = await product.call('POST', '/api/v1/consent-request', { identity: { email } });
      const id = textAt(body, 'consent_request_id');
      const consent = [{ data_use: 'marketing', opt_in: true }];
      await product.call('PATCH', `/api/v1/consent-request/${id}/preferences`, { consent });
      product.testEnv.clock.advance(secondMs);
    }
    const report = async (query: string) => {
      const { body } = await product.call('GET', `/api/v1/consent-request/preferences?${query}`);
      return listAt(body, 'items').map((item) => at(item, 'identity'));
    };
    const [first, second] = emails.map((email) => ({ email }));
    expect(await report(`identity=${emails[0]}`)).toEqual([first]);
    expect(await report('identity=nobody%40example.com')).toEqual([]);
    expect(await report(`created_gt=${mark}`)).toEqual([second, first]);
    expect(await report(`created_gt=${mark}&identity=${emails[1]}`)).toEqual([second]);
    expect(await report(`created_lt=${mark}&identity=${emails[1]}`)).toEqual([]);
    const wrong = await product.call(
      'GET',
      '/api/v1/consent-request/preferences?created_gt=2026-02-01&created_lt=2026-01-01',
    );
    expect([wrong.status, at(wrong.body, 'detail')]).toEqual([400, expect.stringContaining('created_lt')]);
  });
});

describe('alerts', () => {
  it('are turned off with no address and no failures', async () => {
    const alerts = `${path}/notification`;
    await product.call('PUT', alerts, { email_addresses: ['team@example.com'], notify_after_failures: 2 });
    const off = { email_addresses: [], notify_after_failures: 0 };
    const answer = await product.call('PUT', alerts, off);
    expect([answer.status, answer.body]).toEqual([200, off]);
    expect((await product.call('GET', alerts)).status).toBe(404);
    const never = await product.call('PUT', alerts, { ...off, email_addresses: ['team@example.com'] });
    expect([never.status, never.body]).toMatchObject([
      422,
      { detail: [{ type: 'greater_than_equal', loc: ['body', 'notify_after_failures'] }] },
    ]);
  });
});

describe('the log of a request', () => {
  it('is a page of execution logs, and nothing that staff need is missing', async () => {
    const { id } = await make();
    await review('approve', { request_ids: [id] });
    const own = await product.call('GET', `${path}/${id}/history`);
    const entries = listAt(own.body, 'entries');
    const log = await eventually('both are logged', async () => {
      const { body } = await product.call('GET', `${path}/${id}/log?size=1&page=2`);
      return at(body, 'total') === 2 ? body : null;
    });
    expect(entries.map((entry) => at(entry, 'what'))).toEqual(['created', 'approved']);
    expect(log).toEqual({
      items: [
        {
          connection_key: null,
          dataset_name: 'Request approved',
          collection_name: null,
          fields_affected: [],
          message: 'by root',
          action_type: 'access',
          status: 'complete',
          updated_at: at(entries, 1, 'happened_at'),
        },
      ],
      total: 2,
      page: 2,
      size: 1,
      pages: 2,
    });
    const unknown = await product.call('GET', `${path}/pri_x/log`);
    expect([unknown.status, unknown.body]).toEqual([
      404,
      { detail: "No privacy request found with id 'pri_x'." },
    ]);
  });
});

describe('a review that fails', () => {
  it('shows the whole request, and says of a cancellation in which status it is', async () => {
    const { id } = await make();
    await review('deny', { request_ids: [id] });
    for (const [decision, message] of [
      ['approve', 'Cannot transition status'],
      ['deny', 'Cannot transition status'],
      ['cancel', 'Cannot cancel privacy request in denied status'],
    ] as const) {
      const { status, body } = await review(decision, { request_ids: [id, 'pri_none'] });
      expect([status, body]).toMatchObject([
        200,
        {
          succeeded: [],
          failed: [
            {
              message,
              data: { id, status: 'denied', policy: { key: 'default_access_policy' }, days_left: 45 },
            },
            {
              message: "No privacy request found with id 'pri_none'",
              data: { privacy_request_id: 'pri_none' },
            },
          ],
        },
      ]);
    }
  });
});

describe('the only template of its type', () => {
  it('cannot be deleted; an empty one puts the shipped one back', async () => {
    const templates = '/api/v1/messaging/templates';
    const type = 'privacy_request_review_approve';
    const shipped = await product.call('GET', `${templates}/default/${type}`);
    const content = { subject: 'Approved', body: 'Done.' };
    const saved = await product.call('PUT', templates, [{ type, content }]);
    const id = textAt(saved.body, 'succeeded', 0, 'id');
    const deleted = await product.call('DELETE', `${templates}/${id}`);
    expect([deleted.status, deleted.body]).toEqual([
      400,
      {
        detail: `Messaging template with id ${id} cannot be deleted because it is the only template with type ${type}`,
      },
    ]);
    expect(at((await product.call('GET', `${templates}/${id}`)).body, 'content', 'subject')).toBe('Approved');
    await product.call('PUT', templates, [{ type, content: { subject: '', body: '' } }]);
    expect(at((await product.call('GET', `${templates}/${id}`)).body, 'content')).toEqual(
      at(shipped.body, 'content'),
    );
  });
});
