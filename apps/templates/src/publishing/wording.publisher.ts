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
import { WordingStore, type Desk } from '../wording/wording.store';

const retryAfterMs = 1_000;
const deskKey = ({ organization, kind }: Desk) => `${organization} ${kind}`;

/**
 * Puts what holds into the state that dispatch watches: everything at start, so that no crash between a commit and
 * its publication lasts, and one desk after each change. What could not be published is tried until it is.
 */
@Injectable()
export class WordingPublisher implements OnModuleInit, OnModuleDestroy {
  private readonly pending = new Map<string, Desk>();
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
    for (const desk of await this.store.desks()) this.pending.set(deskKey(desk), desk);
    await this.publishPending();
  }

  /** Resolved once every later reader sees it. Throws when it cannot be now; it is tried again then. */
  async publish(desk: Desk): Promise<void> {
    try {
      await this.put(desk);
    } catch (error) {
      this.pending.set(deskKey(desk), desk);
      this.retryLater();
      throw error;
    }
  }

  /** Under the desk's lock: of two changes at once, the later one is also published later. */
  private put(desk: Desk): Promise<void> {
    return this.store.whileLocked(desk, async (own) => {
      const carried = localesCarried(this.shipped, desk.kind, own);
      const locales = new Set([...this.shipped.localesOf(desk.kind), ...own.map(({ locale }) => locale)]);
      for (const locale of locales) await this.putOne(desk, own, locale, carried.has(locale));
    });
  }

  /**
   * What exists, and be it without a part of its own; and in a shipped language what is written in wider ones, over
   * what is shipped. All else must not stand before wider words.
   */
  private putOne(desk: Desk, own: readonly OwnWording[], locale: string, isCarried: boolean): Promise<void> {
    const here = existing(own, locale);
    if (!here && !isCarried) {
      return this.bus.remove(PublishedWordings, wordingKey(desk.organization, desk.kind, locale));
    }
    const { words, sources } = wordsFor(this.shipped, desk.kind, own, locale);
    const place = { ...desk, locale, version: here?.version ?? 0 };
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

  /** A failed one does not delay the others; the shipped wordings come last (`lastPublishedWording`). */
  private async publishPending(): Promise<void> {
    for (const [key, desk] of [...this.pending]) {
      this.pending.delete(key);
      await this.put(desk).catch((error: unknown) => {
        this.pending.set(key, desk);
        this.logger.warn({ err: error }, 'wording could not be published; it is tried again');
      });
    }
    try {
      if (this.shippedIsPending) await this.putShipped();
      this.shippedIsPending = false;
    } catch (error) {
      this.logger.warn({ err: error }, 'wording could not be published; it is tried again');
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
