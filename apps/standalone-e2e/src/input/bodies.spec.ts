import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt } from '../fixtures/product.fixture';
import { whatIsStored } from '../fixtures/stored.fixture';
import { ownLaw } from '../routes/settings.fixture';

/* What a body may not hold: which field is named, by which rule, and that nothing of it is kept or shown. */

let product: Product;
let before: string;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
  before = await whatIsStored(product);
});
afterAll(async () => {
  const after = await whatIsStored(product);
  await product?.close();
  expect(after).toBe(before);
});

/** Stands wherever a value does not fit: no answer may repeat it. */
const shown = 'value-that-is-never-shown-again';

const requests = 'POST /api/v1/privacy-request';
const authenticated = 'POST /api/v1/privacy-request/authenticated';
const verify = 'POST /api/v1/privacy-request/pri_1/verify';
const approve = 'PATCH /api/v1/privacy-request/administrate/approve';
const deny = 'PATCH /api/v1/privacy-request/administrate/deny';
const provider = 'PUT /api/v1/messaging/default';
const secrets = 'PUT /api/v1/messaging/default/mailgun/secret';
const config = 'PATCH /api/v1/config';
const law = 'PUT /api/v1/laws/own';
const extended = { count: 7, unit: 'calendar_day' };

const request = (changes: object): object[] => [
  { policy_key: 'default_access_policy', identity: { email: 'ada@example.com' }, ...changes },
];

type Case = readonly [route: string, body: unknown, problems: readonly string[]];

/** Each problem as `<type> <loc>`. */
const fides: readonly Case[] = [
  [requests, {}, ['list_type body']],
  [requests, [shown], ['model_attributes_type body.0']],
  [requests, [{}], ['missing body.0.policy_key', 'missing body.0.identity']],
  [requests, request({ policy_key: 7 }), ['string_type body.0.policy_key']],
  [requests, request({ policy_key: `${shown} !` }), ['value_error body.0.policy_key']],
  [requests, request({ identity: { email: shown } }), ['value_error body.0.identity.email']],
  [requests, request({ identity: { phone_number: shown } }), ['value_error body.0.identity.phone_number']],
  [
    requests,
    request({ identity: { email: 'a\u200bda@example.com' } }),
    ['value_error body.0.identity.email'],
  ],
  [
    requests,
    request({ identity: { email: 'ada@exam\u202eple.com' } }),
    ['value_error body.0.identity.email'],
  ],
  ...['+19005551234', '+881612345678', '+44909879000012'].map((phone_number): Case => [
    requests,
    request({ identity: { phone_number } }),
    ['value_error body.0.identity.phone_number'],
  ]),
  [
    'POST /api/v1/consent-request',
    { identity: { email: 'ada@\u2060example.com', phone_number: '+80812345678' } },
    ['value_error body.identity.email', 'value_error body.identity.phone_number'],
  ],
  [
    'POST /api/v1/messaging/config/test',
    { email: 'ada@example.com\u200b', phone_number: '+33899123456' },
    ['value_error body.phone_number', 'value_error body.email'],
  ],
  [
    requests,
    request({ identity: { fides_user_device_id: shown } }),
    ['uuid_parsing body.0.identity.fides_user_device_id'],
  ],
  [requests, request({ identity: { nickname: shown } }), ['value_error body.0.identity']],
  [requests, request({ requested_at: shown }), ['datetime_parsing body.0.requested_at']],
  [requests, request({ received_at: shown }), ['datetime_parsing body.0.received_at']],
  [requests, request({ law: shown }), ['value_error body.0.law']],
  [requests, request({ source: shown }), ['enum body.0.source']],
  [requests, request({ external_id: 'a\u0000b' }), ['value_error body.0.external_id']],
  [requests, Array.from({ length: 51 }, () => request({})[0]), ['too_long body']],
  [authenticated, request({ identity: null }), ['model_attributes_type body.0.identity']],
  [verify, {}, ['missing body.code']],
  [verify, { code: 123456 }, ['string_type body.code']],
  [verify, { code: 'x'.repeat(32_001) }, ['string_too_long body.code']],
  [approve, [7], ['string_type body.request_ids']],
  [approve, { request_ids: shown }, ['list_type body.request_ids']],
  [deny, { request_ids: ['pri_1'], reason: 7 }, ['string_type body.reason']],
  [deny, { request_ids: ['pri_1'], reason: 'x'.repeat(32_001) }, ['string_too_long body.reason']],
  [provider, {}, ['missing body.service_type']],
  [provider, { service_type: 7 }, ['string_type body.service_type']],
  [provider, { service_type: 'pigeon' }, ['enum body.service_type']],
  [provider, { service_type: 'mailgun' }, ['value_error body']],
  [provider, { service_type: 'mailgun', details: {} }, ['value_error body']],
  [
    provider,
    { service_type: 'mailgun', details: { bad: shown } },
    ['missing body.domain', 'extra_forbidden body.bad'],
  ],
  [provider, { service_type: 'mailgun', details: { domain: 7 } }, ['string_type body.domain']],
  [provider, { service_type: 'mailgun', key: shown }, ['extra_forbidden body.key']],
  // the key that is stored stays, so nothing is missing
  [secrets, { bad: shown }, ['missing mailgun_api_key', 'extra_forbidden bad']],
  [secrets, { mailgun_api_key: { nested: shown } }, ['string_type mailgun_api_key']],
  [config, {}, ['value_error body']],
  [config, { colours: { shown } }, ['extra_forbidden body.colours']],
  [config, { notifications: { shown } }, ['extra_forbidden body.notifications.shown']],
  [
    config,
    { notifications: { notification_service_type: 'pigeon' } },
    ['enum body.notifications.notification_service_type'],
  ],
  [
    config,
    { notifications: { send_request_receipt_notification: [] } },
    ['bool_type body.notifications.send_request_receipt_notification'],
  ],
  [config, '{"__proto__":{"admin":true}}', ['extra_forbidden body.__proto__']],
];

