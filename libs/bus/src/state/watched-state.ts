import { setTimeout as pause } from 'node:timers/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import { checkKnown, type State } from '@subjectline/contracts';
import { Events, type KV, type KvEntry, type NatsConnection, type QueuedIterator } from 'nats';
import { decode } from '../messages/json';
import type { Logger } from '../service/logger';

const retryMs = 500;

/** A key-value bucket followed from its beginning, over every reconnect. */
abstract class WatchedBucket<Value extends object> implements OnApplicationShutdown {
  private iterator: QueuedIterator<KvEntry> | null = null;
  private closed = false;

  constructor(
    protected readonly state: State<Value>,
    private readonly open: () => Promise<KV>,
    private readonly connection: NatsConnection,
    protected readonly logger: Logger,
  ) {}

  protected readonly keysOnly: boolean = false;
  protected abstract apply(entry: KvEntry): void;

  async start(): Promise<void> {
    await this.follow();
    void this.followAgainAfterReconnect();
  }

  close(): void {
    this.closed = true;
    this.iterator?.stop();
  }

  onApplicationShutdown(): void {
    this.close();
  }

  /** Returns once all keys are read; changes are applied as they come. */
  private async follow(): Promise<void> {
    const bucket = await this.open();
    let caughtUp: () => void = () => undefined;
    const everythingRead = new Promise<void>((resolve) => (caughtUp = resolve));
    const iterator = await bucket.watch({
      initializedFn: () => caughtUp(),
      headers_only: this.keysOnly,
    });
    this.iterator?.stop();
    this.iterator = iterator;
    await Promise.race([everythingRead, this.read(iterator)]);
  }

  private async read(iterator: QueuedIterator<KvEntry>): Promise<void> {
    for await (const entry of iterator) this.apply(entry);
  }

  /** The server forgets the consumer behind a watch when it restarts, and the client may take long to notice. */
  private async followAgainAfterReconnect(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (this.closed) return;
      if (type === Events.Reconnect) await this.followUntilFollowed();
    }
  }

  /** A broker that lost its data has no bucket until the streams are recreated; known values stay in force meanwhile. */
  private async followUntilFollowed(): Promise<void> {
    while (!this.closed && !this.connection.isClosed()) {
      try {
        return await this.follow();
      } catch (error) {
        this.logger.warn({ err: error, bucket: this.state.bucket }, 'state could not be followed again yet');
        await pause(retryMs);
      }
    }
  }
}

type Listener<Value> = (key: string, now: Value | null, before: Value | null) => void;

/** The values of a bucket, held in memory. Reads cost nothing; changes arrive within a moment. */
export class WatchedState<Value extends object> extends WatchedBucket<Value> {
  private readonly values = new Map<string, Value>();
  private listener: Listener<Value> = () => undefined;

  /** Reports every change from now on, also those that are repeated after the broker was down. */
  onChange(listener: Listener<Value>): void {
    this.listener = listener;
  }

  get isEmpty(): boolean {
    return this.values.size === 0;
  }

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  protected apply(entry: KvEntry): void {
    const before = this.values.get(entry.key) ?? null;
    if (entry.operation !== 'PUT') {
      this.values.delete(entry.key);
      this.listener(entry.key, null, before);
      return;
    }
    try {
      const now = checkKnown(this.state.value, decode(entry.value));
      this.values.set(entry.key, now);
      this.listener(entry.key, now, before);
    } catch (error) {
      // the last good value stays in force
      this.logger.error({ err: error, bucket: this.state.bucket, key: entry.key }, 'state is unreadable');
    }
  }
}

/** The keys of a bucket, for a reader that needs no values: these are not transferred. */
export class WatchedKeys extends WatchedBucket<object> {
  private readonly known = new Set<string>();
  protected override readonly keysOnly = true;
  private changes = 0;

  get keys(): ReadonlySet<string> {
    return this.known;
  }

  /** Changes whenever a key is added or removed, for caches of what is derived from them. */
  get revision(): number {
    return this.changes;
  }

  protected apply({ key, operation }: KvEntry): void {
    const before = this.known.size;
    if (operation === 'PUT') this.known.add(key);
    else this.known.delete(key);
    if (this.known.size !== before) this.changes += 1;
  }
}
