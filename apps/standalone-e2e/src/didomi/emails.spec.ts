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
