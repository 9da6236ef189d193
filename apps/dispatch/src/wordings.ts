import type { WatchedState } from '@subjectline/bus';
import {
  builtinOrganization,
  defaultLocale,
  wordingKey,
  type MessageKindId,
  type PublishedWording,
} from '@subjectline/contracts';
import { CompiledWording } from '@subjectline/rendering';

export interface FoundWording {
  readonly version: number;
  readonly locale: string;
  readonly compiled: CompiledWording;
}

/** The wording of every kind, in memory and compiled once per version. */
export class Wordings {
  private readonly compiled = new WeakMap<PublishedWording, FoundWording>();

  constructor(private readonly published: WatchedState<PublishedWording>) {}

  /** The organization's own wording, then the shipped one; in each `fr-CA`, then `fr`, then the default locale. */
  find(organization: string, kind: MessageKindId, locale: string): FoundWording | null {
    for (const owner of [organization, builtinOrganization]) {
      for (const candidate of fallbackChain(locale)) {
        const wording = this.published.get(wordingKey(owner, kind, candidate));
        if (wording) return this.compile(wording);
      }
    }
    return null;
  }

  private compile(wording: PublishedWording): FoundWording {
    const known = this.compiled.get(wording);
    if (known) return known;
    const { version, locale } = wording;
    const found = { version, locale, compiled: CompiledWording.compile(wording) };
    this.compiled.set(wording, found);
    return found;
  }
}

/** `fr-ca` → `fr-CA`, `fr`, and the default locale. Nobody goes without a message for a language that is none. */
export function fallbackChain(locale: string): string[] {
  const parts = canonical(locale).split('-');
  const chain = parts.map((_part, index) => parts.slice(0, parts.length - index).join('-'));
  return [...new Set([...chain, defaultLocale])];
}

/** The spelling that keys have (BCP 47), whoever wrote the tag. */
function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? defaultLocale;
  } catch {
    return defaultLocale;
  }
}
