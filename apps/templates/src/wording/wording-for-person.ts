import {
  defaultLocale,
  fallbackChain,
  type MessageKindId,
  type Wording,
  type WordingSource,
  type WordingSources,
} from '@subjectline/contracts';
import type { ShippedWordings } from '../shipped/wording-files';
import { existing, layOver, unsigned, wordsInForce, type OwnWording } from './wording-in-force';

/** What a person gets, and the versions that it comes from. */
export interface PersonWording {
  readonly words: Wording;
  readonly sources: WordingSources;
}

/**
 * What a person with this locale gets, part by part: the organization's own part in the nearest locale, else the shipped
 * one in the nearest. A part written in a wider locale only leaves the other parts in the person's own.
 */
export function wordsFor(
  shipped: ShippedWordings,
  kind: MessageKindId,
  own: readonly OwnWording[],
  locale: string,
): PersonWording {
  const chain = fallbackChain(locale);
  const nearest = chain.find((candidate) => shipped.of(kind, candidate)) ?? defaultLocale;
  const layers = layersOver(shipped, kind, own, chain);
  const below: Wording = { ...unsigned, ...shipped.of(kind, nearest), ...signatureIn(own, chain) };
  const sourceOf = (writes: (layer: OwnWording) => boolean): WordingSource => {
    const { locale: from, version } = layers.find(writes) ?? { locale: nearest, version: 0 };
    return { locale: from, version };
  };
  const [first] = layers;
  const isOwn = first !== undefined && chain.indexOf(first.locale) <= chain.indexOf(nearest);
  const writes = (part: 'html' | 'sms') => (layer: OwnWording) => isOwn || layer[part] !== null;
  return {
    words: layers.reduceRight((words, layer) => layOver(layer, words), below),
    sources: { email: sourceOf(writes('html')), sms: sourceOf(writes('sms')) },
  };
}

/**
 * The organization's own wordings, the nearest first. Below one in a locale that is also shipped there is only shipped
 * wording: its author saw that, and left it.
 */
function layersOver(
  shipped: ShippedWordings,
  kind: MessageKindId,
  own: readonly OwnWording[],
  chain: readonly string[],
): OwnWording[] {
  const layers: OwnWording[] = [];
  for (const locale of chain) {
    const here = existing(own, locale);
    if (here) layers.push(withItsBody(shipped, kind, own, here));
    if (layers.length > 0 && shipped.of(kind, locale)) break;
  }
  return layers;
}

/** A plain text belongs to the HTML that its author saw: one from a wider locale brings it along. */
function withItsBody(
  shipped: ShippedWordings,
  kind: MessageKindId,
  own: readonly OwnWording[],
  wording: OwnWording,
): OwnWording {
  if (wording.text === null || wording.html !== null) return wording;
  return { ...wording, html: wordsInForce(shipped, kind, own, wording.locale).html };
}

/** Sender and reply address belong to no locale: the nearest wording that sets them counts. */
function signatureIn(
  own: readonly OwnWording[],
  chain: readonly string[],
): Pick<Wording, 'from_name' | 'reply_to'> {
  const layers = chain.flatMap((locale) => existing(own, locale) ?? []);
  return {
    from_name: layers.find(({ from_name }) => from_name !== null)?.from_name ?? null,
    reply_to: layers.find(({ reply_to }) => reply_to !== null)?.reply_to ?? [],
  };
}

/**
 * The shipped locales without own wording but with some in a wider locale: a person gets a mixture of both there.
 */
export function localesCarried(
  shipped: ShippedWordings,
  kind: MessageKindId,
  own: readonly OwnWording[],
): ReadonlySet<string> {
  const isCreated = (locale: string) => existing(own, locale) !== null;
  const isCarried = (locale: string) => !isCreated(locale) && fallbackChain(locale).some(isCreated);
  return new Set(shipped.localesOf(kind).filter(isCarried));
}
