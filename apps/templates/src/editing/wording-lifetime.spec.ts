import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from '@subjectline/bus';
import {
  AppError,
  ListCreatedWordings,
  ListWordingVersions,
  PreviewWording,
  PublishedWordings,
  ReadWording,
  RemoveWording,
  RestoreWording,
  SaveWording,
  ShowWording,
  wordingKey,
  type MessageKindId,
  type PreviewWordingRequest,
  type PublishedWording,
  type SaveMode,
  type WordingChanges,
  type WordingInForce,
} from '@subjectline/contracts';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../app';

let testEnv: TestEnvironment;
let service: Service;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await start(testEnv.envFor('templates'), { clock: testEnv.clock, logDestination: testEnv.log });
});
afterAll(async () => {
  await service.close();
  await testEnv.close();
});

const optIn = 'validation-double-optin';
const wip = 'request-status-wip';
const whole = { skip: 0, limit: 100 };

interface Options {
  readonly kind?: MessageKindId;
  readonly locale?: string;
}

function save(
  mode: SaveMode,
  organization: string,
  changes: WordingChanges,
  { kind = wip, locale = 'en' }: Options = {},
): Promise<WordingInForce> {
  return testEnv.bus.ask(SaveWording, { organization, kind, locale, mode, changes, saved_by: 'client-7' });
}

const read = (organization: string, { kind = wip, locale = 'en' }: Options = {}, version?: number) =>
  testEnv.bus.ask(ReadWording, { organization, kind, locale, ...(version !== undefined && { version }) });
const remove = (organization: string, { kind = wip, locale = 'en' }: Options = {}) =>
  testEnv.bus.ask(RemoveWording, { organization, kind, locale, saved_by: 'client-8' });
const restore = (organization: string, version: number) =>
  testEnv.bus.ask(RestoreWording, { organization, kind: wip, version, saved_by: 'client-9' });
const versions = (organization: string) =>
  testEnv.bus.ask(ListWordingVersions, { organization, kind: wip, ...whole });
const inState = (organization: string, { kind = wip, locale = 'en' }: Options = {}) =>
  testEnv.bus.read(PublishedWordings, wordingKey(organization, kind, locale));

