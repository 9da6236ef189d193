import { defaultLocale, type MessageKindId, type PublishedWording } from '@subjectline/contracts';
import { fallbackChain, widerThan } from './locale';
import type { ShippedWordings, Words } from './wording-files';

/** What an organization wrote itself; null where what is below holds. */
export type OwnParts = { readonly [Part in keyof Words]: string | null };

/** The last version that an organization saved for a kind in a locale. */
export interface OwnWording extends OwnParts {
  readonly locale: string;
  readonly version: number;
}

export const noParts: OwnParts = { subject: null, html: null, text: null, sms: null };

export function isCustomised({ subject, html, text, sms }: OwnParts): boolean {
  return [subject, html, text, sms].some((part) => part !== null);
}

/**
 * What holds for a kind in a locale: the organization's own parts over the shipped wording of that locale; where none
 * is shipped, over what holds in the wider one (`fr-CA`, then `fr`, then the default, which is always shipped).
 */
export function wordsInForce(
  shipped: ShippedWordings,
  kind: MessageKindId,
  own: readonly OwnWording[],
  locale: string,
): Words {
  const parts = own.find((candidate) => candidate.locale === locale) ?? noParts;
  const below = shipped.of(kind, locale) ?? wordsInForce(shipped, kind, own, widerThan(locale));
  return layOver(parts, below);
}

/**
 * The locale whose words a person gets: the nearest that the organization has words of its own in, before the nearest
 * that is shipped.
 */
export function localeInForce(
  shipped: ShippedWordings,
  kind: MessageKindId,
  own: readonly OwnWording[],
  locale: string,
): string {
  const chain = fallbackChain(locale);
  return (
    chain.find((candidate) => own.some((wording) => wording.locale === candidate && isCustomised(wording))) ??
    chain.find((candidate) => shipped.of(kind, candidate) !== null) ??
    defaultLocale
  );
}

/** Own parts over the words below. A text below belongs to the HTML below and goes with it. */
export function layOver({ subject, html, text, sms }: OwnParts, below: Words): Words {
  return {
    subject: subject ?? below.subject,
    html: html ?? below.html,
    text: text ?? (html === null ? below.text : null),
    sms: sms ?? below.sms,
  };
}

export function published(
  words: Words,
  place: Pick<PublishedWording, 'organization' | 'kind' | 'locale' | 'version'>,
): PublishedWording {
  const { organization, kind, locale, version } = place;
  return { organization, kind, locale, version, ...words };
}
