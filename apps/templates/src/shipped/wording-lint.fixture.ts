import { messageKind, type MessageKindId, type Words } from '@subjectline/contracts';
import {
  CompiledWording,
  examineWording,
  smsSegments,
  withDates,
  type Letterhead,
} from '@subjectline/rendering';
import { acme } from '@subjectline/testing';
import { contrastProblems } from './wording-contrast.fixture';
import { decoded, draftsOf, parameterNames, plain, type Draft } from './wording-drafts.fixture';

/* For specs: what is wrong with the words of one kind. */

export const languages = ['en', 'fr', 'de', 'es'] as const;
export type Language = (typeof languages)[number];
export type WordsByLanguage = Readonly<Partial<Record<string, Words>>>;

/** Taken for authors who want them. What we ship shows no picture, and says nothing twice. */
const unusedOnPurpose: Partial<Record<MessageKindId, readonly string[]>> = {
  manual_task_digest: ['company_logo_url'],
  external_user_welcome: ['last_name', 'first_name', 'privacy_center_url', 'access_token'],
};

/** What the law wants said may take a second part: that of a refusal names the authority and the court. So may a list of steps. */
const mayTakeTwoParts: readonly MessageKindId[] = [
  'request-status-refused',
  'privacy_request_extension',
  'privacy_request_clarification',
  'privacy_request_incomplete',
];

/** Everything is read without a brand and in one. */
const letterheads: readonly (Letterhead | null)[] = [null, { brand: acme, logoSource: null }];

/** An SMS has room only for what a person needs to act. */
const neededInSms = /^(?:minutes|days)$/;

const emptyLabels =
  /^(?:click|tap|here|click here|read more|more|link|ici|cliquez ici|cliquez|lien|plus|hier|hier klicken|klicken|mehr|aquí|pulse aquí|haga clic aquí|enlace|más)$/i;

/** A person reads "1 minutes" as carelessness; "min" fits any number. */
const pluralOfMinutes = /\{\{minutes\}\}\s+(?:minutes|Minuten|minutos)\b/;
/** A link of identity's says its days from two on; a download may have one. */
const pluralOfDays = /\{\{days\}\}\s+(?:days|jours|Tagen?|días|dias)\b/;

export function lint(kind: MessageKindId, words: WordsByLanguage): string[] {
  const problems = languages.flatMap((language) => {
    const own = words[language];
    if (!own) return [`${language}: there are no words`];
    return problemsOf(kind, own, language).map((problem) => `${language}: ${problem}`);
  });
  return problems.length > 0 ? problems : betweenLanguages(words);
}

function problemsOf(kind: MessageKindId, words: Words, language: Language): string[] {
  if (words.text === null) return ['there is no text part'];
  const unfit = examineWording(kind, words);
  if (unfit.length > 0) return unfit.map(({ part, message }) => `${part}: ${message}`);
  const compiled = CompiledWording.compile(words);
  const drafts = letterheads.flatMap((letterhead) =>
    draftsOf(kind, language).map((given) => ({ given, letterhead })),
  );
  const found = drafts.flatMap(({ given, letterhead }) => {
    const variables = withDates(kind, given, { locale: language, timeZone: 'UTC' });
    const mail = compiled.render('email', variables, { locale: language, letterhead });
    const sms = compiled.render('sms', variables, { locale: language, letterhead }).text;
    const { subject, html, bodyHtml, text } = mail;
    if (subject === null || html === null || bodyHtml === null) return ['a mail lacks a part'];
    const draft: Draft = { kind, variables, subject, html, bodyHtml, text, sms };
    return [
      ...tidiness(draft),
      ...subjectProblems(draft),
      ...linkProblems(draft),
      ...textProblems(draft),
      ...smsProblems(draft),
      ...absentParameters(draft),
      ...codeProblems(draft),
      ...contrastProblems(html),
    ];
  });
  return [...new Set([...found, ...manners(kind, words, language)])];
}

function tidiness({ subject, bodyHtml, html, text, sms }: Draft): string[] {
  const untidy = /\{\{|\}\}|undefined|null|\.\.|\( *\)|["“„«]\s*["”“»]| {2,}\S|\s[,.]/;
  const parts = { subject, body: plain(bodyHtml), text, sms };
  return [
    ...Object.entries(parts)
      .filter(([, part]) => untidy.test(part) || part.trim() === '')
      .map(([name]) => `${name}: a brace, a hole or a doubled mark is left`),
    ...(/<img|src=|url\(|@import|<link|http:/i.test(html)
      ? ['the HTML loads something, or links to http:']
      : []),
  ];
}

/** RFC 5322 §2.1.1 for the length; a subject is shown on locked screens and kept in the logs of mail servers. */
function subjectProblems({ kind, subject, variables }: Draft): string[] {
  const { parameters } = messageKind(kind);
  const shown = Object.entries(variables).filter(([name, value]) => {
    const type = parameters[name]?.type;
    return type !== 'number' && type !== 'flag' && subject.includes(value);
  });
  return [
    ...(subject.length > 78 ? [`the subject has ${subject.length} characters`] : []),
    ...(subject.includes('\n') ? ['the subject has more than one line'] : []),
    ...shown.map(([name]) => `the subject shows ${name}`),
  ];
}

function linkProblems({ bodyHtml }: Draft): string[] {
  const links = [...bodyHtml.matchAll(/<a\b([^>]*)>([^]*?)<\/a>/g)].map(
    ([, attributes = '', label = '']) => ({
      isButton: attributes.includes('class="button"'),
      address: /href="([^"]*)"/.exec(attributes)?.[1] ?? '',
      label: plain(label),
    }),
  );
  const written = new Set(
    links.filter(({ address, label }) => plain(address) === label).map((l) => l.address),
  );
  return links.flatMap(({ isButton, address, label }) => [
    ...(address.startsWith('https:') ? [] : [`a link leads to "${address}"`]),
    ...(label === '' || emptyLabels.test(label) ? [`"${label}" does not say where its link leads`] : []),
    ...(isButton && !written.has(address) ? ['the address of a button is not written out'] : []),
  ]);
}

