import { join } from 'node:path';
import {
  defaultLocale,
  messageKind,
  messageKindIds,
  type Channel,
  type MessageKindId,
} from '@subjectline/contracts';
import { CompiledWording, examineWording } from '@subjectline/rendering';
import { beforeAll, describe, expect, it } from 'vitest';
import { readShippedWordings, type ShippedWordings } from './wording-files';

let shipped: ShippedWordings;
beforeAll(async () => {
  shipped = await readShippedWordings(join(__dirname, '..', 'wording'));
});

function wordsOf(kind: MessageKindId, locale: string) {
  const words = shipped.of(kind, locale);
  if (!words) throw new Error(`${kind} has no wording in ${locale}`);
  return words;
}

/** Every parameter given, and every optional one left out. */
function variablesOf(kind: MessageKindId): Record<string, string>[] {
  const entries = Object.entries(messageKind(kind).parameters);
  const valuesOf = (some: typeof entries) =>
    Object.fromEntries(some.map(([name, { sample }]) => [name, sample]));
  return [valuesOf(entries), valuesOf(entries.filter(([, { required }]) => required))];
}

function render(kind: MessageKindId, channel: Channel, variables: Record<string, string>, locale: string) {
  return CompiledWording.compile(wordsOf(kind, locale)).render(channel, variables, { locale });
}

/** GSM 03.38, the default alphabet; the second string takes two places each. */
const gsmBasic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const gsmExtended = '^{}\\[~]|€\f';

/** How many SMS a text is billed as (3GPP TS 23.040: a part of several carries 7 places of header). */
function segments(text: string): number {
  const isGsm = text.split('').every((character) => (gsmBasic + gsmExtended).includes(character));
  const extended = text.split('').filter((character) => gsmExtended.includes(character)).length;
  const places = isGsm ? text.length + extended : text.length;
  const [alone, joined] = isGsm ? [160, 153] : [70, 67];
  return places <= alone ? 1 : Math.ceil(places / joined);
}

describe.each(messageKindIds)('the shipped wording of %s', (kind) => {
  const everyRendering = (channel: Channel) =>
    shipped
      .localesOf(kind)
      .flatMap((locale) => variablesOf(kind).map((variables) => render(kind, channel, variables, locale)));

  it('exists in the default locale', () => {
    expect(shipped.localesOf(kind)).toContain(defaultLocale);
  });

  it('is fit to be saved', () => {
    for (const locale of shipped.localesOf(kind)) {
      expect(examineWording(kind, wordsOf(kind, locale))).toEqual([]);
    }
  });

  it('leaves no mustache, no hole and no doubled full stop, with and without what is optional', () => {
    for (const { subject, bodyHtml, text } of [...everyRendering('email'), ...everyRendering('sms')]) {
      for (const part of [subject, bodyHtml, text]) {
        if (part === null) continue;
        expect(part).not.toMatch(/\{\{|\}\}|undefined|null|None|\.\.|\( *\)| {2}[^ ]* *$/);
        expect(part.trim()).not.toBe('');
      }
    }
  });

  it('has a subject that a phone shows whole, and no secret in it', () => {
    const secrets = Object.entries(messageKind(kind).parameters).filter(([, { secret }]) => secret);
    for (const { subject } of everyRendering('email')) {
      expect(subject?.length).toBeLessThanOrEqual(78); // RFC 5322 §2.1.1
      for (const [, { sample }] of secrets) expect(subject).not.toContain(sample);
    }
  });

  it('has a text behind every link', () => {
    for (const { bodyHtml } of everyRendering('email')) {
      const links = [...(bodyHtml ?? '').matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>([^]*?)<\/a>/g)];
      for (const [, address, label] of links) {
        expect(address).toMatch(/^https:/);
        expect(label?.replace(/<[^>]*>/g, '').trim()).not.toBe('');
      }
    }
  });

  it('says in the text part what the HTML says, without markup', () => {
    for (const { bodyHtml, text } of everyRendering('email')) {
      expect(text).not.toMatch(/<[a-z]/);
      const words = (bodyHtml ?? '')
        .replace(/<[^>]*>/g, ' ')
        .split(/\s+/)
        .filter(Boolean);
      for (const word of words.filter((candidate) => /^\w+$/.test(candidate))) expect(text).toContain(word);
    }
  });

  it('fits two SMS, and one in the default locale', () => {
    for (const { text } of everyRendering('sms')) expect(segments(text)).toBeLessThanOrEqual(2);
    for (const variables of variablesOf(kind)) {
      expect(segments(render(kind, 'sms', variables, defaultLocale).text)).toBe(1);
    }
  });
});

describe('the shipped wording', () => {
  it('states how long a code lasts, on both channels', () => {
    const variables = { code: '482913', minutes: '7' };
    for (const channel of ['email', 'sms'] as const) {
      const { text } = render('subject_identity_verification', channel, variables, defaultLocale);
      expect(text).toContain('482913');
      expect(text).toContain('7 minutes');
    }
  });

  it('gives a reason for a refusal only when there is one', () => {
    const kind = 'privacy_request_review_deny';
    for (const channel of ['email', 'sms'] as const) {
      expect(render(kind, channel, {}, defaultLocale).text).not.toMatch(/reason/i);
      const { text } = render(kind, channel, { denial_reason: 'No account was found.' }, defaultLocale);
      expect(text).toMatch(/reason:\s+No account was found\.(?!\.)/i);
    }
  });

  it('has a link to the data as a button and once more as an address, and says for how long it works', () => {
    const kind = 'privacy_request_complete_access';
    const download_link = 'https://files.example.com/e/8f2c?a=1&b=2';
    const { bodyHtml, text } = render(kind, 'email', { download_link, days: '5' }, defaultLocale);
    expect(bodyHtml).toMatch(/>Download your data<\/a>/);
    expect(bodyHtml).toContain('>https://files.example.com/e/8f2c?a&#x3D;1&amp;b&#x3D;2</a>');
    expect(text).toContain(`Download your data (${download_link})`);
    expect(text).toContain('5 days');
    expect(render(kind, 'email', { download_link }, defaultLocale).text).not.toContain('days');
    expect(render(kind, 'email', {}, defaultLocale).bodyHtml).not.toContain('<a');
  });
});