async function shippedOf({ kind = wip, locale = 'en' }: Options = {}): Promise<PublishedWording> {
  const found = await inState('builtin', { kind, locale });
  if (!found) throw new Error('nothing is shipped there');
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

describe('a wording that is created', () => {
  it('with nothing written is the shipped one, and exists', async () => {
    const { subject, html, text, sms } = await shippedOf({ kind: optIn });
    const created = await save('create', 'starter', {}, { kind: optIn });
    const words = { subject, html, text, sms, from_name: null, reply_to: [] };
    expect(created).toMatchObject({ ...words, version: 1, customised: true, own_parts: [] });
    expect(await inState('starter', { kind: optIn })).toMatchObject({ ...words, organization: 'starter' });
    expect(await read('starter', { kind: optIn })).toEqual(created);
  });

  it('is refused when there is one, whatever that one writes', async () => {
    await save('create', 'twice', {});
    const refusal = await refusalOf(save('create', 'twice', { subject: 'Again' }));
    expect(refusal).toMatchObject({ code: 'template_exists', facts: { type: wip, locale: 'en' } });
    expect(await save('create', 'twice', {}, { locale: 'fr' })).toMatchObject({ locale: 'fr', version: 1 });
  });

  it('once by ten at once', async () => {
    const tries = Array.from({ length: 10 }, (_none, index) =>
      save('create', 'race', { subject: `${index}` }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await versions('race')).total).toBe(1);
  });

  it('is changed part by part: what is left out stays, null goes back, and it exists all the same', async () => {
    const shipped = await shippedOf();
    await save('create', 'merger', { subject: 'Ours', reply_to: ['dpo@example.com'], from_name: 'Ours' });
    const changed = await save('change', 'merger', { subject: 'Newer', from_name: null });
    expect(changed).toMatchObject({ subject: 'Newer', from_name: null, reply_to: ['dpo@example.com'] });
    expect(changed.own_parts).toEqual(['subject', 'reply_to']);
    const bare = await save('change', 'merger', { subject: null, reply_to: null });
    expect(bare).toMatchObject({ subject: shipped.subject, reply_to: [], customised: true, own_parts: [] });
    expect(await inState('merger')).toMatchObject({ version: 3 });
  });

  it('is replaced as a whole: what is left out goes', async () => {
    await save('create', 'replacer', { subject: 'Ours', sms: 'Ours', reply_to: ['dpo@example.com'] });
    const replaced = await save('replace', 'replacer', { sms: 'Newer' });
    expect(replaced).toMatchObject({ sms: 'Newer', reply_to: [], own_parts: ['sms'], version: 2 });
    expect(replaced.subject).toBe((await shippedOf()).subject);
  });

  it.each(['change', 'replace'] as const)('is needed for a %s', async (mode) => {
    const refusal = await refusalOf(save(mode, `nobody-${mode}`, { subject: 'x' }));
    expect(refusal.code).toBe('template_unknown');
    expect((await refusalOf(versions(`nobody-${mode}`))).code).toBe('template_unknown');
  });

  it('goes away as a whole when an adjustment leaves nothing of it', async () => {
    await save('adjust', 'adjuster', { subject: 'Ours' });
    expect(await save('adjust', 'adjuster', { subject: null })).toMatchObject({ customised: false });
    expect(await inState('adjuster')).toBeNull();
    expect((await refusalOf(read('adjuster'))).code).toBe('template_unknown');
    await save('adjust', 'adjuster', { subject: null });
    expect((await versions('adjuster')).total).toBe(2);
  });

  it('stands before wider languages and before what is shipped', async () => {
    await save('create', 'chain', { subject: 'English' });
    await save('create', 'chain', { subject: 'Canadien' }, { locale: 'fr-CA' });
    const request = { organization: 'chain', kind: wip, channel: 'email', variables: {} } as const;
    const subjectFor = async (locale: string) =>
      (await testEnv.bus.ask(PreviewWording, { ...request, locale })).subject;
    expect(await subjectFor('fr-ca')).toBe('Canadien');
    expect(await subjectFor('fr')).toBe('English');
    await remove('chain');
    expect(await subjectFor('fr')).toBe((await shippedOf({ locale: 'fr' })).subject);
    expect(await subjectFor('fr-CA')).toBe('Canadien');
  });

  it('and has no words of its own does not hide shipped ones of a nearer language', async () => {
    const french = await shippedOf({ kind: optIn, locale: 'fr' });
    await save('create', 'carrier', { reply_to: ['dpo@example.com'] }, { kind: optIn });
    const carried = { subject: french.subject, html: french.html, reply_to: ['dpo@example.com'], version: 0 };
    expect(await inState('carrier', { kind: optIn, locale: 'fr' })).toMatchObject(carried);
    const request = { organization: 'carrier', kind: optIn, channel: 'email', variables: {} } as const;
    const shown = await testEnv.bus.ask(PreviewWording, { ...request, locale: 'fr-CA' });
    expect(shown).toMatchObject({ locale: 'fr', reply_to: ['dpo@example.com'] });
    expect((await testEnv.bus.ask(PreviewWording, { ...request, locale: 'nl' })).locale).toBe('en');
    expect((await refusalOf(read('carrier', { kind: optIn, locale: 'fr' }))).code).toBe('template_unknown');
  });

  it('has the parts that it writes said everywhere, and leaves the others to nearer shipped ones', async () => {
    const french = { kind: optIn, locale: 'fr' } as const;
    await save('create', 'settler', {}, { kind: optIn });
    expect(await inState('settler', french)).not.toBeNull();
    await save('change', 'settler', { subject: 'Ours' }, { kind: optIn });
    const { html } = await shippedOf(french);
    expect(await inState('settler', french)).toMatchObject({ subject: 'Ours', html });
    await save('change', 'settler', { subject: null }, { kind: optIn });
    expect(await inState('settler', french)).not.toBeNull();
    await remove('settler', { kind: optIn });
    expect(await inState('settler', french)).toBeNull();
  });
});

describe('a part that the organization did not write', () => {
  const receipt = 'privacy_request_receipt';
  const german = { kind: receipt, locale: 'de' } as const;
  const look = (organization: string, channel: 'email' | 'sms', locale = 'de') =>
    testEnv.bus.ask(PreviewWording, { organization, kind: receipt, channel, variables: {}, locale });

  it('keeps the language of the person: an SMS in English leaves mails in German', async () => {
    await save('adjust', 'texter', { sms: 'Ours' }, { kind: receipt });
    const shipped = await shippedOf(german);
    expect(await inState('texter', german)).toMatchObject({
      ...{ subject: shipped.subject, html: shipped.html, text: shipped.text, sms: 'Ours', version: 0 },
      sources: { email: { locale: 'de', version: 0 }, sms: { locale: 'en', version: 1 } },
    });
    expect(await look('texter', 'email')).toMatchObject({ locale: 'de', subject: shipped.subject });
    expect(await look('texter', 'sms')).toMatchObject({ locale: 'en', text: 'Ours' });
    expect(await look('texter', 'email', 'nl')).toMatchObject({ locale: 'en' });
  });

  it('is the shipped one beside words in the language of the person, whatever a wider one writes', async () => {
    await save('adjust', 'both', { sms: 'Ours', html: '<p>Ours</p>' }, { kind: receipt });
    await save('adjust', 'both', { sms: 'Unsere' }, german);
    const { html } = await shippedOf(german);
    expect(await inState('both', german)).toMatchObject({ html, sms: 'Unsere', version: 1 });
    expect((await inState('both', german))?.sources).toBeUndefined();
    expect(await inState('both', { kind: receipt, locale: 'fr' })).toMatchObject({
      ...{ html: '<p>Ours</p>', text: null, sms: 'Ours' },
      sources: { email: { locale: 'en', version: 1 }, sms: { locale: 'en', version: 1 } },
    });
  });

  it('is the HTML that its author saw beside a plain text', async () => {
    await save('adjust', 'plainer', { text: 'Ours' }, { kind: receipt });
    const { html } = await shippedOf({ kind: receipt });
    expect(await inState('plainer', german)).toMatchObject({ html, text: 'Ours' });
  });

  it('is what a template that is asked for in a language is shown with', async () => {
    await save('adjust', 'shower', { sms: 'Ours' }, { kind: receipt });
    const show = (locale: string) =>
      testEnv.bus.ask(ShowWording, { organization: 'shower', kind: receipt, locale });
    const { subject } = await shippedOf(german);
    expect(await show('de')).toMatchObject({
      ...{ customised: false, version: 0 },
      subject: { texts: [subject] },
      sms: { texts: ['Ours'] },
    });
    expect(await show('en')).toMatchObject({ customised: true, version: 1 });
  });
});

describe('who a mail is from, and where answers go', () => {
  it.each([
    [{ from_name: 'Acme\r\nBcc: x@example.com' }, 'from_name'],
    [{ from_name: 'Acme\u0000' }, 'from_name'],
    [{ from_name: 'Acme \u202egro.live' }, 'from_name'],
    [{ from_name: ' ' }, 'from_name'],
    [{ from_name: 'x'.repeat(101) }, 'from_name'],
    [{ reply_to: ['no address'] }, 'reply_to'],
    [{ reply_to: ['a@example.com\r\nBcc: b@example.com'] }, 'reply_to'],
    [{ reply_to: ['a@example.com, b@example.com'] }, 'reply_to'],
    [{ reply_to: ['"a, b"@example.com'] }, 'reply_to'],
    [{ reply_to: ['Acme <a@example.com>'] }, 'reply_to'],
    [{ reply_to: ['{{user_right_label}}@example.com'] }, 'reply_to'],
    [{ reply_to: Array.from({ length: 11 }, (_none, index) => `a${index}@example.com`) }, 'reply_to'],
  ])('is refused: %j', async (changes, part) => {
    const refusal = await refusalOf(save('create', 'signer', changes));
    expect(refusal).toMatchObject({ code: 'invalid', problems: [{ path: ['changes', part] }] });
  });

  it('may be nowhere in a language whose wider one says something', async () => {
    await save('create', 'nowhere', { reply_to: ['dpo@example.com'], html: '<p>Olá</p>' }, { locale: 'pt' });
    expect((await save('create', 'nowhere', {}, { locale: 'pt-BR' })).reply_to).toEqual(['dpo@example.com']);
    const none = await save('change', 'nowhere', { reply_to: [] }, { locale: 'pt-BR' });
    expect(none).toMatchObject({ reply_to: [], own_parts: ['reply_to'] });
  });

  it('is of no language: what a wider one says holds in one that is shipped too', async () => {
    await save('create', 'signature', { from_name: 'Acme', reply_to: ['dpo@example.com'], subject: 'Ours' });
    const french = await save('create', 'signature', { reply_to: [] }, { locale: 'fr' });
    expect(french).toMatchObject({ from_name: 'Acme', reply_to: [], own_parts: ['reply_to'] });
    expect(french.subject).toBe((await shippedOf({ locale: 'fr' })).subject);
  });

  it('stands in no log', () => expect(testEnv.log.text).not.toContain('dpo@example.com'));
});

describe('a wording that is removed', () => {
  it('gives way to what is shipped, and is unknown from then on', async () => {
    const shipped = await shippedOf();
    await save('create', 'remover', { subject: 'Ours' });
    const removed = await remove('remover');
    expect(removed).toMatchObject({
      subject: shipped.subject,
      customised: false,
      created_at: null,
      own_parts: [],
    });
    expect(await inState('remover')).toBeNull();
    const changed = () => save('change', 'remover', {});
    for (const work of [() => read('remover'), () => remove('remover'), changed]) {
      expect((await refusalOf(work())).code).toBe('template_unknown');
    }
  });

  it('can be created anew: its versions go on, its life begins', async () => {
    const first = await save('create', 'phoenix', { subject: 'One' });
    testEnv.clock.advance(60_000);
    const second = await save('change', 'phoenix', { subject: 'Two' });
    expect(second.created_at).toBe(first.created_at);
    expect(second.updated_at).not.toBe(first.updated_at);
    await remove('phoenix');
    testEnv.clock.advance(60_000);
    const third = await save('create', 'phoenix', { subject: 'Three' });
    expect(third).toMatchObject({ version: 4, created_at: testEnv.clock.now().toISOString() });
  });

  it('of a wider language leaves the narrower ones standing', async () => {
    await save('create', 'narrow', { subject: 'Português', sms: 'Português' }, { locale: 'pt' });
    await save('create', 'narrow', { subject: 'Brasil' }, { locale: 'pt-BR' });
    await remove('narrow', { locale: 'pt' });
    const { sms } = await shippedOf();
    expect(await inState('narrow', { locale: 'pt-BR' })).toMatchObject({ subject: 'Brasil', sms });
  });
});

describe('versions', () => {
  it('are listed newest first, with who saved them, and slice by slice', async () => {
    await save('create', 'history', { subject: 'One', reply_to: ['dpo@example.com'] });
    await save('replace', 'history', { sms: 'Two' });
    await remove('history');
    const { items, total } = await versions('history');
    expect(total).toBe(3);
    expect(items).toMatchObject([
      { version: 3, removed: true, saved_by: 'client-8', parts: [] },
      { version: 2, removed: false, saved_by: 'client-7', parts: ['sms'] },
      { version: 1, removed: false, saved_by: 'client-7', parts: ['subject', 'reply_to'] },
    ]);
    const slice = { organization: 'history', kind: wip, skip: 1, limit: 1 } as const;
    expect(await testEnv.bus.ask(ListWordingVersions, slice)).toMatchObject({
      items: [{ version: 2 }],
      total: 3,
    });
  });

  it('can be read as they would be now, and only those of this wording', async () => {
    await save('create', 'reader', { subject: 'One' });
    await save('change', 'reader', { subject: 'Two', sms: 'Two' });
    expect(await read('reader', {}, 1)).toMatchObject({ version: 1, subject: 'One', own_parts: ['subject'] });
    expect(await read('reader', {}, 2)).toEqual(await read('reader'));
    expect((await refusalOf(read('reader', {}, 3))).code).toBe('template_version_unknown');
    expect((await refusalOf(read('stranger', {}, 1))).code).toBe('template_unknown');
  });

  it('can be restored, as new ones, even after a removal', async () => {
    await save('create', 'restorer', { subject: 'One', from_name: 'Ours' });
    await save('change', 'restorer', { subject: 'Two', sms: 'Two' });
    expect(await restore('restorer', 1)).toMatchObject({
      ...{ version: 3, subject: 'One', from_name: 'Ours', own_parts: ['subject', 'from_name'] },
    });
    await remove('restorer');
    expect(await restore('restorer', 2)).toMatchObject({ version: 5, subject: 'Two', customised: true });
    expect(await inState('restorer')).toMatchObject({ version: 5, subject: 'Two', sms: 'Two' });
    expect((await versions('restorer')).items[0]).toMatchObject({ version: 5, saved_by: 'client-9' });
    for (const version of [4, 99]) {
      expect((await refusalOf(restore('restorer', version))).code).toBe('template_version_unknown');
    }
    expect((await refusalOf(restore('stranger', 1))).code).toBe('template_version_unknown');
  });

  it('are restored only when they are still fit to be sent', async () => {
    await save('create', 'outdated', { subject: 'Ours' });
    const client = new Client({ connectionString: testEnv.databaseUrl });
    await client.connect();
    const text = `insert into templates.wordings (organization, kind, locale, version, sms, created_at)
                  values ('outdated', $1, 'en', 2, '{{gone}}', now())`;
    await client.query(text, [wip]);
    await client.end();
    const refusal = await refusalOf(restore('outdated', 2));
    expect(refusal.problems).toMatchObject([
      { path: ['changes', 'sms'], message: expect.stringMatching(/"gone" is not/) },
    ]);
  });
});

describe('a list of what was created', () => {
  it('holds nothing else, the first first, and is sliced', async () => {
    const organization = 'lister';
    const list = (slice = whole, rest: Options = {}) =>
      testEnv.bus.ask(ListCreatedWordings, { organization, ...slice, ...rest });
    expect(await list()).toEqual({ items: [], total: 0 });
    await save('create', organization, { subject: 'One' });
    testEnv.clock.advance(1_000);
    await save('create', organization, {}, { kind: optIn, locale: 'fr' });
    testEnv.clock.advance(1_000);
    await save('create', organization, {}, { locale: 'de' });
    testEnv.clock.advance(1_000);
    await save('change', organization, { subject: 'Newer' });
    const places = (items: { kind: string; locale: string }[]) =>
      items.map((item) => [item.kind, item.locale]);
    const { items, total } = await list();
    expect([places(items), total]).toEqual([
      [
        [wip, 'en'],
        [optIn, 'fr'],
        [wip, 'de'],
      ],
      3,
    ]);
    expect(items[0]?.updated_at).not.toBe(items[0]?.created_at);
    expect(places((await list({ skip: 1, limit: 1 })).items)).toEqual([[optIn, 'fr']]);
    expect(await list({ skip: 5, limit: 1 })).toEqual({ items: [], total: 3 });
    expect(places((await list(whole, { kind: wip })).items)).toHaveLength(2);
    expect(places((await list(whole, { locale: 'DE' })).items)).toEqual([[wip, 'de']]);
    await remove(organization);
    expect((await list()).total).toBe(2);
  });

  it('has an end: a kind has at most fifty languages', async () => {
    const organization = 'babel';
    const languages = Array.from({ length: 50 }, (_none, index) => `en-x-n${index}`);
    for (const locale of languages) await save('create', organization, {}, { locale });
    const refusal = await refusalOf(save('create', organization, {}, { locale: 'en-x-more' }));
    expect(refusal.problems).toMatchObject([{ path: ['locale'] }]);
    expect(await save('change', organization, { subject: 'Still' }, { locale: 'en-x-n7' })).toBeDefined();
  });
});

describe('a preview', () => {
  const look = (rest: Partial<PreviewWordingRequest>) =>
    testEnv.bus.ask(PreviewWording, {
      ...{ organization: 'looker', kind: optIn, channel: 'email', variables: {} },
      ...rest,
    });
  const draft = {
    subject: 'Hello {{metadata_city}}',
    html: '<p>{{validation_approve_url}} {{metadata_city}} {{#if days}}{{days}}{{/if}}</p>',
    from_name: 'Acme',
  };

  it('shows parts that are not saved, and names what nothing was given for', async () => {
    const shown = await look({ draft });
    expect(shown).toMatchObject({ subject: 'Hello', from_name: 'Acme', locale: 'en', segments: null });
    expect(shown.missing).toEqual(['metadata_city']);
    const given = await look({ draft, variables: { metadata_city: 'Łódź' } });
    expect(given).toMatchObject({ subject: 'Hello Łódź', missing: [] });
    expect(await inState('looker', { kind: optIn })).toBeNull();
  });

  it('fills in no sample where none is wanted', async () => {
    const { missing, text } = await look({ draft, samples: false });
    expect([missing.toSorted(), text]).toEqual([['metadata_city', 'validation_approve_url'], '']);
  });

  it('refuses a draft as it would be refused when it is saved', async () => {
    const refusal = await refusalOf(look({ draft: { html: '<p>{{nonsense}}</p>' } }));
    expect(refusal.problems.map(({ path }) => path)).toEqual([
      ['draft', 'html'],
      ['draft', 'html'],
    ]);
  });

  it('lays a draft over what is saved', async () => {
    await save('create', 'drafter', { subject: 'Saved', sms: 'Saved' });
    const shown = await look({ organization: 'drafter', kind: wip, draft: { sms: null } });
    expect(shown.subject).toBe('Saved');
    const sms = await look({
      organization: 'drafter',
      kind: wip,
      channel: 'sms',
      draft: { sms: 'x€'.repeat(60) },
    });
    expect(sms).toMatchObject({ subject: null, from_name: null, segments: 2 });
  });

  it('of a kind that must be created shows the words that are shipped for a start', async () => {
    expect(await look({ locale: 'de' })).toMatchObject({
      subject: expect.stringMatching(/./),
      locale: 'de',
      missing: [],
    });
  });

  it('takes metadata only where there is some, and values that make no endless message', async () => {
    const metadata = { metadata_x: 'x' };
    const refusal = await refusalOf(look({ kind: wip, variables: metadata }));
    expect(refusal.problems).toMatchObject([{ path: ['variables', 'metadata_x'] }]);
    const html = `<p>{{validation_approve_url}}${'{{metadata_x}}'.repeat(990)}</p>`;
    const long = await refusalOf(look({ draft: { html }, variables: { metadata_x: 'x'.repeat(32_000) } }));
    expect(long.problems).toMatchObject([{ path: ['variables'] }]);
  });
});

describe('what was saved before removals were known', () => {
  const folder = join(__dirname, '..', '..', 'migrations');
  const statements = (name: string) => readFile(join(folder, name), 'utf8');

  it('exists where it wrote something, and not where everything had been taken back', async () => {
    const client = new Client({ connectionString: testEnv.databaseUrl });
    await client.connect();
    await client.query('create schema before; set search_path to before');
    await client.query(await statements('0001_wordings.sql'));
    const rows = [
      "('a', 'k', 'en', 1, 'One', '2026-01-01')",
      "('a', 'k', 'en', 2, null, '2026-01-02')",
      "('a', 'k', 'en', 3, 'Three', '2026-01-03')",
      "('a', 'k', 'en', 4, 'Four', '2026-01-04')",
    ];
    const into = 'insert into wordings (organization, kind, locale, version, subject, created_at)';
    await client.query(`${into} values ${rows.join(', ')}`);
    await client.query(await statements('0002_lifetimes.sql'));
    const { rows: kept } = await client.query(
      'select version, removed, begun_at::date::text as begun from wordings order by version',
    );
    await client.query('drop schema before cascade');
    await client.end();
    expect(kept).toMatchObject([
      { version: 1, removed: false, begun: '2026-01-01' },
      { version: 2, removed: true },
      { version: 3, removed: false, begun: '2026-01-03' },
      { version: 4, removed: false, begun: '2026-01-03' },
    ]);
  });
});
