import { CompleteRequest, defaultOrganization } from '@subjectline/contracts';
import { Bus, connectToNats, createLogger } from '@subjectline/bus';
import { acme, eventually, logoPng } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accounts, allSwitchesOn, useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, rootClient, textAt } from '../fixtures/product.fixture';
import { linkIn, look, press } from '../fixtures/link.fixture';
import { Person, phrases, wrongCode } from '../fixtures/person.fixture';

/* The whole product: from the first setting to the download link, over HTTP, at each provider. */

const link = 'https://files.example.com/e/8f2c?for=ada&days=5';
const reason = `<b>No</b> & "never" asked`;

let product: Product;

beforeAll(async () => {
  product = await Product.open();
});
afterAll(() => product?.close());

describe.each(Object.values(accounts))('with $serviceType', ({ serviceType, channel, ...account }) => {
  const hasInbox = serviceType === 'inbox';
  const isMail = channel === 'email';
  let person: Person;

  beforeEach(() => {
    person = new Person(product, channel, hasInbox);
  });

  it('is set up from a token to the status', async () => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...rootClient });
    const issued = await fetch(`${product.url}/api/v1/oauth/token`, { method: 'POST', body: form });
    expect(await issued.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3_600,
      expires_at: new Date(
        Math.floor(product.testEnv.clock.nowMs() / 1_000) * 1_000 + 3_600_000,
      ).toISOString(),
    });

    const { details, secrets, shown } = account;
    const body = { service_type: serviceType, ...(details && { details }) };
    const saved = await product.call('PUT', '/api/v1/messaging/default', body);
    expect([saved.status, saved.body]).toMatchObject([
      200,
      { service_type: serviceType, key: serviceType, details: shown, last_test_succeeded: null },
    ]);

    const sealed = await product.call('PUT', `/api/v1/messaging/default/${serviceType}/secret`, secrets);
    const msg = `Secrets updated for MessagingConfig with key: ${serviceType}.`;
    expect([sealed.status, sealed.body]).toEqual([200, { msg, test_status: null, failure_reason: null }]);

    const { notifications, execution } = allSwitchesOn;
    const settings = {
      notifications: { ...notifications, notification_service_type: serviceType },
      execution,
    };
    const changed = await product.call('PATCH', '/api/v1/config', settings);
    expect([changed.status, changed.body]).toEqual([200, settings]);

    expect((await product.call('GET', '/api/v1/messaging/default/status')).body).toEqual({
      config_status: 'configured',
      detail: `Active default messaging service of type ${serviceType.toUpperCase()} is fully configured`,
    });
    const read = await product.call('GET', `/api/v1/messaging/default/${serviceType}`);
    expect(read.body).toEqual({ ...(saved.body as object), secrets_set: Object.keys(secrets) });
    for (const secret of Object.values(secrets)) expect(JSON.stringify(read.body)).not.toContain(secret);
  });

  it('takes a person from the form to the download link', async () => {
    const id = await person.asks();
    const code = await person.receivesCode();

    const wrong = await person.types(wrongCode(code), id);
    expect([wrong.status, wrong.body]).toEqual([
      403,
      { detail: `Incorrect identification code for '${id}'` },
    ]);
    const right = await person.types(code, id);
    expect([right.status, at(right.body, 'status')]).toEqual([200, 'pending']);
    const again = await person.types(code, id);
    expect([again.status, again.body]).toEqual([
      400,
      { detail: `Invalid identity verification request. Privacy request '${id}' status = pending.` },
    ]);

    const receipt = await person.receives(phrases.receipt);
    expect(receipt.text).toContain('(access)');
    expect(receipt.subject).toBe(isMail ? 'We have received your privacy request' : null);

    const approved = await review('approve', [id]);
    expect(approved).toMatchObject({ succeeded: [{ id, status: 'approved' }], failed: [] });
    await person.receives(phrases.approval);

    const body = { download_links: [link], link_days: 7 };
    const completed = await product.call('POST', `/api/v1/privacy-request/${id}/complete`, body);
    expect([completed.status, at(completed.body, 'status')]).toEqual([200, 'complete']);
    const last = await person.receives(phrases.data);
    expect(last.text).toContain(link);
    expect(last.text).toMatch(/days left[^:]*: 7\b/i);
    if (isMail) expect(unescaped(last.html)).toContain(`href="${link}"`);

    expect(await recordsAbout(id)).toEqual([
      ['privacy_request_complete_access', 'sent', channel, serviceType, 1],
      ['privacy_request_receipt', 'sent', channel, serviceType, 1],
      ['privacy_request_review_approve', 'sent', channel, serviceType, 1],
      ['subject_identity_verification', 'sent', channel, serviceType, 1],
    ]);
  });

  it('tells a person why not, exactly as it was typed', async () => {
    const id = await person.isVerified('default_erasure_policy');
    expect(await review('deny', [id], reason)).toMatchObject({ succeeded: [{ id, status: 'denied' }] });
    const { text, html } = await person.receives(phrases.denial);
    expect(text).toContain(reason);
    if (!isMail) return;
    expect(unescaped(html)).toContain(reason);
    expect(html).not.toContain('<b>No');
  });

  it('is told over NATS that the data is ready, by a service that may do nothing else', async () => {
    const logger = createLogger('engine', { destination: product.testEnv.log });
    const natsUrl = product.testEnv.natsUrlFor('engine');
    const connection = await connectToNats({ natsUrl, name: 'engine', logger });
    const id = await person.isVerified();
    await review('approve', [id]);
    const report = { organization: defaultOrganization, id, download_links: [link] };
    const engine = new Bus(connection, logger);
    expect(await engine.ask(CompleteRequest, report)).toMatchObject({ id, status: 'complete' });
    expect((await person.receives(phrases.data)).text).toMatch(/days left[^:]*: 5\b/i);
    await connection.drain();
  });
});

