import { randomUUID } from 'node:crypto';
import { didomiTemplateIds } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';

/* E-mails of Didomi's API in the whole product: what authors write, what is refused, and what arrives. */

let product: Product;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
});
afterAll(() => product?.close());

const emails = '/v1/marketplace/emails';
const optIn = 'validation-double-optin';

const create = (email_type: string, rest: object = {}): Promise<Answer> =>
  product.call('POST', `${emails}?organization_id=default`, { type_id: 'didomi', email_type, ...rest });

beforeEach(async () => {
  const { body } = await product.call('GET', `${emails}?$limit=100`);
  for (const email of listAt(body, 'data')) {
    expect((await product.call('DELETE', `${emails}/${textAt(email, 'id')}`)).status).toBe(204);
  }
});

describe('an e-mail', () => {
  it('of every type begins with words of ours', async () => {
    for (const email_type of didomiTemplateIds) {
      const { status, body } = await create(email_type);
      expect([email_type, status]).toEqual([email_type, 201]);
      expect(textAt(body, 'effective', 'html')).not.toBe('');
      const preview = await product.call('POST', `${emails}/${email_type}.en/preview`, {});
      expect([preview.status, at(preview.body, 'missing')]).toEqual([200, []]);
    }
    const { body } = await product.call('GET', `${emails}/types`);
    expect(listAt(body, 'data').map((type) => at(type, 'created'))).toEqual(
      didomiTemplateIds.map(() => true),
    );
  });

  it('is there once per language, is merged, replaced, and taken away', async () => {
    const id = 'request-status-wip.fr-CA';
    const first = await create('request-status-wip', {
      locale: 'fr-ca',
      properties: { subject: 'En cours', reply_to: ['privacy@example.com'] },
    });
    expect(first.body).toMatchObject({ id, version: 1, properties: { subject: 'En cours', html: null } });
    const twice = await create('request-status-wip', { locale: 'fr-CA' });
    expect([twice.status, at(twice.body, 'reason')]).toEqual([409, 'template_exists']);
    const merged = await product.call('PATCH', `${emails}/${id}`, {
      properties: { html: '<p>{{user_right_label}}</p>' },
    });
    expect(merged.body).toMatchObject({
      version: 2,
      properties: {
        subject: 'En cours',
        html: '<p>{{user_right_label}}</p>',
        reply_to: ['privacy@example.com'],
      },
    });
    const replaced = await product.call('PUT', `${emails}/${id}`, { properties: { html: '<p>Bonjour</p>' } });
    expect(replaced.body).toMatchObject({ version: 3, properties: { subject: null, reply_to: null } });
    const restored = await product.call('POST', `${emails}/${id}/versions/2/restore`);
    expect(restored.body).toMatchObject({ version: 4, properties: { subject: 'En cours' } });
    const versions = await product.call('GET', `${emails}/${id}/versions?$limit=2`);
    expect(versions.body).toMatchObject({
      total: 4,
      data: [{ version: 4, saved_by: 'root' }, { version: 3 }],
    });
    expect((await product.call('GET', `${emails}/${id}/versions/1`)).body).toMatchObject({
      version: 1,
      properties: { html: null },
    });
    expect((await product.call('GET', `${emails}/${id}/versions/9`)).status).toBe(404);
    expect((await product.call('DELETE', `${emails}/${id}`)).status).toBe(204);
    expect((await product.call('GET', `${emails}/${id}`)).status).toBe(404);
    expect((await product.call('GET', emails)).body).toEqual({ total: 0, limit: 20, skip: 0, data: [] });
  });

  it('may be a whole document that adds metadata to its link, line breaks and all', async () => {
    const html = `<html>\n<head>\n<title>Confirm</title>\n    </head>\n<body>\n<div>\nPlease confirm here:
      <a href="{{validation_approve_url}}\n      &redirect_url={{metadata_redirect_url}}">{{validation_approve_url}}
      </a>\n</div>\n</body>\n</html>`;
    expect((await create(optIn, { properties: { html } })).status).toBe(201);
    const redirect = 'https://www.example.com/a?b=1&c="2"#d';
    const { body } = await product.call('POST', `${emails}/${optIn}.en/preview`, {
      variables: { metadata_redirect_url: redirect },
    });
    const rendered = textAt(body, 'html');
    const [, href = ''] = /href="([^"]*redirect_url[^"]*)"/.exec(rendered) ?? [];
    const address = new URL(href.replaceAll('&amp;', '&'));
    expect([address.searchParams.get('redirect_url'), address.pathname]).toEqual([redirect, '/links']);
    const without = await product.call('POST', `${emails}/${optIn}.en/preview`, { samples: false });
    expect(at(without.body, 'missing')).toEqual(
      expect.arrayContaining(['metadata_redirect_url', 'validation_approve_url']),
    );
  });

  it.each([
    [{ html: '<p>{{first_name}}</p>{{validation_approve_url}}' }, 'html', /validation_approve_url/],
    [{ html: '<p>Hello</p>' }, 'html', /validation_approve_url/],
    [{ html: '<script>x</script>{{validation_approve_url}}' }, 'html', /script/],
    [{ html: '{{{validation_approve_url}}}' }, 'html', /./],
    [{ html: '{{#each x}}{{validation_approve_url}}{{/each}}' }, 'html', /./],
    [{ html: '{{validation_approve_url' }, 'html', /./],
    [{ html: `{{validation_approve_url}}${'x'.repeat(100_001)}` }, 'html', /longer/],
    [{ subject: '{{metadata_a-b}}' }, 'subject', /./],
    [{ sms: 'No link' }, 'sms', /validation_approve_url/],
    [{ reply_to: ['nobody'] }, 'reply_to', /address/],
    [{ from_name: 'A\r\nBcc: b@example.com' }, 'from_name', /line/],
  ])('is refused with %j', async (properties, part, message) => {
    const { status, body } = await create(optIn, { properties });
    expect([status, at(body, 'reason')]).toEqual([422, 'template_refused']);
    expect(listAt(body, 'errors')).toContainEqual(
      expect.objectContaining({ path: `properties.${part}`, message: expect.stringMatching(message) }),
    );
    expect((await product.call('GET', `${emails}/${optIn}.en`)).status).toBe(404);
  });
});

