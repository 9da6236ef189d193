import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, HttpClient, textAt, type Answer } from '../fixtures/product.fixture';
import { Person } from '../fixtures/person.fixture';
import { unknownConsent } from '../routes/requests.fixture';
import { ownLaw, unknownUser } from '../routes/settings.fixture';
import { unknownMessage, unknownRequest, type Route } from '../routes/route.fixture';
import { routes } from '../routes/routes.fixture';
import {
  auditPath,
  unknownDeliveryId,
  unknownEndpointId,
  unknownErasureId,
  unknownHoldId,
  unknownSuppressionId,
} from '../routes/webhooks.fixture';
import { whatIsStored } from '../fixtures/stored.fixture';

/*
 * Two organizations in one installation. Every route that needs a token is called by one of them for what belongs to
 * the other: the answer is that of a thing that does not exist, and nothing changes. The routes are those of the table,
 * which is all that there are (refusals.spec.ts).
 */

/** Stands in everything that belongs to `default`, and may stand in no answer to the other. */
const mark = 'kept-by-default';

let product: Product;
let acme: HttpClient;
let before: Map<string, Answer>;

/** What stands for nothing in the table of routes, after which words, and what there is of it in `default`. */
interface Belonging {
  readonly after: string;
  readonly nothing: string;
  readonly thing: string;
}
const belongings: Belonging[] = [];
/** A call whose reply is kept for repeated ones, and names a person. */
const replied = { to: { email: `replied@${mark}.example` }, first: {} as unknown };

const guarded = routes.filter(({ scope }) => scope !== undefined);
/** Without the audit trail, to which reading the others adds. */
const reading = guarded.filter(({ method, path }) => method === 'GET' && !path.startsWith(auditPath));
/** Of types and laws, of which every organization has the same; dead-letters.spec.ts has those of another one. */
const ofTypes =
  /\{(service_type|template_type|sequence)\}|\/(dsar\/user-rights|marketplace\/emails|laws|organizations)\/\{id\}|\/wordings\/\{kind\}/;

/** The same text with the ids of what `default` has. */
function named(text: string): string {
  return belongings.reduce(
    (changed, { after, nothing, thing }) => changed.replaceAll(after + nothing, after + thing),
    text,
  );
}

/** The same text as if what `default` has were nothing. */
function unnamed(text: string): string {
  return belongings.reduce((changed, { nothing, thing }) => changed.replaceAll(thing, nothing), text);
}

function call(http: HttpClient, { method, path, body }: Route, as = named): Promise<Answer> {
  const sent = body === undefined ? undefined : (JSON.parse(as(JSON.stringify(body))) as unknown);
  return http.call(method, as(path), sent);
}

async function make(path: string, body: object, ...id: string[]): Promise<string> {
  const answer = await product.call('POST', path, body);
  if (answer.status >= 300) throw new Error(`${path} refused: ${JSON.stringify(answer.body)}`);
  return textAt(answer.body, ...id);
}

async function furnish(): Promise<void> {
  await useProvider(product, 'mailgun');
  const consent = await verifiedConsent();
  await product.change({ privacy_center: { url: `https://${mark}.example.com` } });
  const key = 'of-default';
  await make(
    '/api/v1/messaging/config',
    { service_type: 'mailgun', key, name: mark, details: { domain: `${mark}.example.com` } },
    'key',
  );
  const client = await make('/api/v1/oauth/client', { name: mark, scopes: [] }, 'client_id');
  const to = { email: `${mark}@example.com` };
  const message = await make('/api/v1/messages', { kind: 'test_message', to }, 'id');
  await make(
    '/dsar/requests',
    {
      organization_user_id: to.email,
      user_right_id: 'cpra_access_my_data',
      status: 'unverified',
      request_fields: [{ field_id: 'email', value: to.email }],
      source: { type: 'DSAR' },
      metadata: { mark },
    },
    'id',
  );
  const request = await new Person(product, 'email').isVerified();
  await make('/dsar/requests/notes', { request_id: request, value: mark }, 'id');
  await make(
    '/marketplace/emails',
    { type_id: 'didomi', email_type: 'request-status-wip', properties: { subject: mark } },
    'id',
  );
  const templates = '/api/v1/messaging/templates';
  const wording = {
    type: 'subject_identity_verification',
    content: { subject: mark, body: '__CODE__ __MINUTES__' },
  };
  const saved = await product.call('PUT', templates, [wording]);
  replied.first = (await callReplied()).body;
  await furnishConsents(to.email);
  await furnishLaw();
  await furnishWebhooks();
  const gone = { email: `gone-${mark}@example.com` };
  const suppression = await make('/api/v1/suppressions', gone, 'items', '0', 'id');
  const user = { email_address: `staff-${mark}@example.com`, first_name: mark };
  const operator = await make('/api/v1/user', user, 'id');
  const erasure = await make('/api/v1/persons/erase', { user_id: `erased-${mark}` }, 'id');
  const held = await product.call('PUT', '/api/v1/persons/hold', { user_id: mark, reason: 'other' });
  belongings.push(
    { after: '', nothing: unknownUser, thing: operator },
    { after: '', nothing: unknownErasureId, thing: erasure },
    { after: '', nothing: unknownHoldId, thing: textAt(held.body, 'id') },
    { after: '', nothing: unknownSuppressionId, thing: suppression },
    { after: '', nothing: unknownConsent, thing: consent },
    { after: '', nothing: unknownMessage, thing: message },
    { after: '', nothing: unknownRequest, thing: request },
    { after: '/oauth/client/', nothing: 'none', thing: client },
    { after: '/messaging/config/', nothing: 'none', thing: key },
    { after: `${templates}/`, nothing: 'none', thing: textAt(saved.body, 'succeeded', 0, 'id') },
  );
}

