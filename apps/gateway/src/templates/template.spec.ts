import {
  AppError,
  SaveWording,
  ShowWording,
  type SaveWordingRequest,
  type ShownTemplate,
  type ShownWording,
  type ShowWordingRequest,
  type WordingInForce,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;
let saved: SaveWordingRequest[];
let asked: ShowWordingRequest[];
let own: Partial<ShownWording>;

const plain = (text: string): ShownTemplate => ({ texts: [text], names: [] });
const shipped: Readonly<ShownWording> = {
  version: 0,
  customised: false,
  subject: plain('Your code'),
  html: { texts: ['Your code is ', ', for ', ' minutes.'], names: ['code', 'minutes'] },
  text: null,
  sms: { texts: ['', '.'], names: ['code'] },
};

beforeAll(async () => {
  gateway = await TestGateway.start();
  await gateway.play(ShowWording, (request) => {
    asked.push(request);
    return request.shipped ? shipped : { ...shipped, ...own };
  });
  await gateway.play(SaveWording, (request): WordingInForce => {
    saved.push(request);
    if (request.changes.html === '<script>') {
      throw new AppError('invalid', {}, [
        { path: ['changes', 'html'], rule: 'wording', message: '<script> is not allowed' },
        { path: ['changes', 'sms'], rule: 'wording', message: '{{code}} has to be shown' },
      ]);
    }
    const { organization, kind } = request;
    return {
      organization,
      kind,
      locale: 'en',
      version: 1,
      label: '',
      customised: true,
      parameters: {},
      subject: '',
      html: '',
      text: null,
      sms: '',
      from_name: null,
      reply_to: [],
      own_parts: [],
      created_at: null,
      updated_at: null,
    };
  });
});
beforeEach(() => {
  [saved, asked] = [[], []];
  own = {};
});
afterAll(() => gateway?.close());

const type = 'subject_identity_verification';
const path = '/api/v1/messaging/templates';
const put = (...items: unknown[]) => gateway.call('PUT', path, items);
const shown = { subject: 'Your code', body: 'Your code is __CODE__, for __MINUTES__ minutes.' };

async function idOf(wanted: string): Promise<string> {
  const { body } = await gateway.call('GET', path);
  const found = (body as { id: string; type: string }[]).find((template) => template.type === wanted);
  return found?.id ?? '';
}

describe('templates', () => {
  it('are one of each type, with placeholders, under an id that stays', async () => {
    const { status, body } = await gateway.call('GET', path);
    expect(status).toBe(200);
    const list = body as { id: string; type: string; label: string }[];
    expect(list.map((template) => template.type)).toHaveLength(10);
    expect(list[0]).toEqual({
      id: expect.stringMatching(/^mes_[0-9a-f-]{36}$/),
      type,
      label: 'Subject identity verification',
      content: shown,
    });
    expect(new Set(list.map(({ id }) => id)).size).toBe(10);
    expect(await idOf(type)).toBe(list[0]?.id);
    const one = await gateway.call('GET', `${path}/${list[0]?.id}`);
    expect([one.status, one.body]).toEqual([200, { ...list[0], is_enabled: false, properties: [] }]);
  });

  it('are put as they are typed, and nothing that came back unchanged is a change', async () => {
    own = { subject: plain('Ours'), customised: true };
    const answer = await put(
      { type, label: 'x', id: 'mes_1', content: { subject: 'Ours', body: '{{__CODE__}}' } },
      { type, content: { subject: 'Your code', body: '' } },
      { type, content: { subject: null, body: shown.body } },
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ succeeded: [{ type }, { type }, { type }], failed: [] });
    expect(saved.map(({ changes }) => changes)).toEqual([
      { html: "{{'{{'}}{{code}}{{'}}'}}" },
      { subject: null, html: null },
      { subject: null },
    ]);
  });

  it('that cannot be put fail by themselves, in words for their author', async () => {
    const unknown = { type: 'test_message', content: { subject: 'a', body: 'b' } };
    const half = { type, content: { subject: 'a' } };
    const numbers = { type, content: { subject: 1, body: 2 } };
    const unsafe = { type, content: { subject: 'a', body: '<script>' } };
    const { status, body } = await put(unknown, half, numbers, unsafe);
    expect([status, body]).toEqual([
      200,
      {
        succeeded: [],
        failed: [
          { message: 'Invalid template type.', data: unknown },
          { message: 'Unexpected error updating template.', data: half },
          { message: 'Unexpected error updating template.', data: numbers },
          { message: 'body: <script> is not allowed; sms: __CODE__ has to be shown', data: unsafe },
        ],
      },
    ]);
  });

  it.each([
    [undefined, [{ type: 'missing', loc: ['body'], msg: 'Field required' }]],
    [{}, [{ type: 'list_type', loc: ['body'], msg: 'Input should be a valid list' }]],
    [[{ type }], [{ type: 'missing', loc: ['body', 0, 'content'], msg: 'Field required' }]],
    [[{ content: {} }], [{ type: 'missing', loc: ['body', 0, 'type'], msg: 'Field required' }]],
    [[{ type, content: 'x' }], [expect.objectContaining({ type: 'dict_type', loc: ['body', 0, 'content'] })]],
    [[7], [expect.objectContaining({ loc: ['body', 0] })]],
    [
      Array.from({ length: 51 }, () => ({ type, content: {} })),
      [expect.objectContaining({ type: 'too_long', loc: ['body'] })],
    ],
  ])('are refused whole when they are no templates: %j', async (body, detail) => {
    const answer = await gateway.call('PUT', path, body);
    expect([answer.status, answer.body]).toEqual([422, { detail }]);
  });

  it('are shown as they are shipped', async () => {
    own = { subject: plain('Ours'), customised: true };
    const answer = await gateway.call('GET', `${path}/default/${type}`);
    expect([answer.status, answer.body]).toEqual([
      200,
      { type, label: 'Subject identity verification', is_enabled: false, content: shown },
    ]);
    const fixed = await gateway.call('GET', `${path}/default/user_invite`);
    expect([fixed.status, fixed.body]).toEqual([
      400,
      { detail: 'Messaging template type user_invite is not supported.' },
    ]);
    const unknown = await gateway.call('GET', `${path}/default/fax`);
    expect(unknown.status).toBe(422);
    expect(unknown.body).toMatchObject({ detail: [{ type: 'enum', loc: ['path', 'template_type'] }] });
  });

  it('are not deleted, as each type has one', async () => {
    const id = await idOf(type);
    for (const customised of [false, true]) {
      own = { customised };
      const refused = await gateway.call('DELETE', `${path}/${id}`);
      expect([refused.status, refused.body]).toEqual([
        400,
        {
          detail: `Messaging template with id ${id} cannot be deleted because it is the only template with type ${type}`,
        },
      ]);
    }
    expect(saved).toEqual([]);
    for (const method of ['GET', 'DELETE']) {
      const unknown = await gateway.call(method, `${path}/mes_0`);
      expect([unknown.status, unknown.body]).toEqual([
        404,
        { detail: 'No messaging template found with id mes_0' },
      ]);
    }
  });

  it('are of the language that is asked for, on every route', async () => {
    own = { sms: plain('Ours in English') };
    const put = await gateway.call('PUT', `${path}?locale=de`, [
      { type, content: { subject: 'Ihr Code', body: '__CODE__' } },
    ]);
    expect(put.body).toMatchObject({ succeeded: [{ type }], failed: [] });
    await gateway.call('PUT', `${path}/${type}/text?locale=pt-br`, { text: '__CODE__' });
    // in German it is the English one, of the organization: to have the shipped German one takes a template
    await gateway.call('PUT', `${path}/${type}/sms?locale=de`, { sms: '__CODE__.' });
    expect(saved.map(({ locale, mode, changes }) => ({ locale, mode, changes }))).toEqual([
      { locale: 'de', changes: { subject: 'Ihr Code', html: '{{code}}' } },
      { locale: 'pt-BR', changes: { text: '{{code}}' } },
      { locale: 'de', mode: 'create', changes: {} },
    ]);
    const id = await idOf(type);
    asked = [];
    for (const at of ['', `/${id}`, `/default/${type}`, `/${type}/sms`, `/${type}/text`]) {
      expect((await gateway.call('GET', `${path}${at}?locale=de`)).status).toBe(200);
      expect(new Set(asked.map(({ locale }) => locale))).toEqual(new Set(['de']));
      const refused = await gateway.call('GET', `${path}${at}?locale=nonsense!`);
      expect([at, refused.status]).toEqual([at, 422]);
    }
    own = { customised: true };
    await gateway.call('PUT', `${path}?locale=de`, [{ type, content: { subject: '', body: '' } }]);
    expect(saved.at(-1)).toMatchObject({ locale: 'de', changes: { subject: null, html: null } });
    own = {};
    asked = [];
    await gateway.call('GET', path);
    expect(asked[0]).not.toHaveProperty('locale');
  });

  it('have an SMS and a plain text of their own', async () => {
    expect((await gateway.call('GET', `${path}/${type}/sms`)).body).toEqual({ type, sms: '__CODE__.' });
    expect((await gateway.call('GET', `${path}/${type}/text`)).body).toEqual({ type, text: null });
    expect((await gateway.call('PUT', `${path}/${type}/sms`, { sms: 'Code: __CODE__' })).status).toBe(200);
    expect((await gateway.call('PUT', `${path}/${type}/text`, { text: null })).status).toBe(200);
    expect(saved.map(({ changes }) => changes)).toEqual([{ sms: 'Code: {{code}}' }]);
    const unfit = await gateway.call('PUT', `${path}/${type}/sms`, { text: 'x' });
    expect(unfit.status).toBe(422);
    expect(unfit.body).toMatchObject({ errors: [{ pointer: '#/sms' }, { pointer: '#/text' }] });
    expect((await gateway.call('GET', `${path}/fax/sms`)).status).toBe(422);
    expect((await gateway.call('GET', `${path}/user_invite/sms`)).status).toBe(400);
  });

  it('require their scope', async () => {
    const authorization = `Bearer ${await gateway.tokenOf('reader')}`;
    for (const [method, at] of [
      ['GET', path],
      ['PUT', path],
      ['GET', `${path}/default/${type}`],
      ['GET', `${path}/mes_0`],
      ['DELETE', `${path}/mes_0`],
      ['GET', `${path}/${type}/sms`],
    ] as const) {
      const { status, body } = await gateway.call(method, at, undefined, { authorization });
      expect([status, JSON.stringify(body)]).toEqual([
        403,
        expect.stringContaining('messaging-template:update'),
      ]);
    }
  });
});
