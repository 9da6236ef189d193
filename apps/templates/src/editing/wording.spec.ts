import { bucketStream, createTopology, type Service } from '@subjectline/bus';
import {
  AppError,
  Brands,
  ListWordings,
  messageKindIds,
  PreviewWording,
  PublishedWordings,
  ReadBrandLogo,
  SaveWording,
  ShowWording,
  wordingKey,
  type MessageKindId,
  type PublishedWording,
  type SaveWordingRequest,
  type WordingChanges,
  type WordingInForce,
} from '@subjectline/contracts';
import {
  acme,
  eventually,
  logoPng,
  startTestEnvironment,
  testLogo,
  type TestEnvironment,
} from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../app';

let testEnv: TestEnvironment;
let service: Service;

const startTemplates = () =>
  start(testEnv.envFor('templates'), { clock: testEnv.clock, logDestination: testEnv.log });

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startTemplates();
});

afterAll(async () => {
  await service.close();
  await testEnv.close();
});

const verification = 'subject_identity_verification';
const receipt = 'privacy_request_receipt';

function save(
  organization: string,
  kind: MessageKindId,
  changes: WordingChanges,
  locale?: string,
): Promise<WordingInForce> {
  const request: SaveWordingRequest = { organization, kind, changes, ...(locale && { locale }) };
  return testEnv.bus.ask(SaveWording, request);
}

function inState(organization: string, kind: MessageKindId, locale = 'en'): Promise<PublishedWording | null> {
  return testEnv.bus.read(PublishedWordings, wordingKey(organization, kind, locale));
}

async function listed(
  organization: string,
  kind: MessageKindId,
  locale = 'en',
): Promise<Readonly<WordingInForce>> {
  const { wordings } = await testEnv.bus.ask(ListWordings, { organization });
  const found = wordings.find((wording) => wording.kind === kind && wording.locale === locale);
  if (!found) throw new Error(`${kind} in ${locale} is not listed`);
  return found;
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error('it was not refused', { cause: error });
}

async function inDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: testEnv.databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function versionsOf(organization: string): Promise<{ version: number; subject: string | null }[]> {
  const text = 'select version, subject from templates.wordings where organization = $1 order by version';
  return inDatabase(async (client) => (await client.query(text, [organization])).rows);
}

describe('the catalogue', () => {
  it('is published whole when the service is ready', async () => {
    for (const kind of messageKindIds) {
      expect(await inState('builtin', kind)).toMatchObject({ organization: 'builtin', kind, version: 0 });
    }
  });

  it('lists every kind with the wording in force, its label and its parameters', async () => {
    const { wordings } = await testEnv.bus.ask(ListWordings, { organization: 'untouched' });
    expect([...new Set(wordings.map(({ kind }) => kind))]).toEqual(messageKindIds);
    const english = wordings.find(({ kind, locale }) => kind === verification && locale === 'en');
    expect(english).toMatchObject({
      organization: 'untouched',
      label: 'Subject identity verification',
      locale: 'en',
      version: 0,
      customised: false,
      from_name: null,
      reply_to: [],
      own_parts: [],
      created_at: null,
      parameters: { code: { required: true, secret: true }, minutes: { required: true } },
    });
  });
});

