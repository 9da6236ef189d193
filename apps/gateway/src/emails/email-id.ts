import {
  AppError,
  canonicalLocale,
  defaultLocale,
  didomiTemplateIds,
  type DidomiTemplateId,
  type Problem,
} from '@subjectline/contracts';

/** One e-mail of an organization: a template id of Didomi's, and a language. */
export interface EmailPlace {
  readonly kind: DidomiTemplateId;
  readonly locale: string;
}

/** There is one e-mail per type and language, so these two are its id: `request-verify.fr-CA`. */
export function emailId({ kind, locale }: EmailPlace): string {
  return `${kind}.${locale}`;
}

export function isEmailType(text: string): text is DidomiTemplateId {
  return (didomiTemplateIds as readonly string[]).includes(text);
}

/**
 * A type alone is its e-mail in the default language. Refused with `template_unknown` when nothing of ours can have
 * that id.
 */
export function readEmailId(id: string): EmailPlace {
  const [kind = '', ...rest] = id.split('.');
  const locale = rest.length === 0 ? defaultLocale : canonicalLocale(rest.join('.'));
  if (!isEmailType(kind) || locale === null) throw new AppError('template_unknown', { id });
  return { kind, locale };
}

export function requireEmailType(text: string): DidomiTemplateId {
  if (isEmailType(text)) return text;
  throw refusal('email_type', 'isIn', `must be one of: ${didomiTemplateIds.join(', ')}`);
}

/** A template that cannot be, whatever the rest of the body says. */
function refusal(name: string, rule: string, message: string): AppError {
  const problem: Problem = { path: ['body', name], rule, message };
  return new AppError('template_refused', {}, [problem]);
}

/** In canonical spelling. */
export function requireLocale(text: string): string {
  const locale = canonicalLocale(text);
  if (locale !== null) return locale;
  const message = 'must be a language tag such as fr or pt-BR';
  throw new AppError('invalid', {}, [{ path: ['body', 'locale'], rule: 'isLocale', message }]);
}

export function requireTypeId(type_id: string): void {
  if (type_id !== 'didomi') throw refusal('type_id', 'isIn', 'must be one of: didomi');
}

/** Ahead of the rest of a body: what another type has for properties would only be listed as unknown here. */
export function requireTypeIdOf(body: unknown): void {
  if (typeof body !== 'object' || body === null || !('type_id' in body)) return;
  if (typeof body.type_id === 'string') requireTypeId(body.type_id);
}

/** An e-mail is of one type and in one language for good: they are its id. */
export function requireSame(
  { kind, locale }: EmailPlace,
  given: { email_type?: string; locale?: string },
): void {
  if (given.email_type !== undefined && requireEmailType(given.email_type) !== kind) {
    throw refusal('email_type', 'equals', `must stay ${kind}: create another e-mail for another type`);
  }
  if (given.locale !== undefined && requireLocale(given.locale) !== locale) {
    throw refusal('locale', 'equals', `must stay ${locale}: create another e-mail for another language`);
  }
}
