import {
  defaultLocale,
  messageKind,
  widerThan,
  type MessageKindId,
  type PublishedWording,
  type Wording,
  type WordingInForce,
} from '@subjectline/contracts';
import { noParts, partsWritten, type OwnParts } from './own-parts';
import type { ShippedWordings } from '../shipped/wording-files';
import type { WordingKey } from './wording.store';

/** The last version that an organization saved for a kind in a locale. */
export interface OwnWording extends OwnParts {
  readonly locale: string;
  readonly version: number;
  /** Only the shipped wording is in force. It writes no part, then. */
  readonly removed: boolean;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** The organization's wording in a locale, even if it writes no part itself. */
export function existing(own: readonly OwnWording[], locale: string): OwnWording | null {
  return own.find((wording) => wording.locale === locale && !wording.removed) ?? null;
}

/**
 * The wording in force for a kind in a locale: the organization's own parts over the shipped wording of that locale; if
 * none is shipped, over that of the wider locale (`fr-CA`, then `fr`, then the default, which is always shipped). Sender
 * and reply address are never shipped: they always come from the wider locale.
 */
export function wordsInForce(
  shipped: ShippedWordings,
  kind: MessageKindId,
  own: readonly OwnWording[],
  locale: string,
): Wording {
  const wider = locale === defaultLocale ? unsigned : wordsInForce(shipped, kind, own, widerThan(locale));
  return layOver(existing(own, locale) ?? noParts, { ...wider, ...shipped.of(kind, locale) });
}

/** The layer below the default locale, which is always shipped. */
export const unsigned: Wording = {
  subject: '',
  html: '',
  text: null,
  sms: '',
  from_name: null,
  reply_to: [],
};

/** Own parts over the layer below. A plain text below belongs to the HTML below and goes with it. */
export function layOver(own: OwnParts, below: Wording): Wording {
  return {
    subject: own.subject ?? below.subject,
    html: own.html ?? below.html,
    text: own.text ?? (own.html === null ? below.text : null),
    sms: own.sms ?? below.sms,
    from_name: own.from_name ?? below.from_name,
    reply_to: own.reply_to ?? below.reply_to,
  };
}

export function published(
  wording: Wording,
  place: Pick<PublishedWording, 'organization' | 'kind' | 'locale' | 'version'>,
): PublishedWording {
  const { organization, kind, locale, version } = place;
  return { organization, kind, locale, version, ...wording };
}

/** A wording as callers see it, own or shipped. */
export function inForce(
  shipped: ShippedWordings,
  key: WordingKey,
  own: readonly OwnWording[],
  locale: string,
): WordingInForce {
  const here = existing(own, locale);
  const { label, parameters } = messageKind(key.kind);
  // versions continue after a removal: the shipped wording then has the number of the removal
  const version = own.find((wording) => wording.locale === locale)?.version ?? 0;
  return {
    ...published(wordsInForce(shipped, key.kind, own, locale), { ...key, locale, version }),
    label,
    parameters,
    customised: here !== null,
    own_parts: here ? partsWritten(here) : [],
    created_at: here?.created_at.toISOString() ?? null,
    updated_at: here?.updated_at.toISOString() ?? null,
  };
}