describe('a test', () => {
  const address = () => `author-${randomUUID()}@example.com`;

  it('arrives in the nearest language, and its record names the version', async () => {
    await create('request-status-wip', { locale: 'fr', properties: { subject: 'Nous y travaillons' } });
    const to = address();
    const { status, body } = await product.call('POST', `${emails}/request-status-wip.fr/test`, {
      to: { email: to },
      locale: 'fr-CA',
      variables: { user_right_label: 'Tout <b>effacer</b>' },
    });
    expect(status).toBe(202);
    const message = await product.emulator.waitForMessage((each) => each.to === to);
    expect(message.subject).toContain('Nous y travaillons');
    expect(message.html).toContain('Tout &lt;b&gt;effacer&lt;/b&gt;');
    const id = textAt(body, 'id');
    const record = await eventually('the test is settled', async () => {
      const { body: found } = await product.call('GET', `/api/v1/messages/${id}`);
      return at(found, 'state') === 'sent' && found;
    });
    expect(record).toMatchObject({ kind: 'request-status-wip', wording_version: 1, wording_locale: 'fr' });
  });

  it('needs an e-mail of the organization where one must be created', async () => {
    const send = () => product.call('POST', `${emails}/${optIn}.en/test`, { to: { email: address() } });
    expect((await send()).status).toBe(404);
    await create(optIn);
    expect((await send()).status).toBe(202);
  });
});

