import type { Bus, WatchedState } from '@subjectline/bus';
import {
  messageKind,
  PublishedWordings,
  wordingKeys,
  type MessageKindId,
  type MessageReason,
  type PublishedWording,
} from '@subjectline/contracts';
import { CompiledWording } from '@subjectline/rendering';

export interface FoundWording {
  readonly version: number;
  readonly locale: string;
  /** Null where the provider's own sender says it all. */
  readonly fromName: string | null;
  readonly replyTo: readonly string[];
  readonly compiled: CompiledWording;
}

/** The wording of every kind, in memory and compiled once per version. */
export class Wordings {
  private readonly compiled = new WeakMap<PublishedWording, FoundWording>();

  constructor(
    private readonly published: WatchedState<PublishedWording>,
    private readonly bus: Bus,
  ) {}

  /** A "no" is asked about a second time, at the source: what is in memory may be a moment old. */
  async find(organization: string, kind: MessageKindId, locale: string): Promise<FoundWording | null> {
    const keys = wordingKeys(organization, kind, locale);
    for (const key of keys) {
      const wording = this.published.get(key);
      if (wording) return this.compile(wording);
    }
    for (const key of keys) {
      const wording = await this.bus.read(PublishedWordings, key);
      if (wording) return this.compile(wording);
    }
    return null;
  }

  private compile(wording: PublishedWording): FoundWording {
    const known = this.compiled.get(wording);
    if (known) return known;
    const { version, locale, from_name: fromName, reply_to: replyTo } = wording;
    const found = { version, locale, fromName, replyTo, compiled: CompiledWording.compile(wording) };
    this.compiled.set(wording, found);
    return found;
  }
}

/** Why there are no words: the organization has yet to create them, or templates has published nothing. */
export function noWordingReason(kind: MessageKindId): MessageReason {
  return messageKind(kind).mustBeCreated ? 'template_missing' : 'no_wording';
}