/** A consent request whose person typed the code. */
async function verifiedConsent(): Promise<string> {
  const person = new Person(product, 'email');
  const asked = await product.call(
    'POST',
    '/api/v1/consent-request',
    { identity: person.identity },
    { token: null },
  );
  const id = textAt(asked.body, 'consent_request_id');
  const code = await person.receivesCode();
  const path = `/api/v1/consent-request/${id}/verify`;
  const verified = await product.call('POST', path, { code }, { token: null });
  if (verified.status !== 200) throw new Error(`the code was refused with ${verified.status}`);
  return id;
}

async function furnishLaw(): Promise<void> {
  const { status } = await product.call('PUT', '/api/v1/laws/of_default', { ...ownLaw, name: mark });
  if (status >= 300) throw new Error(`the law was refused with ${status}`);
}

async function furnishConsents(organization_user_id: string): Promise<void> {
  const data = 'data:application/pdf;base64,JVBERi0xLjcK';
  const proof = await make('/consents/proofs', { data }, 'id');
  const consents = { purposes: [{ id: mark, enabled: true }] };
  const event = await product.call('POST', '/consents/events', { user: { organization_user_id }, consents });
  const provider = await make('/auth-providers', { type: 'message' }, 'id');
  const pending = '"event":{"id":"';
  belongings.push(
    { after: '/consents/proofs/', nothing: 'none', thing: proof },
    { after: '/consents/events/', nothing: 'none', thing: textAt(event.body, 'id') },
    { after: pending, nothing: 'none', thing: textAt(event.body, 'id') },
    { after: '/consents/users/', nothing: 'none', thing: textAt(event.body, 'user', 'id') },
    { after: '/auth-providers/', nothing: 'none', thing: provider },
  );
}

const callReplied = () =>
  product.call(
    'POST',
    '/v1/consents/events',
    {
      user: { organization_user_id: replied.to.email },
      consents: { purposes: [{ id: 'newsletter', enabled: true }] },
    },
    { headers: { 'idempotency-key': mark } },
  );

async function furnishWebhooks(): Promise<void> {
  const endpoints = '/api/v1/webhooks/endpoints';
  const hook = { url: `https://${mark}.example.com/hook`, event_types: ['privacy_request.changed'] };
  const endpoint = await make(endpoints, hook, 'id');
  const delivery = await make(`${endpoints}/${endpoint}/test`, {}, 'id');
  belongings.push(
    { after: '', nothing: unknownEndpointId, thing: endpoint },
    { after: '', nothing: unknownDeliveryId, thing: delivery },
  );
}

async function readAll(): Promise<Map<string, Answer>> {
  const answers = reading.map(async (route) => [route.path, await call(product, route)] as const);
  return new Map(await Promise.all(answers));
}

const shown = ({ status, body }: Answer): string => JSON.stringify([status, body]);

