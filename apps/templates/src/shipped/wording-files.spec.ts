import { join } from 'node:path';
import {
  defaultLocale,
  messageKindIds,
  type Channel,
  type MessageKindId,
  type Words,
} from '@subjectline/contracts';
import { CompiledWording, smsSegments } from '@subjectline/rendering';
import { beforeAll, describe, expect, it } from 'vitest';
import { readShippedWordings, type ShippedWordings } from './wording-files';
import { languages, lint, type Language, type WordsByLanguage } from './wording-lint.fixture';

let shipped: ShippedWordings;
beforeAll(async () => {
  shipped = await readShippedWordings(join(__dirname, '..', '..', 'wording'));
});

function wordsOf(kind: MessageKindId, language: string): Words {
  const words = shipped.of(kind, language);
  if (!words) throw new Error(`${kind} has no words in ${language}`);
  return words;
}

function allOf(kind: MessageKindId): Record<string, Words> {
  return Object.fromEntries(languages.map((language) => [language, wordsOf(kind, language)]));
}

function render(kind: MessageKindId, channel: Channel, variables: Record<string, string>) {
  const words = wordsOf(kind, defaultLocale);
  return CompiledWording.compile(words).render(channel, variables, { locale: defaultLocale });
}

describe('the shipped wording', () => {
  it.each(messageKindIds)('of %s can be sent in every language as it is', (kind) => {
    expect(shipped.localesOf(kind).toSorted()).toEqual([...languages].toSorted());
    expect(lint(kind, allOf(kind))).toEqual([]);
  });

  it('gives a reason for a refusal only when there is one', () => {
    const kind = 'privacy_request_review_deny';
    for (const channel of ['email', 'sms'] as const) {
      expect(render(kind, channel, {}).text).not.toMatch(/reason/i);
      const { text } = render(kind, channel, { denial_reason: 'No account was found.' });
      expect(text).toMatch(/reason:\s+No account was found\.(?!\.)/i);
    }
  });

  it.each(['subject_identity_verification', 'privacy-center-auth-otp-code'] as const)(
    'of %s says of another code whether it joins or replaces the one before it',
    (kind) => {
      for (const language of languages) {
        const compiled = CompiledWording.compile(wordsOf(kind, language));
        const said = (flags: Record<string, string>) =>
          compiled.render('email', { code: '482913', minutes: '10', ...flags }, { locale: language });
        const [first, joins, replaces] = [
          said({}),
          said({ earlier_code_works: 'yes' }),
          said({ earlier_code_ended: 'yes' }),
        ];
        for (const part of ['bodyHtml', 'text'] as const) {
          const texts = [first, joins, replaces].map((mail) => mail[part] ?? '');
          expect(new Set(texts).size).toBe(3);
          for (const text of texts.slice(1))
            expect(text.length).toBeGreaterThan((texts[0] ?? '').length + 40);
        }
      }
    },
  );

  it('has no link to data that have none', () => {
    expect(render('privacy_request_complete_access', 'email', {}).bodyHtml).not.toContain('<a');
  });

  it('fits two SMS with a link as long as ours are', () => {
    const link = `https://privacy.subsidiary.example.com/links?token=${'k'.repeat(43)}`;
    for (const kind of ['privacy-center-auth', 'validation-double-optin', 'consents-user-created'] as const) {
      for (const language of languages) {
        const variables = {
          validation_approve_url: link,
          privacy_center_url: link,
          days: '14',
          minutes: '15',
        };
        const compiled = CompiledWording.compile(wordsOf(kind, language));
        const { text } = compiled.render('sms', variables, { locale: language });
        expect([language, smsSegments(text)]).toEqual([language, 2]);
      }
    }
  });
});

/** How a mistake gets into the words, and what is then said of it. */
const mistakes: [what: string, language: Language, change: (words: Words) => Partial<Words>, said: RegExp][] =
  [
    ['no text part', 'en', () => ({ text: null }), /no text part/],
    ['no code', 'de', () => ({ sms: 'Code' }), /code}} has to be shown/],
    ['an unknown parameter', 'fr', ({ html }) => ({ html: `${html}<p>{{cod}}</p>` }), /"cod"/],
    ['a doubled full stop', 'en', ({ sms }) => ({ sms: `${sms}.` }), /doubled mark/],
    [
      'a plain address',
      'en',
      ({ html }) => ({ html: `${html}<a href="http://example.com">A page</a>` }),
      /http:/,
    ],
    ['a long subject', 'es', () => ({ subject: 'x'.repeat(79) }), /79 characters/],
    ['a code in the subject', 'en', () => ({ subject: '{{code}}' }), /subject shows code/],
    [
      'a label that says nothing',
      'es',
      ({ html }) => ({ html: label(html, 'aquí') }),
      /where its link leads/,
    ],
    ['an empty label', 'en', ({ html }) => ({ html: label(html, '') }), /where its link leads/],
    ['a button alone', 'en', ({ html }) => ({ html: html + button }), /not written out/],
    [
      'a text without a link',
      'fr',
      ({ text }) => ({ text: `${text}`.replace('\n{{not_me_link}}', '') }),
      /a link on/,
    ],
    ['a text that says less', 'de', ({ html }) => ({ html: `${html}<p>Mehr.</p>` }), /text lacks "Mehr\."/],
    ['an SMS that is too long', 'en', ({ sms }) => ({ sms: sms + ' and so on'.repeat(9) }), /takes 2 parts/],
    ['a dear sign in an SMS', 'fr', ({ sms }) => ({ sms: sms.replace('é', 'ê') }), /parts, not 1/],
    [
      'an SMS without its lifetime',
      'en',
      ({ sms }) => ({ sms: sms.replace('{{minutes}}', '10'.slice(1)) }),
      /SMS lacks/,
    ],
    [
      'a code among words',
      'en',
      ({ html }) => ({ html: html.replace('{{code}}', 'It is {{code}}') }),
      /of its own/,
    ],
    ['a pale button', 'en', ({ html }) => ({ html: html + pale }), /a button has a contrast of 1\./],
    ['an exclamation mark', 'de', ({ subject }) => ({ subject: `${subject}!` }), /exclamation/],
    ['a plural', 'en', ({ text }) => ({ text: `${text} {{minutes}} minutes` }), /number of one/],
    [
      'a sign at the begin of a line',
      'fr',
      ({ html }) => ({ html: `${html}<p>Quoi ?</p>` }),
      /space that breaks/,
    ],
    ['other parameters', 'es', ({ text }) => ({ text: `${text}\n{{code}}` }), /text has other parameters/],
    [
      'words left in English',
      'fr',
      () => ({ subject: 'Your verification code' }),
      /subject is not translated/,
    ],
  ];
const button = '<a class="button" href="https://example.com">A button alone</a>';
const pale = button.replace('">', '" style="background-color:#cccccc;color:#ffffff">');

function label(html: string, text: string): string {
  return html.replace(/(<a href="\{\{not_me_link\}\}">)[^<]*/, `$1${text}`);
}

describe('what reads the shipped wording', () => {
  const kind = 'subject_identity_verification';
  it.each(mistakes)('finds %s', (_what, language, change, said) => {
    const words = allOf(kind);
    const changed: WordsByLanguage = {
      ...words,
      [language]: { ...wordsOf(kind, language), ...change(wordsOf(kind, language)) },
    };
    expect(lint(kind, changed).join('\n')).toMatch(said);
  });

  it('finds a language that is missing', () => {
    const { de: _, ...others } = allOf(kind);
    expect(lint(kind, others)).toContain('de: there are no words');
  });
});