describe('a person who has not verified their request', () => {
  it('is reminded once, and verifies it by the link of the reminder', async () => {
    await useProvider(product, 'mailgun');
    const settings = { verification: { reminder_hours: 24 } };
    expect((await product.call('PATCH', '/api/v1/config', settings)).status).toBe(200);
    const person = new Person(product, 'email');
    const id = await person.asks();
    await person.receivesCode();
    product.testEnv.clock.advance(24 * 3_600_000);
    const reminder = await eventually('the reminder is here', () => {
      product.testEnv.clock.advance(60_000);
      return product.emulator
        .messages()
        .find(
          ({ to, subject }) => to === person.address && subject === 'Your request still has to be confirmed',
        );
    });
    const address = linkIn(reminder, product);
    expect((await look(address)).status).toBe(200);
    expect(await press(address, 'confirm')).toMatchObject({
      status: 200,
      title: 'Your request is confirmed',
    });
    // a day has passed for the token, too
    await product.signIn();
    const { body } = await product.call('GET', `/api/v1/privacy-request?request_id=${id}`);
    expect(listAt(body, 'items')).toMatchObject([
      { status: 'pending', identity_verified_at: expect.any(String) },
    ]);
    await product.call('PATCH', '/api/v1/config', { verification: { reminder_hours: null } });
  });
});

describe('in the brand of the organization', () => {
  it('a person knows who writes, in the mail and on the page behind its link', async () => {
    await useProvider(product, 'mailgun');
    const { property_id: _property, logo: _logo, updated_at: _updated, ...brand } = acme;
    const saved = await product.call('PUT', '/api/v1/brand', brand);
    expect([saved.status, saved.body]).toMatchObject([200, { ...brand, logo: null }]);
    const logo = await product.call('PUT', '/api/v1/brand/logo', { content: logoPng });
    expect([logo.status, logo.body]).toMatchObject([200, { name: acme.name, logo: { width: 16 } }]);
    expect((await product.call('GET', '/api/v1/brand')).body).toEqual(logo.body);

    const mail = await eventually('a mail has the logo', async () => {
      const person = new Person(product, 'email');
      await person.asks();
      const { html } = await person.receives(phrases.code);
      return html?.includes('cid:logo.png') && html;
    });
    const [, token = ''] = /links\?token(?:=|&#x3D;)([\w-]{43})/.exec(mail) ?? [];
    const page = await fetch(`${product.url}/links?token=${token}`);
    const [, picture = ''] = /<img[^>]*src="(brand[^"]*)"/.exec(await page.text()) ?? [];
    const shown = Buffer.from(await (await fetch(`${product.url}/${picture}`)).arrayBuffer());
    expect(shown.toString('base64')).toBe(logoPng);
  });

  it('says in the shape of our own API what does not fit', async () => {
    const pale = await product.call('PUT', '/api/v1/brand', { color: '#ffffff', contact: { phone: 'x' } });
    expect([pale.status, pale.body]).toMatchObject([
      422,
      {
        type: 'urn:subjectline:error:invalid',
        errors: [
          { pointer: '#/contact/phone', detail: expect.stringContaining('telephone number') },
          { pointer: '#/color', detail: expect.stringContaining('darker') },
        ],
      },
    ]);
    const svg = { content: Buffer.from('<svg/>').toString('base64') };
    const refused = await product.call('PUT', '/api/v1/brand/logo', svg);
    expect([refused.status, refused.body]).toMatchObject([422, { errors: [{ pointer: '#/content' }] }]);
    const property = await product.call('GET', '/api/v1/brand?property_id=acme');
    expect([property.status, property.body]).toMatchObject([
      422,
      { errors: [{ in: 'query', parameter: 'property_id' }] },
    ]);
  });
});

async function review(decision: 'approve' | 'deny', ids: string[], why?: string): Promise<unknown> {
  const body = { request_ids: ids, ...(why !== undefined && { reason: why }) };
  return (await product.call('PATCH', `/api/v1/privacy-request/administrate/${decision}`, body)).body;
}

/** The outcome of every message about a request, once all of them are settled. */
async function recordsAbout(id: string): Promise<unknown[]> {
  return eventually('every message is settled', async () => {
    const { body } = await product.call('GET', `/api/v1/messages?about=${id}`);
    const items = listAt(body, 'items');
    if (items.some((item) => at(item, 'settled_at') === null)) return null;
    const names = ['kind', 'state', 'channel', 'service_type', 'attempts'];
    const byKind = items.toSorted((a, b) => textAt(a, 'kind').localeCompare(textAt(b, 'kind')));
    return byKind.map((item) => names.map((name) => at(item, name)));
  });
}

/** What a mail program reads; once, so that what was escaped twice still looks escaped. */
function unescaped(html: string | null): string {
  const characters: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#x27': "'",
    '#x3D': '=',
  };
  return (html ?? '').replaceAll(/&(#?\w+);/g, (entity, name: string) => characters[name] ?? entity);
}