describe('wording that is saved', () => {
  it('is what every later reader of the state sees, part by part', async () => {
    const shipped = await listed('acme', verification);
    const saved = await save('acme', verification, { subject: 'Your ACME code' });
    expect(saved).toEqual({
      ...shipped,
      subject: 'Your ACME code',
      version: 1,
      customised: true,
      own_parts: ['subject'],
      created_at: testEnv.clock.now().toISOString(),
      updated_at: testEnv.clock.now().toISOString(),
    });
    expect(await inState('acme', verification)).toMatchObject({
      organization: 'acme',
      subject: 'Your ACME code',
      html: shipped.html,
      version: 1,
    });
    expect(await listed('acme', verification)).toEqual(saved);
  });

  it('keeps the parts that a change leaves out, and takes null as a way back', async () => {
    const organization = 'back-and-forth';
    const shipped = await listed(organization, receipt);
    await save(organization, receipt, { subject: 'One', sms: 'Two' });
    const second = await save(organization, receipt, { subject: null });
    expect(second).toMatchObject({ subject: shipped.subject, sms: 'Two', version: 2, customised: true });
    const third = await save(organization, receipt, { sms: null });
    expect(third).toEqual({ ...shipped, version: 3, customised: false });
    expect(await inState(organization, receipt)).toBeNull();
  });

  it('that is taken back stands before nothing, neither in the state nor in a preview', async () => {
    const organization = 'way-back';
    await save(organization, receipt, { subject: 'English of ours' });
    await save(organization, receipt, { subject: 'Português' }, 'pt');
    await save(organization, receipt, { subject: null }, 'pt');
    expect(await inState(organization, receipt, 'pt')).toBeNull();
    const { wordings } = await testEnv.bus.ask(ListWordings, { organization, kind: receipt });
    expect(wordings.map(({ locale }) => locale)).not.toContain('pt');
    const request = { organization, kind: receipt, channel: 'email', variables: {}, locale: 'pt' } as const;
    expect((await testEnv.bus.ask(PreviewWording, request)).subject).toBe('English of ours');
    expect(await save(organization, receipt, { subject: 'De novo' }, 'pt')).toMatchObject({ version: 3 });
    expect(await inState(organization, receipt, 'pt')).toMatchObject({ subject: 'De novo', version: 3 });
  });

  it('never takes the place of an earlier version', async () => {
    for (const subject of ['First', 'Second']) await save('historian', receipt, { subject });
    expect(await versionsOf('historian')).toEqual([
      { version: 1, subject: 'First' },
      { version: 2, subject: 'Second' },
    ]);
  });

  it('belongs to one organization', async () => {
    await save('mine', receipt, { subject: 'Mine alone' });
    expect((await listed('theirs', receipt)).subject).not.toBe('Mine alone');
    expect(await inState('theirs', receipt)).toBeNull();
  });

  it('loses nothing when many change different parts at once', async () => {
    const organization = 'busy';
    const parts = ['subject', 'html', 'text', 'sms'] as const;
    const changes = Array.from({ length: 20 }, (_, turn) => ({
      [parts[turn % 4] ?? 'sms']: `turn ${turn % 4}`,
    }));
    const saved = await Promise.all(changes.map((change) => save(organization, receipt, change)));
    expect(new Set(saved.map(({ version }) => version)).size).toBe(20);
    const state = await inState(organization, receipt);
    expect(state).toMatchObject({
      subject: 'turn 0',
      html: 'turn 1',
      text: 'turn 2',
      sms: 'turn 3',
      version: 20,
    });
  });

  it('in another language stands on the wider one, and follows it', async () => {
    const organization = 'polyglot';
    await save(organization, receipt, { subject: 'English', sms: 'English' });
    await save(organization, receipt, { subject: 'Português' }, 'pt');
    const narrow = await save(organization, receipt, { html: '<p>Olá</p>' }, 'pt-br');
    expect(narrow).toMatchObject({ locale: 'pt-BR', subject: 'Português', sms: 'English', version: 1 });
    await save(organization, receipt, { sms: 'Newer English' });
    expect(await inState(organization, receipt, 'pt-BR')).toMatchObject({
      html: '<p>Olá</p>',
      sms: 'Newer English',
      version: 1,
    });
  });
});

describe('a list of some', () => {
  it('holds the kind and the locale that were asked for, and nothing else', async () => {
    const organization = 'chooser';
    await save(organization, receipt, { subject: 'Recebido' }, 'pt');
    const list = async (locale: string) =>
      (await testEnv.bus.ask(ListWordings, { organization, kind: receipt, locale })).wordings;
    expect(await list('PT')).toMatchObject([{ kind: receipt, locale: 'pt', subject: 'Recebido' }]);
    expect(await list('nl')).toEqual([]);
  });
});

