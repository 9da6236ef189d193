import {
  AppError,
  didomiTemplateIds,
  ListCreatedWordings,
  ListWordingVersions,
  PreviewWording,
  ReadWording,
  RemoveWording,
  RestoreWording,
  SaveWording,
  SendCode,
  type OwnPartName,
  type WordingInForce,
} from '@subjectline/contracts';
import { openContent, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

const emails = '/v1/marketplace/emails';
const kind = 'validation-double-optin';
const one = `${emails}/${kind}.fr-CA`;
const moment = '2026-03-02T09:30:00.000Z';

let gateway: TestGateway;
let asked: Record<string, unknown>[];
let refusal: AppError | null;
let own: OwnPartName[];

function hear(question: object): void {
  asked.push({ ...question });
  if (refusal) throw refusal;
}

const inForce = (locale = 'en'): WordingInForce => ({
  organization: 'default',
  kind,
  locale,
  version: 3,
  subject: 'Your choices',
  html: '<p>{{validation_approve_url}}</p>',
  text: null,
  sms: '{{validation_approve_url}}',
  from_name: null,
  reply_to: ['privacy@example.com'],
  label: 'Validation - Double opt-in',
  customised: true,
  parameters: {},
  own_parts: own,
  created_at: moment,
  updated_at: moment,
});

beforeAll(async () => {
  gateway = await TestGateway.start();
  for (const call of [SaveWording, ReadWording, RemoveWording, RestoreWording]) {
    await gateway.play(call, (question: { locale?: string }) => {
      hear(question);
      return inForce(question.locale);
    });
  }
  await gateway.play(ListCreatedWordings, (question) => {
    hear(question);
    const place = (each: WordingInForce['kind'], locale: string) => ({
      kind: each,
      locale,
      version: 1,
      created_at: moment,
      updated_at: moment,
    });
    const items = [place('privacy_request_receipt', 'en'), place(kind, 'en'), place(kind, 'fr-CA')];
    return { items: items.slice(question.skip), total: items.length };
  });
  await gateway.play(ListWordingVersions, (question) => {
    hear(question);
    const version = { version: 3, saved_at: moment, saved_by: null, removed: false, parts: own };
    return { items: [version], total: 3 };
  });
  await gateway.play(PreviewWording, (question) => {
    hear(question);
    return {
      subject: 'Your choices',
      html: '<p></p>',
      text: '',
      locale: 'fr',
      from_name: null,
      reply_to: [],
      missing: ['metadata_redirect_url'],
      segments: null,
    };
  });
});
beforeEach(() => {
  asked = [];
  refusal = null;
  own = ['subject', 'html'];
});
afterAll(() => gateway?.close());

const create = (body: object) =>
  gateway.call('POST', emails, { type_id: 'didomi', email_type: kind, ...body });

describe('an e-mail', () => {
  it('is created in a language, in its canonical spelling', async () => {
    const properties = { subject: 'Your choices', html: '<p>{{validation_approve_url}}</p>' };
    const { status, body } = await create({ locale: 'fr-ca', organization_id: 'default', properties });
    expect([status, body]).toEqual([
      201,
      {
        id: `${kind}.fr-CA`,
        organization_id: 'default',
        type_id: 'didomi',
        email_type: kind,
        locale: 'fr-CA',
        version: 3,
        properties: { ...properties, text: null, sms: null, reply_to: null, from_name: null },
        effective: {
          ...properties,
          text: null,
          sms: '{{validation_approve_url}}',
          reply_to: ['privacy@example.com'],
          from_name: null,
        },
        created_at: moment,
        updated_at: moment,
      },
    ]);
    expect(asked).toEqual([
      {
        organization: 'default',
        kind,
        locale: 'fr-CA',
        mode: 'create',
        changes: properties,
        saved_by: 'root',
      },
    ]);
  });

  it('starts with the shipped wording if nothing is given', async () => {
    await create({});
    expect(asked).toMatchObject([{ locale: 'en', mode: 'create', changes: {} }]);
  });

  it.each([
    [{ type_id: 'actito' }, 'type_id', 'must be one of: didomi'],
    [
      { email_type: 'privacy_request_receipt' },
      'email_type',
      `must be one of: ${didomiTemplateIds.join(', ')}`,
    ],
    [{ properties: { html: 'x'.repeat(100_001) } }, 'properties.html', 'it is longer than 100000 characters'],
    [
      { properties: { from_name: 'Ada\r\nBcc: x' } },
      'properties.from_name',
      expect.stringContaining('one line'),
    ],
    [{ properties: { reply_to: ['{{code}}'] } }, 'properties.reply_to', 'each has to be an e-mail address'],
  ])('can never be with %j', async (changes, path, message) => {
    const { status, body } = await create(changes);
    expect([status, body]).toMatchObject([
      422,
      { code: 422, name: 'Unprocessable', reason: 'template_refused', errors: [{ path, message }] },
    ]);
    expect(asked).toEqual([]);
  });

  it.each([
    [{ locale: 'nonsense!' }, ['locale']],
    [
      { properties: { body: 'x', html: 7, reply_to: 'a@example.com' } },
      ['properties.html', 'properties.reply_to', 'properties.body'],
    ],
    [{ properties: [] }, ['properties']],
    [{ type_id: undefined }, ['type_id']],
    [{ id: 'mine' }, ['id']],
  ])('is refused with every field of a wrong form: %j', async (changes, paths) => {
    const { status, body } = await create(changes);
    expect([status, (body as { reason: string }).reason]).toEqual([400, 'invalid']);
    expect((body as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual(paths);
  });

  it('is refused with the problems found by templates', async () => {
    const message = '"name" is not a parameter of this message: it has validation_approve_url, days';
    refusal = new AppError('invalid', {}, [{ path: ['changes', 'html'], rule: 'wording', message }]);
    const { status, body } = await create({ properties: { html: '{{name}}' } });
    expect([status, body]).toEqual([
      422,
      {
        code: 422,
        name: 'Unprocessable',
        message: 'The template is not valid',
        reason: 'template_refused',
        errors: [{ path: 'properties.html', rule: 'wording', message }],
      },
    ]);
  });

  it('accepts no other type_id, whatever its properties', async () => {
    const { status, body } = await create({
      type_id: 'actito',
      properties: { email_campaign_name: 'Spring' },
    });
    const errors = [{ path: 'type_id', rule: 'isIn', message: 'must be one of: didomi' }];
    expect([status, body]).toMatchObject([422, { reason: 'template_refused', errors }]);
    expect(asked).toEqual([]);
  });

  it('has the id of its type alone in the default language', async () => {
    expect((await gateway.call('GET', `${emails}/${kind}`)).body).toMatchObject({ id: `${kind}.en` });
    expect((await gateway.call('GET', `${emails}/unheard-of`)).status).toBe(404);
  });

  it('exists once per language', async () => {
    refusal = new AppError('template_exists', { type: kind, locale: 'en' });
    const { status, body } = await create({});
    expect([status, body]).toMatchObject([
      409,
      {
        name: 'Conflict',
        message: `There is an e-mail of type ${kind} in en already: change it with PATCH or PUT.`,
      },
    ]);
  });

  it('is changed or replaced, and keeps its type and language', async () => {
    const properties = { subject: 'New', reply_to: null };
    const same = { type_id: 'didomi', email_type: kind, locale: 'fr-ca', properties };
    expect((await gateway.call('PATCH', one, same)).status).toBe(200);
    expect((await gateway.call('PUT', `${emails}/${kind}.fr-ca`, { properties })).status).toBe(200);
    expect(asked).toMatchObject([
      { mode: 'change', locale: 'fr-CA', changes: properties },
      { mode: 'replace', locale: 'fr-CA', changes: properties },
    ]);
    for (const other of [{ email_type: 'request-verify' }, { locale: 'de' }, { type_id: 'actito' }]) {
      const { status, body } = await gateway.call('PATCH', one, { properties, ...other });
      const [path] = Object.keys(other);
      expect([status, body]).toMatchObject([422, { reason: 'template_refused', errors: [{ path }] }]);
    }
    expect((await gateway.call('PATCH', one, { type_id: 'didomi' })).status).toBe(400);
  });

  it('is read, listed and removed', async () => {
    expect((await gateway.call('GET', one)).body).toMatchObject({ id: `${kind}.fr-CA`, locale: 'fr-CA' });
    const all = (await gateway.call('GET', emails)).body;
    expect(all).toMatchObject({
      total: 2,
      limit: 20,
      skip: 0,
      data: [{ locale: 'en' }, { locale: 'fr-CA' }],
    });
    expect(JSON.stringify(all)).not.toContain('effective');
    const some = await gateway.call(
      'GET',
      `${emails}?email_type=${kind}&locale[$in]=fr-ca&locale[$in]=de&$limit=1`,
    );
    expect(some.body).toMatchObject({ total: 1, limit: 1, data: [{ id: `${kind}.fr-CA` }] });
    expect((await gateway.call('GET', `${emails}?email_type=fax`)).status).toBe(400);
    const gone = await gateway.call('DELETE', one);
    expect([gone.status, gone.body]).toEqual([204, '']);
    expect(asked.at(-1)).toEqual({ organization: 'default', kind, locale: 'fr-CA', saved_by: 'root' });
  });

  it.each(['nothing', 'request-verify.', 'privacy_request_receipt.en', '%00.en'])(
    'is unknown by the id %s',
    async (id) => {
      for (const method of ['GET', 'DELETE']) {
        const { status, body } = await gateway.call(method, `${emails}/${id}`);
        expect([status, body]).toMatchObject([404, { name: 'NotFound', reason: 'template_unknown' }]);
      }
      expect(asked).toEqual([]);
    },
  );

  it('has versions, of which an earlier one can be restored', async () => {
    expect((await gateway.call('GET', `${one}/versions?$limit=1`)).body).toMatchObject({
      total: 3,
      limit: 1,
      data: [{ version: 3, saved_by: null, removed: false }],
    });
    expect((await gateway.call('GET', `${one}/versions/2`)).status).toBe(200);
    expect((await gateway.call('POST', `${one}/versions/2/restore`)).status).toBe(200);
    expect(asked.slice(1)).toMatchObject([{ version: 2 }, { version: 2, saved_by: 'root' }]);
    expect((await gateway.call('GET', `${one}/versions/none`)).body).toMatchObject({
      code: 404,
      reason: 'template_version_unknown',
      message: `The e-mail '${kind}.fr-CA' has no version none.`,
    });
  });
});

describe('the types of e-mails', () => {
  it('are thirteen types, each once', async () => {
    const { body } = await gateway.call('GET', `${emails}/types`);
    const { total, data } = body as { total: number; data: Record<string, unknown>[] };
    expect([total, data.map(({ email_type }) => email_type)]).toEqual([13, didomiTemplateIds]);
    expect(data.filter((type) => type['ready_by_default'])).toHaveLength(8);
    const optIn = data.find(({ email_type }) => email_type === kind);
    expect(optIn).toMatchObject({
      created: true,
      locales: ['en', 'fr-CA'],
      metadata: true,
      module: 'consents',
    });
    expect(optIn?.['parameters']).toContainEqual({
      name: 'validation_approve_url',
      type: 'link',
      required: true,
      mandatory: true,
      secret: true,
      sample: expect.stringMatching(/^https:/),
      description: expect.stringContaining('redirect_url'),
    });
    for (const { parameters } of data) {
      for (const { description } of parameters as { description: string }[]) expect(description).not.toBe('');
    }
  });

  it('have a JSON Schema of their properties', async () => {
    const { body } = await gateway.call('GET', `${emails}/properties-schema`);
    expect(body).toMatchObject({ didomi: { type: 'object', properties: { html: { maxLength: 100_000 } } } });
  });
});

describe('a preview', () => {
  it('shows saved and unsaved properties', async () => {
    const variables = { metadata_redirect_url: 'https://www.example.com' };
    const saved = await gateway.call('POST', `${one}/preview`, { variables, samples: false, channel: 'sms' });
    expect([saved.status, saved.body]).toMatchObject([
      200,
      { email_type: kind, locale: 'fr', channel: 'sms', missing: ['metadata_redirect_url'] },
    ]);
    const draft = { subject: 'Draft' };
    const unsaved = await gateway.call('POST', `${emails}/preview`, {
      type_id: 'didomi',
      email_type: 'request-verify',
      properties: draft,
    });
    expect(unsaved.status).toBe(200);
    expect(asked.slice(1)).toEqual([
      { organization: 'default', kind, locale: 'fr-CA', channel: 'sms', samples: false, variables },
      {
        organization: 'default',
        kind: 'request-verify',
        locale: 'en',
        channel: 'email',
        samples: true,
        variables: {},
        draft,
      },
    ]);
  });

  it('refuses properties that could not be saved, and unknown variables', async () => {
    refusal = new AppError('invalid', {}, [
      { path: ['draft', 'html'], rule: 'wording', message: 'no scripts' },
    ]);
    const unsafe = await gateway.call('POST', `${emails}/preview`, {
      email_type: kind,
      properties: { html: '<script>' },
    });
    expect([unsafe.status, unsafe.body]).toMatchObject([422, { errors: [{ path: 'properties.html' }] }]);
    const variables = { name: 'Ada', metadata_a: 7, 'metadata_a-b': 'x' };
    const unknown = await gateway.call('POST', `${emails}/preview`, { email_type: kind, variables });
    expect([unknown.status, unknown.body]).toMatchObject([
      400,
      {
        errors: [
          { path: 'variables.name', rule: 'extra' },
          { path: 'variables.metadata_a', rule: 'isString' },
          { path: 'variables.metadata_a-b', rule: 'extra' },
        ],
      },
    ]);
  });
});

describe('a test', () => {
  it('goes out with samples, sealed, and is marked as one', async () => {
    const variables = { metadata_redirect_url: 'https://www.example.com' };
    const to = { email: 'ada@example.com' };
    const { status, headers, body } = await gateway.call('POST', `${one}/test`, { to, variables });
    const { id } = body as { id: string };
    expect([status, headers.get('location')]).toEqual([202, `/api/v1/messages/${id}`]);
    const task = await takeTask(gateway.testEnv, SendCode);
    expect(task).toMatchObject({
      id,
      organization: 'default',
      kind,
      locale: 'fr-CA',
      channel: 'email',
      is_test: true,
    });
    expect(openContent(gateway.testEnv, task)).toEqual({
      to,
      variables: { validation_approve_url: expect.stringMatching(/^https:/), days: '7', ...variables },
    });
  });

  it('goes to a bare address', async () => {
    expect((await gateway.call('POST', `${one}/test`, { to: 'ada@example.com' })).status).toBe(202);
    const { to } = openContent(gateway.testEnv, await takeTask(gateway.testEnv, SendCode));
    expect(to).toEqual({ email: 'ada@example.com' });
  });

  it('needs one address, and an e-mail where one must be created', async () => {
    for (const to of [{}, { email: 'ada@example.com', phone_number: '+15551234567' }]) {
      expect((await gateway.call('POST', `${one}/test`, { to })).body).toMatchObject({
        code: 400,
        errors: [{ path: 'to' }],
      });
    }
    refusal = new AppError('template_unknown', { id: 'x' });
    const { status, body } = await gateway.call('POST', `${one}/test`, { to: { email: 'ada@example.com' } });
    expect([status, body]).toMatchObject([404, { message: `No e-mail has the id '${kind}.fr-CA'.` }]);
  });
});
