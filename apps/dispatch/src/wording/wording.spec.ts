import type { Service } from '@subjectline/bus';
import {
  messageKind,
  newId,
  PublishedWordings,
  ReadInbox,
  ResendMessage,
  wordingKey,
  type InboxMessage,
  type MessageKindId,
  type PublishedWording,
} from '@subjectline/contracts';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { start } from '../app';
import {
  organization,
  publishWordings,
  recordOf,
  sendMessage,
  useProvider,
  type MessageOptions,
} from '../testing/played-services.fixture';

let testEnv: TestEnvironment;
let emulator: Emulator;
let service: Service;

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  await publishWordings(testEnv);
  const env = {
    ...testEnv.envFor('dispatch'),
    SUBJECTLINE_MESSAGE_CONTENT_DAYS: 30,
    SUBJECTLINE_RECORD_DAYS: 1_095,
    SUBJECTLINE_MAILGUN_URL: emulator.url,
    SUBJECTLINE_SENDGRID_URL: emulator.url,
    SUBJECTLINE_TWILIO_URL: emulator.url,
  };
  service = await start(env, { clock: testEnv.clock, logDestination: testEnv.log });
});
beforeEach(() => useProvider(testEnv, 'inbox'));
afterAll(async () => {
  await service.close();
  await emulator.close();
  await testEnv.close();
});

/** Plays templates: the organization has created this. */
async function create(kind: MessageKindId, parts: Partial<PublishedWording>): Promise<void> {
  const locale = parts.locale ?? 'en';
  await testEnv.bus.put(PublishedWordings, wordingKey(organization, kind, locale), {
    ...{ organization, kind, locale, version: 1, subject: 'Ours', html: '<p>Ours</p>', text: null },
    ...{ sms: 'Ours', from_name: null, reply_to: [], ...parts },
  });
}

async function kept(kind: MessageKindId, options: MessageOptions = {}): Promise<InboxMessage> {
  const { id } = await sendMessage(testEnv, kind, options);
  await recordOf(testEnv, id, 'sent');
  const { messages } = await testEnv.bus.ask(ReadInbox, { organization, limit: 50 });
  const found = messages.find((message) => message.id === id);
  if (!found) throw new Error('the message is not in the inbox');
  return found;
}

describe('a kind that must be created', () => {
  const kind = 'confirm-consent-changed';

  it('is skipped until the organization has created a template, whatever is shipped', async () => {
    expect(messageKind(kind).mustBeCreated).toBe(true);
    const shipped = {
      organization: 'builtin',
      kind,
      locale: 'en',
      version: 0,
      subject: 'S',
      html: 'S',
    } as const;
    const rest = { text: null, sms: 'S', from_name: null, reply_to: [] };
    await testEnv.bus.put(PublishedWordings, wordingKey('builtin', kind, 'en'), { ...shipped, ...rest });
    const { id } = await sendMessage(testEnv, kind, { locale: 'fr' });
    const record = await recordOf(testEnv, id, 'skipped');
    expect(record).toMatchObject({ reason: 'template_missing', wording_version: null, wording_locale: null });
  });

  it('is sent from the moment on at which there is one, and a skipped one can be sent again', async () => {
    const skipped = await sendMessage(testEnv, kind);
    await recordOf(testEnv, skipped.id, 'skipped');
    await create(kind, { subject: 'Changed' });
    expect(await kept(kind, { locale: 'fr-CA' })).toMatchObject({ subject: 'Changed' });
    const new_id = newId('msg');
    await testEnv.bus.ask(ResendMessage, { organization, id: skipped.id, new_id, resent_by: 'operator' });
    await recordOf(testEnv, new_id, 'sent');
  });
});

describe('words that can no longer be used', () => {
  it('are passed over for the next best ones', async () => {
    const kind = 'privacy_request_review_approve';
    await create(kind, { locale: 'fr', html: '<p>{{{raw}}}</p>' });
    await create(kind, { subject: 'English of ours' });
    expect(await kept(kind, { locale: 'fr' })).toMatchObject({ subject: 'English of ours' });
    expect(testEnv.log.text).toContain('a wording cannot be used');
  });
});

describe('the record of a message', () => {
  it('names the version and the language that it said', async () => {
    const kind = 'consents-user-created';
    await create(kind, { locale: 'fr', version: 7 });
    const { id } = await sendMessage(testEnv, kind, { locale: 'fr-CA' });
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({ wording_version: 7, wording_locale: 'fr' });
    const source = { locale: 'en', version: 3 };
    const sources = { email: { locale: 'de', version: 0 }, sms: source };
    await create(kind, { locale: 'de', version: 0, sources });
    const german = await kept(kind, { locale: 'de' });
    expect(german.html).toContain('<html lang="de"');
    expect(await recordOf(testEnv, german.id, 'sent')).toMatchObject({
      ...{ wording_version: 0, wording_locale: 'de' },
    });
    await create(kind, { locale: 'es', version: 0, sources: { email: source, sms: source } });
    const spanish = await kept(kind, { locale: 'es' });
    expect(spanish.html).toContain('<html lang="en"');
    expect(await recordOf(testEnv, spanish.id, 'sent')).toMatchObject({
      ...{ wording_version: 3, wording_locale: 'en' },
    });
    const other = await sendMessage(testEnv, 'privacy_request_receipt', { locale: 'da' });
    expect(await recordOf(testEnv, other.id, 'sent')).toMatchObject({
      wording_version: 0,
      wording_locale: 'en',
    });
  });
});

