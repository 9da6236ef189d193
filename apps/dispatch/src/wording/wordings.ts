import { Inject, Injectable } from '@nestjs/common';
import { Bus, InjectState, loggerToken, type Logger, type WatchedState } from '@subjectline/bus';
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
  /** The version and locale of each channel's wording. */
  readonly sources: WordingSources;
  /** Null for the sender of the provider config. */
  readonly fromName: string | null;
  readonly replyTo: readonly string[];
  readonly compiled: CompiledWording;
}

/** The wording of every kind, in memory and compiled once per version. */
@Injectable()
export class Wordings {
  private readonly compiled = new WeakMap<PublishedWording, FoundWording | null>();

  constructor(
    @InjectState(PublishedWordings) private readonly published: WatchedState<PublishedWording>,
    private readonly bus: Bus,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** A miss is checked at the broker: memory may be a moment old. */
  async find(organization: string, kind: MessageKindId, locale: string): Promise<FoundWording | null> {
    const keys = wordingKeys(organization, kind, locale);
    for (const key of keys) {
      const found = this.usable(this.published.get(key));
      if (found) return found;
    }
    // before the keys are read: templates may publish everything in between
    await this.requireWhole();
    for (const key of keys) {
      const found = this.usable(await this.bus.read(PublishedWordings, key));
      if (found) return found;
    }
    return null;
  }

  /** A broker that lost its data has no wording until templates has published it all, this one last. */
  private async requireWhole(): Promise<void> {
    if (!(await this.bus.read(PublishedWordings, lastPublishedWording))) {
      throw new AppError('unavailable', { what: 'wordings' });
    }
  }

  /** A wording that breaks a later, stricter rule is skipped in favour of the next best one. */
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

/** Why there is no wording: the organization has not created it, or templates has published none. */
export function noWordingReason(kind: MessageKindId): MessageReason {
  return messageKind(kind).mustBeCreated ? 'template_missing' : 'no_wording';
}