/** Each problem as `<rule> <pointer>`. */
const native: readonly Case[] = [
  ['POST /api/v1/messages', {}, ['missing #/kind', 'missing #/to']],
  ['POST /api/v1/messages', { kind: 'test_message', to: {} }, ['atLeastOneOf #/to']],
  ['POST /api/v1/messages', { kind: shown, to: { email: shown } }, ['isIn #/kind', 'isEmail #/to/email']],
  [
    'POST /api/v1/messages',
    { kind: 'test_message', to: { email: 'ada\u3164@example.com', phone_number: '+447012345678' } },
    ['isEmail #/to/email', 'isReachablePhone #/to/phone_number'],
  ],
  [
    'POST /api/v1/messages',
    { kind: 'test_message', to: { email: 'ada@example.com' }, shown },
    ['extra #/shown'],
  ],
  ['POST /api/v1/privacy-request/pri_1/complete', { link_days: '5' }, ['isInt #/link_days']],
  [
    'POST /api/v1/privacy-request/pri_1/complete',
    { download_links: ['javascript:alert(1)'] },
    ['isWebAddress #/download_links'],
  ],
  ['POST /api/v1/privacy-request/pri_1/complete', { shown }, ['extra #/shown']],
  [
    law,
    { ...ownLaw, terms: ownLaw.terms.map((term) => ({ ...term, extended })) },
    ['isLonger #/terms/0/extended'],
  ],
];

const dsar = 'POST /v1/dsar/requests';
const dsarRequest = (changes: object): object => ({
  organization_user_id: 'ada@example.com',
  user_right_id: 'cpra_opt_out',
  status: 'unverified',
  source: { type: 'DSAR' },
  ...changes,
});
const email = 'POST /v1/marketplace/emails';
const newEmail = (properties: unknown): object => ({
  type_id: 'didomi',
  email_type: 'request-verify',
  properties,
});
const link = 'POST /dsar/links';

/** Each problem as `<rule> <path>`. */
const didomi: readonly Case[] = [
  ['POST /sessions', { type: 'api-key', key: 7 }, ['isString key', 'missing secret']],
  ['POST /sessions', { type: shown, key: 'a', secret: shown }, ['isIn type']],
  [dsar, {}, ['organization_user_id', 'user_right_id', 'status', 'source'].map((name) => `missing ${name}`)],
  [dsar, dsarRequest({ status: shown, user_right_id: shown }), ['isIn user_right_id', 'isIn status']],
  [dsar, dsarRequest({ source: { type: shown } }), ['isIn source.type']],
  [
    dsar,
    dsarRequest({ user: { email: shown, country: shown } }),
    ['isEmail user.email', 'matches user.country'],
  ],
  [dsar, dsarRequest({ request_fields: [{ field_id: 'email' }] }), ['missing request_fields.0.value']],
  [
    dsar,
    dsarRequest({
      organization_user_id: 'ada\u200d@example.com',
      request_fields: [
        { field_id: 'email', value: 'ada\u200b@example.com' },
        { field_id: 'phone_number', value: '+97912345678' },
      ],
      user: { email: 'ada\ufeff@example.com' },
    }),
    [
      'isContact organization_user_id',
      'isContact request_fields.0.value',
      'isContact request_fields.1.value',
      'isEmail user.email',
    ],
  ],
  [dsar, dsarRequest({ redirect_url: 'javascript:alert(1)' }), ['isWebAddress redirect_url']],
  [dsar, dsarRequest({ created_by: shown, shown }), ['extra created_by', 'extra shown']],
  [dsar, dsarRequest({ metadata: [] }), ['isMetadata metadata']],
  [dsar, '{"__proto__":{"admin":true}}', ['extra __proto__']],
  ['PATCH /dsar/requests/pri_1', { status: shown, changed_by: shown }, ['isIn status', 'extra changed_by']],
  [
    'PATCH /dsar/requests/pri_1',
    { extra_message_variables: { download_link: 'http://files.example.com', shown } },
    ['isDownloadLink extra_message_variables.download_link', 'extra extra_message_variables.shown'],
  ],
  ['POST /dsar/requests/notes', { value: ' ' }, ['missing request_id', 'matches value']],
  [link, { action: shown }, ['isIn action', 'missing event']],
  [
    link,
    { action: 'request.update', event: { request_id: 7, status: shown } },
    ['isString event.request_id', 'isIn event.status'],
  ],
  [email, { shown }, ['missing type_id', 'missing email_type', 'extra shown']],
  [email, newEmail({ html: 7, shown }), ['isString properties.html', 'extra properties.shown']],
  [email, newEmail(shown), ['nestedValidation properties']],
  ['PATCH /marketplace/emails/request-verify.en', {}, ['missing properties']],
  ['POST /marketplace/emails/preview', { email_type: 'request-verify', channel: shown }, ['isIn channel']],
  ['POST /marketplace/emails/request-verify.en/test', { to: { email: shown } }, ['isEmail to.email']],
  [
    'POST /marketplace/emails/request-verify.en/test',
    { to: { email: 'ada\u00ad@example.com' } },
    ['isEmail to.email'],
  ],
  [
    'POST /consents/tokens',
    { organization_user_id: 'ada\u2066@example.com' },
    ['isContact organization_user_id'],
  ],
  [
    'POST /consents/users',
    { organization_user_id: '+19005551234', email: 'ada\u200b@example.com' },
    ['isContact organization_user_id', 'isEmail email'],
  ],
  [
    'PUT /consents/approvers',
    { approvers: ['ada@example.com', 'b\u200bob@example.com'] },
    ['isEmail approvers'],
  ],
];

