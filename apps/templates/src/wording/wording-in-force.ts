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
import type { Desk } from './wording.store';

/** The last version that an organization saved for a kind in a locale. */
export interface OwnWording extends OwnParts {
  readonly locale: string;
  readonly version: number;
  /** Nothing holds here but what is shipped. It writes no part, then. */
  readonly removed: boolean;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** What an organization has in a locale, even when it writes no part itself. */
export function existing(own: readonly OwnWording[], locale: string): OwnWording | null {
  return own.find((wording) => wording.locale === locale && !wording.removed) ?? null;
}

/**
 * What holds for a kind in a locale: the organization's own parts over the shipped wording of that locale; where none
 * is shipped, over what holds in the wider one (`fr-CA`, then `fr`, then the default, which is always shipped). Who a
 * mail is from and where answers go is never shipped: it always comes from the wider one.
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

/** What is wider than the default, whose words are always shipped. */
export const unsigned: Wording = {
  subject: '',
  html: '',
  text: null,
  sms: '',
  from_name: null,
  reply_to: [],
};

/** Own parts over the words below. A text below belongs to the HTML below and goes with it. */
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

/** What callers see of a wording, whoever wrote it. */
export function inForce(
  shipped: ShippedWordings,
  desk: Desk,
  own: readonly OwnWording[],
  locale: string,
): WordingInForce {
  const here = existing(own, locale);
  const { label, parameters } = messageKind(desk.kind);
  // versions go on where a removed wording ends: what is shipped has the number of its removal
  const version = own.find((wording) => wording.locale === locale)?.version ?? 0;
  return {
    ...published(wordsInForce(shipped, desk.kind, own, locale), { ...desk, locale, version }),
    label,
    parameters,
    customised: here !== null,
    own_parts: here ? partsWritten(here) : [],
    created_at: here?.created_at.toISOString() ?? null,
    updated_at: here?.updated_at.toISOString() ?? null,
  };
}