describe('wording shown without its conditions', () => {
  const deny = 'privacy_request_review_deny';

  it('names what stands where, and is what is in force', async () => {
    const organization = 'reader';
    const shipped = await testEnv.bus.ask(ShowWording, { organization, kind: deny });
    expect(shipped).toMatchObject({ version: 0, customised: false });
    // the names of a brand are left out: not every organization has one
    expect(shipped.html.names).toEqual(['denial_reason', 'request_types', 'received_on', 'reference']);
    expect(shipped.html.texts).toHaveLength(5);
    await save(organization, deny, { sms: '{{#if denial_reason}}No: {{denial_reason}}{{else}}No{{/if}}.' });
    const own = await testEnv.bus.ask(ShowWording, { organization, kind: deny });
    expect(own).toMatchObject({ customised: true, sms: { texts: ['No: ', '.'], names: ['denial_reason'] } });
    expect(await testEnv.bus.ask(ShowWording, { organization, kind: deny, shipped: true })).toEqual(shipped);
  });
});

describe('wording is refused', () => {
  it('with every problem, named by its part, and nothing changes', async () => {
    const organization = 'careless';
    const changes = { subject: 'Hi {{first_name}}', html: '<p>No code</p>', sms: 'Nor here' };
    const refusal = await refusalOf(save(organization, verification, changes));
    expect(refusal.code).toBe('invalid');
    expect(refusal.problems).toEqual([
      {
        path: ['changes', 'subject'],
        rule: 'wording',
        message:
          '"first_name" is not a parameter of this message: it has code, minutes, request_types, other_steps, is_raised, not_me_link, earlier_code_works, earlier_code_ended',
      },
      { path: ['changes', 'html'], rule: 'wording', message: '{{code}} has to be shown' },
      { path: ['changes', 'sms'], rule: 'wording', message: '{{code}} has to be shown' },
    ]);
    expect(await versionsOf(organization)).toEqual([]);
    expect(await inState(organization, verification)).toBeNull();
  });

  it.each([
    ['a script', { html: '<p>{{code}}</p><script>x</script>' }],
    ['raw output', { html: '<p>{{{code}}}</p>' }],
    ['an empty part', { sms: '' }],
  ])('for %s', async (_what, changes) => {
    expect(await refusalOf(save('careless', verification, changes))).toMatchObject({ code: 'invalid' });
  });

  it.each(['nonsense!', 'e', '../en', 'en.>', `en-${'abcdefgh-'.repeat(6)}abc`])(
    'for the locale %s',
    async (locale) => {
      const refusal = await refusalOf(save('careless', receipt, { subject: 'Hi' }, locale));
      expect(refusal.problems).toMatchObject([{ path: ['locale'] }]);
    },
  );

  it('when it would change the product itself', async () => {
    const refusal = await refusalOf(save('builtin', receipt, { subject: 'Hi' }));
    expect(refusal.problems).toMatchObject([{ path: ['organization'] }]);
  });
});

