import type { Service } from '@subjectline/bus';
import {
  AppError,
  brandPropertyVariable,
  Brands,
  check,
  PublishedWordings,
  ReadBrandLogo,
  wordingKey,
  type Brand,
} from '@subjectline/contracts';
import {
  acme,
  eventually,
  logoPng,
  startTestEnvironment,
  testLogo,
  type TestEnvironment,
} from '@subjectline/testing';
import { startEmulator, type EmulatedMessage, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { start } from '../app';
import {
  newAddress,
  organization,
  publishWordings,
  recordOf,
  sendMessage,
  useProvider,
  verification,
  type MessageOptions,
} from '../testing/played-services.fixture';

/* The brand of an organization in what dispatch sends. */

let testEnv: TestEnvironment;
let emulator: Emulator;
let service: Service;
/** Plays config: what it is asked for, and whether it answers. */
const asked: string[] = [];
let isLogoKnown = true;

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  await publishWordings(testEnv);
  const encoder = new TextEncoder();
  testEnv.bus.connection.subscribe(ReadBrandLogo.subject, {
    callback: (_error, message) => {
      const { id } = check(ReadBrandLogo.request, message.json());
      asked.push(id);
      const answer = isLogoKnown
        ? { response: { type: 'image/png', content: logoPng } }
        : { err: new AppError('logo_unknown', { id }) };
      message.respond(encoder.encode(JSON.stringify({ ...answer, isDisposed: true })));
    },
  });
  const env = {
    ...testEnv.envFor('dispatch'),
    SUBJECTLINE_MESSAGE_CONTENT_DAYS: 30,
    SUBJECTLINE_RECORD_DAYS: 1_095,
    SUBJECTLINE_MAILGUN_URL: emulator.url,
    SUBJECTLINE_SENDGRID_URL: emulator.url,
    SUBJECTLINE_TWILIO_URL: emulator.url,
  };
  service = await start(env, { clock: testEnv.clock, logDestination: testEnv.log });
  await useProvider(testEnv, 'mailgun');
});
beforeEach(() => {
  isLogoKnown = true;
});
afterAll(async () => {
  await service?.close();
  await emulator?.close();
  await testEnv?.close();
});

/** Plays config; returns once a mail shows that dispatch knows it. */
async function use(brands: readonly Brand[], seen: (mail: EmulatedMessage) => boolean): Promise<void> {
  await testEnv.bus.put(Brands, organization, { organization, brands: [...brands] });
  await eventually('dispatch knows the brand', async () => seen(await sent()));
}

async function sent(options: MessageOptions = {}): Promise<EmulatedMessage> {
  const { kind } = verification;
  const { id } = await sendMessage(testEnv, kind, { to: newAddress(), ...verification.options, ...options });
  await recordOf(testEnv, id, 'sent');
  const found = emulator.messages().find(({ fields }) => fields['v:subjectline_id'] === id);
  if (!found) throw new Error('the message has not arrived');
  return found;
}

const names = (name: string) => (mail: EmulatedMessage) => String(mail.fields['from']).includes(name);