beforeAll(async () => {
  product = await Product.open();
  await furnish();
  const created = await product.call('POST', '/api/v1/organizations', { id: 'acme', name: 'Acme' });
  acme = new HttpClient(product.url);
  await acme.signIn({
    client_id: textAt(created.body, 'client', 'client_id'),
    client_secret: textAt(created.body, 'client', 'client_secret'),
  });
  await whatIsStored(product);
  before = await readAll();
});
afterAll(() => product?.close());

describe('an organization', () => {
  it('has things that the other may not see', () => {
    const seen = [...before.values()].filter(({ body }) => JSON.stringify(body).includes(mark));
    expect(seen.length).toBeGreaterThan(8);
    const things = [...before].filter(([path]) => named(path) !== path);
    expect(things.map(([path, { status }]) => [path, status])).toEqual(things.map(([path]) => [path, 200]));
    expect([...before].filter(([, { status }]) => status >= 500)).toEqual([]);
  });

  it('is made by the first one alone', async () => {
    const calls = [
      ['POST', '', { id: 'globex', name: 'Globex' }],
      ['PATCH', '/default', { name: 'Taken over' }],
      ['GET', ''],
    ] as const;
    for (const [method, path, body] of calls) {
      const answer = await acme.call(method, `/api/v1/organizations${path}`, body);
      expect([answer.status, at(answer.body, 'type')]).toEqual([403, 'urn:subjectline:error:scope_missing']);
    }
    const again = await product.call('POST', '/api/v1/organizations', { id: 'acme', name: 'Acme' });
    expect([again.status, at(again.body, 'type')]).toEqual([409, 'urn:subjectline:error:organization_taken']);
    const list = await product.call('GET', '/api/v1/organizations');
    expect(list.body).toMatchObject({ total: 2, items: [{ id: 'default' }, { id: 'acme' }] });
  });

  it('finds no reply that is kept for a call of the other, and erases none', async () => {
    const { body: erasure } = await acme.call('POST', '/api/v1/persons/erase', replied.to);
    await eventually('the erasure has ended', async () => {
      const { body } = await acme.call('GET', `/api/v1/persons/erase/${textAt(erasure, 'id')}`);
      return at(body, 'state') === 'done';
    });
    const found = await acme.call('POST', '/api/v1/persons/export', replied.to);
    expect(JSON.stringify(found.body)).not.toContain('call.');
    expect((await callReplied()).body).toEqual(replied.first);
  });

  it('opens sessions of its own', async () => {
    const created = await acme.call('POST', '/api/v1/oauth/client', {
      name: 'Shop',
      scopes: ['messaging:read'],
    });
    const { status, body } = await acme.call('POST', '/v1/sessions', {
      type: 'api-key',
      key: textAt(created.body, 'client_id'),
      secret: textAt(created.body, 'client_secret'),
    });
    expect([status, at(body, 'organization_id')]).toEqual([201, 'acme']);
  });
});

describe('to another organization', () => {
  it.each(guarded.filter(({ family }) => family === 'didomi'))(
    '$method $path is closed under its name',
    async (route) => {
      for (const path of [route.path, `/v1${route.path}`]) {
        const answer = await call(acme, { ...route, path: `${path}?organization_id=default` });
        expect([answer.status, at(answer.body, 'reason')]).toEqual([403, 'organization_mismatch']);
      }
      if (typeof route.body !== 'object' || route.body === null) return;
      const answer = await call(acme, { ...route, body: { ...route.body, organization_id: 'default' } });
      expect([answer.status, at(answer.body, 'reason')]).toEqual([403, 'organization_mismatch']);
    },
  );

  it.each(guarded)('$method $path tells nothing', async (route) => {
    const nothing = JSON.stringify([route.path, route.body ?? null]);
    const isOfThing = named(nothing) !== nothing;
    expect(isOfThing || ofTypes.test(route.pattern ?? '') || !route.pattern, 'names what is stored').toBe(
      true,
    );
    const answer = await call(acme, route);
    expect(answer.status).toBeLessThan(500);
    expect(shown(answer)).not.toContain(mark);
    if (!isOfThing) return;
    const unknown = await call(acme, route, (text) => text);
    expect(unnamed(shown(answer))).toBe(shown(unknown));
  });

  it('nothing has changed', async () => {
    await whatIsStored(product);
    const after = await readAll();
    for (const [path, answer] of before)
      expect([path, ...shown(answer)]).toEqual([path, ...shown(after.get(path) ?? answer)]);
  });
});
