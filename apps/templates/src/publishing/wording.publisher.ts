import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Bus, loggerToken, type Logger } from '@subjectline/bus';
import {
  builtinOrganization,
  Clock,
  lastPublishedWording,
  messageKindIds,
  PublishedWordings,
  wordingKey,
  type PublishedWording,
} from '@subjectline/contracts';
import { StoreWatch } from '@subjectline/storage';
import { ShippedWordings } from '../shipped/wording-files';
import { localesCarried, wordsFor } from '../wording/wording-for-person';
import { existing, published, wordsInForce, type OwnWording } from '../wording/wording-in-force';
import { WordingStore, type WordingKey } from '../wording/wording.store';

const retryAfterMs = 1_000;
const nameOf = ({ organization, kind }: WordingKey) => `${organization} ${kind}`;

/**
 * Publishes the wordings in force as the state that dispatch watches: all of them at start, in case a process died
 * between a commit and its publication, and one key after each change. A failed publication is retried until it works.
 */
@Injectable()
export class WordingPublisher implements OnModuleInit, OnModuleDestroy {
  private readonly pending = new Map<string, WordingKey>();
  private shippedIsPending = true;
  private retrying: Promise<void> = Promise.resolve();
  private cancelRetry: () => void = () => undefined;
  private closed = false;

  constructor(
    private readonly store: WordingStore,
    private readonly shipped: ShippedWordings,
    private readonly stores: StoreWatch,
    private readonly bus: Bus,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.stores.onIncident(() => this.publishAll());
    await this.publishAll();
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    this.cancelRetry();
    await this.retrying;
  }

  private async publishAll(): Promise<void> {
    this.shippedIsPending = true;
    for (const key of await this.store.keys()) this.pending.set(nameOf(key), key);
    await this.publishPending();
  }

  /** Resolves once later readers see it. Throws if it cannot be published now, and retries it. */
  async publish(key: WordingKey): Promise<void> {
    try {
      await this.put(key);
    } catch (error) {
      this.pending.set(nameOf(key), key);
      this.retryLater();
      throw error;
    }
  }

  /** Under the key's lock, so that the later of two changes is also published later. */
  private put(key: WordingKey): Promise<void> {
    return this.store.whileLocked(key, async (own) => {
      const carried = localesCarried(this.shipped, key.kind, own);
      const locales = new Set([...this.shipped.localesOf(key.kind), ...own.map(({ locale }) => locale)]);
      for (const locale of locales) await this.putOne(key, own, locale, carried.has(locale));
    });
  }

  /**
   * Publishes wordings that exist, even without a part of their own, and in shipped locales those written in wider ones,
   * over the shipped. Anything else must not take precedence over wider wordings.
   */
  private putOne(
    key: WordingKey,
    own: readonly OwnWording[],
    locale: string,
    isCarried: boolean,
  ): Promise<void> {
    const here = existing(own, locale);
    if (!here && !isCarried) {
      return this.bus.remove(PublishedWordings, wordingKey(key.organization, key.kind, locale));
    }
    const { words, sources } = wordsFor(this.shipped, key.kind, own, locale);
    const place = { ...key, locale, version: here?.version ?? 0 };
    return this.say({ ...published(words, place), ...(!here && { sources }) });
  }

  private async putShipped(): Promise<void> {
    const places = messageKindIds.flatMap((kind) =>
      this.shipped.localesOf(kind).map((locale) => ({ organization: builtinOrganization, kind, locale })),
    );
    const isLast = ({ organization, kind, locale }: (typeof places)[number]) =>
      wordingKey(organization, kind, locale) === lastPublishedWording;
    for (const place of places.toSorted((one, other) => Number(isLast(one)) - Number(isLast(other)))) {
      const words = wordsInForce(this.shipped, place.kind, [], place.locale);
      await this.say(published(words, { ...place, version: 0 }));
    }
  }

  private say(wording: PublishedWording): Promise<void> {
    const { organization, kind, locale } = wording;
    return this.bus.put(PublishedWordings, wordingKey(organization, kind, locale), wording);
  }

  /** A failure does not delay the others; the shipped wordings come last (`lastPublishedWording`). */
  private async publishPending(): Promise<void> {
    for (const [name, key] of [...this.pending]) {
      this.pending.delete(name);
      await this.put(key).catch((error: unknown) => {
        this.pending.set(name, key);
        this.logger.warn({ err: error }, 'publishing a wording failed; retrying');
      });
    }
    try {
      if (this.shippedIsPending) await this.putShipped();
      this.shippedIsPending = false;
    } catch (error) {
      this.logger.warn({ err: error }, 'publishing a wording failed; retrying');
    }
    if (this.pending.size > 0 || this.shippedIsPending) this.retryLater();
  }

  private retryLater(): void {
    this.cancelRetry();
    if (this.closed) return;
    this.cancelRetry = this.clock.after(retryAfterMs, () => {
      this.retrying = this.retrying.then(() => this.publishPending());
    });
  }
}