/** The text part has every paragraph and every link, each link on a line of its own. */
function textProblems({ bodyHtml, text }: Draft): string[] {
  const lines = text.split('\n');
  const links = [...bodyHtml.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => plain(address));
  const said = [...bodyHtml.matchAll(/<(p|li)\b[^>]*>([^]*?)<\/\1>/g)]
    .map(([, , content = '']) => content)
    .filter((content) => !content.includes('<a'));
  return [
    ...links.filter((link) => !lines.includes(link)).map(() => 'the text lacks a link on a line of its own'),
    ...said
      .map(plain)
      .filter((paragraph) => !text.includes(paragraph))
      .map((paragraph) => `the text lacks "${paragraph}"`),
    ...(/<[a-z]/.test(text) || /\n{3,}/.test(text) || text !== text.trimStart()
      ? ['the text is untidy']
      : []),
  ];
}

function smsProblems({ kind, sms, variables }: Draft): string[] {
  const { parameters } = messageKind(kind);
  const hasLink = Object.entries(parameters).some(([name, { type }]) => {
    return type === 'link' && variables[name] !== undefined && sms.includes(variables[name]);
  });
  const namesAuthority = sms.includes(acme.supervisory_authority?.url ?? '');
  const isLong = hasLink || namesAuthority || mayTakeTwoParts.includes(kind);
  const [segments, limit] = [smsSegments(sms), isLong ? 2 : 1];
  return segments > limit ? [`the SMS takes ${segments} parts, not ${limit}: ${sms}`] : [];
}

function absentParameters({ kind, variables, bodyHtml, text, sms }: Draft): string[] {
  const { parameters } = messageKind(kind);
  const unused = unusedOnPurpose[kind] ?? [];
  const given = Object.entries(variables).filter(([name]) => !unused.includes(name));
  // what stands beside a thing that is absent goes with it
  if (Object.keys(variables).length < Object.keys(parameters).length) return [];
  return given.flatMap(([name, value]) => {
    const { type, required } = parameters[name] ?? { type: 'text', required: false };
    if (type === 'flag') return [];
    const isNeeded = required || neededInSms.test(name) || (type === 'link' && name !== 'not_me_link');
    return [
      ...(decoded(bodyHtml).includes(value) ? [] : [`the HTML lacks ${name}`]),
      ...(text.includes(value) ? [] : [`the text lacks ${name}`]),
      ...(isNeeded && !sms.includes(value) ? [`the SMS lacks ${name}`] : []),
    ];
  });
}

/** One word in one element: a screen reader says it as one, and a double click takes all of it. */
function codeProblems({ variables: { code }, bodyHtml, text }: Draft): string[] {
  if (code === undefined) return [];
  return [
    ...(bodyHtml.includes(`>${code}</p>`) ? [] : ['the code has no paragraph of its own']),
    ...(text.split('\n').includes(code) ? [] : ['the code has no line of its own in the text']),
  ];
}

function manners(kind: MessageKindId, { subject, html, text, sms }: Words, language: Language): string[] {
  const all = [subject, html, text ?? '', sms].join('\n');
  // between a word and these signs French has a space that does not break
  const french = language === 'fr' && /[^\s>] [:;?!»]|« /.test([subject, html, text ?? ''].join('\n'));
  const mayBeOneDay = messageKind(kind).proofLink === undefined;
  const readsWrongForOne = pluralOfMinutes.test(all) || (mayBeOneDay && pluralOfDays.test(all));
  return [
    ...(/!(?!\[)|¡/.test(all.replace(/<!--/g, '')) ? ['there is an exclamation mark'] : []),
    ...(readsWrongForOne ? ['a number of one would read wrong'] : []),
    ...(french ? ['a sign stands behind a space that breaks'] : []),
  ];
}

/** The other languages say the same as the first, with words of their own. */
function betweenLanguages(words: WordsByLanguage): string[] {
  const [first, ...others] = languages;
  return others.flatMap((language) =>
    (['subject', 'html', 'text', 'sms'] as const).flatMap((part) => {
      const [original, translation] = [words[first]?.[part] ?? '', words[language]?.[part] ?? ''];
      const names = [parameterNames(original), parameterNames(translation)].map((some) => some.join(', '));
      const same = sentences(original).filter((sentence) => sentences(translation).includes(sentence));
      return [
        ...(names[0] === names[1] ? [] : [`${language}: the ${part} has other parameters: ${names[1]}`]),
        ...same.map((sentence) => `${language}: the ${part} is not translated: "${sentence}"`),
      ];
    }),
  );
}

function sentences(part: string): string[] {
  const lines = decoded(part).split(/\{\{[^}]*\}\}|<[^>]*>|\n/);
  return lines.map((line) => line.trim()).filter((line) => /\p{L}{4}/u.test(line));
}
