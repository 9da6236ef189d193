import type { Bus, Logger, WatchedState } from '@subjectline/bus';
import {
  AppError,
  lastPublishedWording,
  messageKind,
  PublishedWordings,
  wordingKeys,
  type MessageKindId,
  type MessageReason,
  type PublishedWording,
  type WordingSources,
} from '@subjectline/contracts';
import { CompiledWording, UnusableWording } from '@subjectline/rendering';

export interface FoundWording {
  /** Whose words those of a channel are. */
  readonly sources: WordingSources;
  /** Null where the provider's own sender says it all. */
  readonly fromName: string | null;
  readonly replyTo: readonly string[];
  readonly compiled: CompiledWording;
}

/** The wording of every kind, in memory and compiled once per version. */
export class Wordings {
  private readonly compiled = new WeakMap<PublishedWording, FoundWording | null>();

  constructor(
    private readonly published: WatchedState<PublishedWording>,
    private readonly bus: Bus,
    private readonly logger: Logger,
  ) {}

  /** A "no" is asked about a second time, at the source: what is in memory may be a moment old. */
  async find(organization: string, kind: MessageKindId, locale: string): Promise<FoundWording | null> {
    const keys = wordingKeys(organization, kind, locale);
    for (const key of keys) {
      const found = this.usable(this.published.get(key));
      if (found) return found;
    }
    for (const key of keys) {
      const found = this.usable(await this.bus.read(PublishedWordings, key));
      if (found) return found;
    }
    await this.requireWhole();
    return null;
  }

  /** A broker that lost its data says no to everything, until templates has published it all: this one comes last. */
  private async requireWhole(): Promise<void> {
    if (!(await this.bus.read(PublishedWordings, lastPublishedWording))) {
      throw new AppError('unavailable', { what: 'wordings' });
    }
  }

  /** Words from before a rule became stricter are passed over: a person gets the next best ones. */
  private usable(wording: PublishedWording | null | undefined): FoundWording | null {
    if (!wording) return null;
    const known = this.compiled.get(wording);
    if (known !== undefined) return known;
    const found = this.compile(wording);
    this.compiled.set(wording, found);
    return found;
  }

  private compile(wording: PublishedWording): FoundWording | null {
    const { organization, kind, version, locale, from_name: fromName, reply_to: replyTo } = wording;
    const own = { version, locale };
    const { sources = { email: own, sms: own } } = wording;
    try {
      return { sources, fromName, replyTo, compiled: CompiledWording.compile(wording) };
    } catch (error) {
      if (!(error instanceof UnusableWording)) throw error;
      this.logger.error({ err: error, organization, kind, locale, version }, 'a wording cannot be used');
      return null;
    }
  }
}

/** Why there are no words: the organization has yet to create them, or templates has published nothing. */
export function noWordingReason(kind: MessageKindId): MessageReason {
  return messageKind(kind).mustBeCreated ? 'template_missing' : 'no_wording';
}