describe('a preview', () => {
  const preview = { organization: 'previewer', kind: verification, channel: 'email', variables: {} } as const;

  it('shows the wording in force with samples for what is not given', async () => {
    await save('previewer', verification, { subject: 'Code for {{minutes}} minutes' });
    const shown = await testEnv.bus.ask(PreviewWording, { ...preview, variables: { minutes: '3' } });
    expect(shown.subject).toBe('Code for 3 minutes');
    expect(shown.html).toMatch(/^<!doctype html>[^]*482913/);
    expect(shown.text).toContain('482913');
    const sms = await testEnv.bus.ask(PreviewWording, { ...preview, channel: 'sms' });
    expect(sms).toMatchObject({ subject: null, html: null });
    expect(sms.text).toContain('482913');
  });

  it('is in the brand of the organization, with its picture in the HTML itself', async () => {
    const organization = 'branded';
    const encoder = new TextEncoder();
    testEnv.bus.connection.subscribe(ReadBrandLogo.subject, {
      callback: (_error, message) =>
        void message.respond(
          encoder.encode(
            JSON.stringify({ response: { type: 'image/png', content: logoPng }, isDisposed: true }),
          ),
        ),
    });
    await testEnv.bus.put(Brands, organization, { organization, brands: [{ ...acme, logo: testLogo }] });
    const shown = await eventually('the brand is known', async () => {
      const mail = await testEnv.bus.ask(PreviewWording, { ...preview, organization });
      return mail.from_name !== null && mail;
    });
    expect(shown).toMatchObject({ from_name: 'Acme Privacy Team', reply_to: ['privacy@acme.example.com'] });
    expect(shown.html).toContain(`src="data:image/png;base64,${logoPng.replaceAll('=', '&#x3D;')}"`);
    expect(shown.text).toContain('Acme & Sons');
    expect(shown.missing).toEqual([]);
    const sms = await testEnv.bus.ask(PreviewWording, { ...preview, organization, channel: 'sms' });
    expect(sms).toMatchObject({ from_name: null, reply_to: [], text: expect.stringMatching(/^Acme: /) });
  });

  it('misses what is required, and neither flags nor other optional parameters', async () => {
    const without = { ...preview, organization: 'missing', samples: false };
    const code = await testEnv.bus.ask(PreviewWording, without);
    expect(code.missing.toSorted()).toEqual(['code', 'minutes']);
    const denied = { ...without, kind: 'privacy_request_review_deny' } as const;
    await save('missing', denied.kind, { subject: 'No: {{denial_reason}}' });
    expect((await testEnv.bus.ask(PreviewWording, denied)).missing).toEqual([]);
    const given = { ...without, variables: { code: '123456', minutes: '5' } };
    expect((await testEnv.bus.ask(PreviewWording, given)).missing).toEqual([]);
  });

  it('of a language without wording is what a person with that language gets', async () => {
    await save('previewer', receipt, { subject: 'English of our own' });
    await save('previewer', receipt, { subject: 'Deutsch' }, 'de');
    const request = { ...preview, kind: receipt } as const;
    const austrian = await testEnv.bus.ask(PreviewWording, { ...request, locale: 'de-AT' });
    expect(austrian.subject).toBe('Deutsch');
    expect(austrian.html).toContain('<html lang="de"');
    const welsh = await testEnv.bus.ask(PreviewWording, { ...request, locale: 'cy' });
    expect(welsh.subject).toBe('English of our own');
  });

  it('takes no parameter that the message does not have', async () => {
    const variables = JSON.parse('{"colour": "red"}') as Record<string, string>;
    const refusal = await refusalOf(testEnv.bus.ask(PreviewWording, { ...preview, variables }));
    expect(refusal.problems).toMatchObject([{ path: ['variables', 'colour'] }]);
  });

  it('takes no value that is not a text', async () => {
    const variables = JSON.parse('{"code": {"toString": 1}}') as Record<string, string>;
    const refusal = await refusalOf(testEnv.bus.ask(PreviewWording, { ...preview, variables }));
    expect(refusal.problems).toMatchObject([{ path: ['variables', 'code'] }]);
  });
});

describe('when something fails between the change and its publication', () => {
  it('the next start publishes what was stored', async () => {
    await save('crashed', receipt, { subject: 'Before' });
    await service.close();
    await inDatabase((client) =>
      client.query(
        `insert into templates.wordings (organization, kind, locale, version, subject, created_at)
         values ('crashed', $1, 'en', 2, 'After', now())`,
        [receipt],
      ),
    );
    service = await startTemplates();
    expect(await inState('crashed', receipt)).toMatchObject({ subject: 'After', version: 2 });
  });

  it('the caller learns that it is not in force yet, and it is published all the same', async () => {
    const { connection } = testEnv.bus;
    const streams = (await connection.jetstreamManager()).streams;
    await streams.delete(bucketStream(PublishedWordings));
    const refusal = await refusalOf(save('unlucky', receipt, { subject: 'Late' }));
    expect(refusal.code).toBe('unavailable');
    expect(await versionsOf('unlucky')).toEqual([{ version: 1, subject: 'Late' }]);
    await createTopology(connection);
    testEnv.clock.advance(2_000);
    const state = await eventually('the wording is published', () => inState('unlucky', receipt));
    expect(state).toMatchObject({ subject: 'Late', version: 1 });
  });
});