describe('a test message', () => {
  it('says so in its subject, and again when it is sent again', async () => {
    const kind = 'privacy_request_receipt';
    const { id, subject } = await kept(kind, { is_test: true });
    expect(subject).toBe('[Test] About your request');
    const new_id = newId('msg');
    await testEnv.bus.ask(ResendMessage, { organization, id, new_id, resent_by: 'operator' });
    await recordOf(testEnv, new_id, 'sent');
    const { messages } = await testEnv.bus.ask(ReadInbox, { organization, limit: 1 });
    expect(messages).toMatchObject([{ id: new_id, subject: '[Test] About your request' }]);
    expect((await kept(kind)).subject).toBe('About your request');
  });

  it('says so in its SMS', async () => {
    const { text, subject } = await kept('privacy_request_receipt', { is_test: true, channel: 'sms' });
    expect([text, subject]).toEqual(['[Test] We have your request.', null]);
  });
});

describe('how a mail is signed and answered', () => {
  const kind = 'privacy_request_complete_access';
  const signed = { from_name: 'Équipe, "Vie privée"', reply_to: ['privacy@example.com', 'dpo@example.com'] };

  it('is what the organization says', async () => {
    await create(kind, signed);
    expect(await kept(kind)).toMatchObject(signed);
    expect(await kept(kind, { channel: 'sms' })).toMatchObject({ from_name: null, reply_to: [] });
    expect(await kept('privacy_request_receipt')).toMatchObject({ from_name: null, reply_to: [] });
  });

  it('reaches the vendor, and no log', async () => {
    await create(kind, signed);
    await useProvider(testEnv, 'mailgun');
    const { id } = await sendMessage(testEnv, kind);
    await recordOf(testEnv, id, 'sent');
    const [sent] = emulator.messages().filter(({ fields }) => fields['v:subjectline_id'] === id);
    expect(sent?.fields).toMatchObject({
      from: '=?UTF-8?B?w4lxdWlwZSwgIlZpZSBwcml2w6llIg==?= <mailgun@mg.example.com>',
      'h:Reply-To': 'privacy@example.com, dpo@example.com',
    });
    expect(testEnv.log.text).not.toContain('dpo@example.com');
  });
});

describe('the values of a message', () => {
  const kind = 'validation-double-optin';
  const validation_approve_url = 'https://subjectline.example.com/links?token=Ju3dTqk';

  it('are those that its kind knows, and metadata where it takes them', async () => {
    await create(kind, {
      html: '<p>{{validation_approve_url}} {{metadata_city}}|{{metadata_none}}|{{days}}</p>',
      sms: '{{validation_approve_url}}&redirect_url={{metadata_city}}',
    });
    const variables = { validation_approve_url, metadata_city: 'Łódź & "x"', city: 'no', subject: 'no' };
    expect((await kept(kind, { variables })).text).toBe(`${validation_approve_url} Łódź & "x"||`);
    const sms = await kept(kind, { variables, channel: 'sms' });
    expect(sms.text).toBe(`${validation_approve_url}&redirect_url=%C5%81%C3%B3d%C5%BA%20%26%20%22x%22`);
  });

  it("do not reach the operator's own template at the vendor when a stranger made them up", async () => {
    emulator.holdTemplate('mailgun', true);
    await useProvider(testEnv, 'mailgun', 2);
    const variables = { validation_approve_url, metadata_city: 'x', fides_email_body: '<b>x</b>' };
    const { id } = await sendMessage(testEnv, kind, { variables });
    await recordOf(testEnv, id, 'sent');
    const [sent] = emulator.messages().filter(({ fields }) => fields['v:subjectline_id'] === id);
    const given = JSON.parse(String(sent?.fields['t:variables'])) as Record<string, string>;
    expect(Object.keys(given)).toEqual(['fides_email_body', 'validation_approve_url']);
    expect(given.fides_email_body).toContain(validation_approve_url.slice(0, 30));
    emulator.holdTemplate('mailgun', false);
  });

  it('are not sent when they make a message that no provider takes', async () => {
    const long = 'validation-approval-file';
    await create(long, {
      html: `<p>{{validation_approve_url}}${'{{metadata_x}}'.repeat(100)}</p>`,
    });
    const variables = { validation_approve_url, metadata_x: 'x'.repeat(30_000) };
    const { id } = await sendMessage(testEnv, long, { variables });
    expect(await recordOf(testEnv, id, 'skipped')).toMatchObject({ reason: 'too_long' });
  });
});