describe('a mail', () => {
  it('is as it was while no brand is set', async () => {
    const { fields, html, text } = await sent();
    expect(fields).toMatchObject({ from: '<mailgun@mg.example.com>' });
    expect(fields).not.toHaveProperty('h:Reply-To');
    expect(html).not.toContain('class="brand"');
    expect(text).toBe('Your code is 482913, for 10 minutes.');
  });

  it('comes from the brand, answers go to it, and it says how to reach it', async () => {
    await use([acme], names('Acme'));
    const { fields, html, text } = await sent();
    expect(fields).toMatchObject({
      from: 'Acme Privacy Team <mailgun@mg.example.com>',
      'h:Reply-To': 'privacy@acme.example.com',
    });
    expect(html).toMatch(/class="brand"[^>]*>Acme &amp; Sons/);
    expect(text).toMatch(/^Your code is 482913, for 10 minutes\.\n\n-- \nAcme & Sons\n/);
  });

  it('keeps what its own words say of sender and answers', async () => {
    await use([acme], names('Acme'));
    const words = { subject: 'Ours', html: '<p>{{code}}</p>', text: null, sms: '{{code}}' };
    const own = { from_name: 'Shop', reply_to: ['shop@example.com'] };
    const { kind } = verification;
    await testEnv.bus.put(PublishedWordings, wordingKey(organization, kind, 'de'), {
      ...{ organization, kind, locale: 'de', version: 1, ...words, ...own },
    });
    const mail = await eventually('the words are known', async () => {
      const one = await sent({ locale: 'de' });
      return one.subject === 'Ours' && one;
    });
    expect(mail.fields).toMatchObject({
      from: 'Shop <mailgun@mg.example.com>',
      'h:Reply-To': 'shop@example.com',
    });
  });

  it('has the logo inside itself, which is read once', async () => {
    await use([{ ...acme, logo: testLogo }], ({ fields }) => fields['inline'] === 'logo.png');
    const { html } = await sent();
    expect(html).toContain(
      '<img class="logo" src="cid:logo.png" alt="Acme &amp; Sons" width="240" height="40"',
    );
    expect(asked.filter((id) => id === testLogo.id)).toHaveLength(1);
  });

  it('goes without a logo that cannot be read, and asks for it again later', async () => {
    isLogoKnown = false;
    const logo = { ...testLogo, id: '0'.repeat(32) };
    const name = 'Globex';
    await use([{ ...acme, email_sender_name: name, logo }], names(name));
    const mail = await sent();
    expect([mail.fields['inline'], mail.html?.includes('cid:')]).toEqual([undefined, false]);
    expect(mail.html).toMatch(/class="brand"[^>]*>Acme &amp; Sons/);
    expect(asked.filter((id) => id === logo.id)).toHaveLength(1);
    expect(testEnv.log.text).toContain('logo cannot be read; mails go without it');
    isLogoKnown = true;
    testEnv.clock.advance(31_000);
    expect((await sent()).fields['inline']).toBe('logo.png');
  });

  it('is not held to lack what the brand does not say', async () => {
    await use([{ ...acme, email_sender_name: 'Initech', contact: null }], names('Initech'));
    const kind = 'privacy_request_receipt';
    await testEnv.bus.put(PublishedWordings, wordingKey(organization, kind, 'en'), {
      ...{ organization, kind, locale: 'en', version: 1, subject: 'S', html: '<p>{{brand_phone}}.</p>' },
      ...{ text: null, sms: 'S', from_name: null, reply_to: [] },
    });
    const { id } = await sendMessage(testEnv, kind, { to: newAddress() });
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({ missing: [] });
  });
});

describe('a message about a request of a property', () => {
  const sentFor = (property: string): Promise<EmulatedMessage> =>
    sent({ variables: { ...verification.options.variables, [brandPropertyVariable]: property } });

  it('is in the brand of that property, or else in that of the organization', async () => {
    const toys = { ...acme, property_id: 'FDS-1A2B3C', email_sender_name: 'Acme Toys', reply_to: null };
    await use([{ ...acme, email_sender_name: 'Hooli' }, toys], names('Hooli'));
    const mail = await sentFor('FDS-1A2B3C');
    expect(mail.fields).toMatchObject({ from: 'Acme Toys <mailgun@mg.example.com>' });
    expect(mail.fields).not.toHaveProperty('h:Reply-To');
    expect((await sentFor('FDS-ZZZZZZ')).fields).toMatchObject({ from: 'Hooli <mailgun@mg.example.com>' });
    expect(JSON.stringify(mail.fields)).not.toContain('FDS-1A2B3C');
  });

  it('is as without a brand where only another property has one', async () => {
    await use([{ ...acme, property_id: 'FDS-1A2B3C' }], ({ fields }) =>
      String(fields['from']).startsWith('<'),
    );
    expect((await sentFor('FDS-ZZZZZZ')).fields).toMatchObject({ from: '<mailgun@mg.example.com>' });
  });
});

it('a text message begins with the name of the brand', async () => {
  await use([acme], names('Acme'));
  await useProvider(testEnv, 'twilio_text');
  const to = newAddress();
  const { id } = await sendMessage(testEnv, verification.kind, { to, ...verification.options });
  await recordOf(testEnv, id, 'sent');
  const text = emulator.messages().find((message) => message.to === to.phone_number)?.text;
  expect(text).toBe('Acme: Your code is 482913, for 10 minutes.');
});