async function send(route: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const [method = '', path = ''] = route.split(' ');
  const answer = await product.call(method, path, body);
  expect(JSON.stringify(answer.body)).not.toContain(shown);
  return answer;
}

describe('a body of the API that Fides has', () => {
  it.each(fides)('%s refuses %j', async (route, body, problems) => {
    const answer = await send(route, body);
    expect(answer.status).toBe(422);
    const found = listAt(answer.body, 'detail').map((problem) => {
      expect(Object.keys(problem as object)).toEqual(['type', 'loc', 'msg']);
      return `${String(at(problem, 'type'))} ${listAt(problem, 'loc').join('.')}`;
    });
    expect(found).toEqual(problems);
  });

  it('that selects nothing is never taken for everything', async () => {
    for (const body of [{}, [], { request_ids: [] }, { filters: null }]) {
      expect(await send(approve, body)).toMatchObject({
        status: 422,
        body: { detail: expect.stringContaining('No privacy requests are selected') },
      });
    }
  });

  it('is refused before the request is looked for, and an unknown request by its id', async () => {
    expect(await send(verify, { code: '123456' })).toMatchObject({
      status: 404,
      body: { detail: "No privacy request found with id 'pri_1'." },
    });
  });
});

describe('a body of our own API', () => {
  it.each(native)('%s refuses %j', async (route, body, problems) => {
    const answer = await send(route, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ type: 'urn:subjectline:error:invalid', title: expect.any(String) });
    const found = listAt(answer.body, 'errors').map(
      (problem) => `${String(at(problem, 'rule'))} ${String(at(problem, 'pointer'))}`,
    );
    expect(found).toEqual(problems);
  });
});

describe('a body of the API that Didomi has', () => {
  it.each(didomi)('%s refuses %j', async (route, body, problems) => {
    const answer = await send(route, body);
    expect([answer.status, at(answer.body, 'reason')]).toEqual([400, 'invalid']);
    const found = listAt(answer.body, 'errors').map((problem) => {
      expect(Object.keys(problem as object)).toEqual(['path', 'rule', 'message']);
      return `${String(at(problem, 'rule'))} ${String(at(problem, 'path'))}`;
    });
    expect(found).toEqual(problems);
  });
});

describe('a query', () => {
  it.each([
    ['/api/v1/privacy-request?page=0', 'greater_than_equal query.page'],
    ['/api/v1/privacy-request?size=101', 'less_than_equal query.size'],
    ['/api/v1/privacy-request?size=many', 'int_parsing query.size'],
    ['/api/v1/privacy-request?request_id=%00', 'value_error query.request_id'],
    ['/api/v1/config?api_set=perhaps', 'bool_parsing query.api_set'],
    [`/api/v1/privacy-request?status=${shown}`, 'enum query.status'],
    ['/api/v1/messaging/default/status?messaging_method=pigeon', 'enum query.messaging_method'],
    ['/api/v1/messaging/default/pigeon', 'enum path.service_type'],
  ])('%s is refused', async (path, problem) => {
    const answer = await send(`GET ${path}`, undefined);
    expect(answer.status).toBe(422);
    const [first] = listAt(answer.body, 'detail');
    expect(`${String(at(first, 'type'))} ${listAt(first, 'loc').join('.')}`).toBe(problem);
  });

  it('of our own API is refused in its own shape', async () => {
    for (const path of ['/api/v1/inbox?limit=0', '/api/v1/messages?state=lost', '/api/v1/messages?size=x']) {
      const { status, body } = await send(`GET ${path}`, undefined);
      expect([path, status, at(body, 'type')]).toEqual([path, 422, 'urn:subjectline:error:invalid']);
    }
  });
});