describe('the words of every kind, at /api/v1/wordings', () => {
  const wordings = '/api/v1/wordings';
  const deny = `${wordings}/privacy_request_review_deny`;

  it('have one form, of which an e-mail of Didomi is a view', async () => {
    const { body } = await product.call('GET', wordings);
    expect(listAt(body, 'items').length).toBeGreaterThan(didomiTemplateIds.length + 10);
    await create('request-status-wip', { locale: 'fr', properties: { subject: 'En cours' } });
    const listed = listAt((await product.call('GET', wordings)).body, 'items');
    expect(listed.find((kind) => at(kind, 'kind') === 'request-status-wip')).toMatchObject({
      own: [{ locale: 'fr', version: expect.any(Number) as number }],
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'reference', mandatory: false }),
      ]) as unknown[],
    });
    const read = await product.call('GET', `${wordings}/request-status-wip?locale=fr`);
    expect(read.body).toMatchObject({ subject: 'En cours', customised: true, own_parts: ['subject'] });
    const near = await product.call('GET', `${wordings}/request-status-wip?locale=fr-CA`);
    expect(near.body).toMatchObject({ locale: 'fr-CA', version: 0, subject: 'En cours', own_parts: [] });
    expect((await product.call('GET', `${wordings}/fax`)).status).toBe(404);
  });

  it('are saved over the version that was read, shown, restored and taken back', async () => {
    const save = (body: object) => product.call('PATCH', `${deny}?locale=de`, body);
    const start = at((await product.call('GET', `${deny}?locale=de`)).body, 'version');
    const first = await save({ subject: 'Zu Ihrer Anfrage', if_version: start });
    expect([first.status, first.body]).toMatchObject([
      200,
      { subject: 'Zu Ihrer Anfrage', own_parts: ['subject'] },
    ]);
    const stale = await save({ subject: 'Verloren', if_version: start });
    expect([stale.status, at(stale.body, 'type')]).toEqual([409, 'urn:subjectline:error:template_changed']);
    const refused = await save({ html: '<script>' });
    expect([refused.status, at(refused.body, 'errors', 0, 'pointer')]).toEqual([422, '#/html']);
    const draft = {
      changes: { html: '<p>{{denial_reason}}</p>' },
      variables: { denial_reason: '<b>Nein</b>' },
    };
    const shown = await product.call('POST', `${deny}/preview?locale=de`, draft);
    expect(shown.body).toMatchObject({ subject: 'Zu Ihrer Anfrage', locale: 'de', segments: null });
    expect(textAt(shown.body, 'html')).toContain('&lt;b&gt;Nein&lt;/b&gt;');
    const wrong = await product.call('POST', `${deny}/preview`, { changes: { html: '{{fax}}' } });
    expect([wrong.status, at(wrong.body, 'errors', 0, 'pointer')]).toEqual([422, '#/changes/html']);
    const sms = await product.call('POST', `${deny}/preview`, {
      channel: 'sms',
      brand: { sms_sender_name: 'Globex' },
    });
    expect([textAt(sms.body, 'text'), at(sms.body, 'segments')]).toEqual([
      expect.stringMatching(/^Globex: /),
      expect.any(Number),
    ]);
    const version = at(first.body, 'version');
    await save({ subject: 'Etwas anderes' });
    const restored = await product.call('POST', `${deny}/versions/${String(version)}/restore?locale=de`);
    expect(restored.body).toMatchObject({ subject: 'Zu Ihrer Anfrage' });
    const versions = await product.call('GET', `${deny}/versions?locale=de&size=2`);
    expect(versions.body).toMatchObject({ items: [{ saved_by: 'root' }, { saved_by: 'root' }], size: 2 });
    expect((await product.call('DELETE', `${deny}?locale=de`)).status).toBe(204);
    expect((await product.call('GET', `${deny}?locale=de`)).body).toMatchObject({ customised: false });
    const never = await product.call('GET', `${deny}/versions?locale=pt`);
    expect([never.status, at(never.body, 'items')]).toEqual([200, []]);
  });

  it('are sent as a test, also those of kinds that Didomi does not have', async () => {
    const to = `author-${randomUUID()}@example.com`;
    const { status, headers } = await product.call('POST', `${deny}/test?locale=fr`, { to: { email: to } });
    expect([status, headers.get('location')]).toEqual([202, expect.stringMatching(/\/messages\/msg_/)]);
    expect((await product.emulator.waitForMessage((each) => each.to === to)).html).toContain('Bonjour');
    const both = { email: to, phone_number: '+15558675309' };
    expect((await product.call('POST', `${deny}/test`, { to: both })).status).toBe(422);
  });
});
