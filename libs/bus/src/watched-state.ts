import { setTimeout as pause } from 'node:timers/promises';
import { check, type State } from '@subjectline/contracts';
import { Events, type KV, type KvEntry, type NatsConnection, type QueuedIterator } from 'nats';
import { decode } from './json';
import type { Logger } from './logger';

const retryMs = 500;

/** A key-value bucket held in memory. Reads cost nothing; changes arrive within a moment. */
export class WatchedState<Value extends object> {
  private readonly values = new Map<string, Value>();
  private iterator: QueuedIterator<KvEntry> | null = null;
  private closed = false;

  constructor(
    private readonly state: State<Value>,
    private readonly open: () => Promise<KV>,
    private readonly connection: NatsConnection,
    private readonly logger: Logger,
  ) {}

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  async start(): Promise<void> {
    await this.follow();
    void this.followAgainAfterReconnect();
  }

  close(): void {
    this.closed = true;
    this.iterator?.stop();
  }

  /** Reads all keys, then returns; changes keep coming in behind it. */
  private async follow(): Promise<void> {
    const bucket = await this.open();
    let caughtUp: () => void = () => undefined;
    const everythingRead = new Promise<void>((resolve) => (caughtUp = resolve));
    const iterator = await bucket.watch({ initializedFn: () => caughtUp() });
    this.iterator?.stop();
    this.iterator = iterator;
    await Promise.race([everythingRead, this.read(iterator)]);
  }

  private async read(iterator: QueuedIterator<KvEntry>): Promise<void> {
    for await (const entry of iterator) this.apply(entry);
  }

  private apply(entry: KvEntry): void {
    if (entry.operation !== 'PUT') {
      this.values.delete(entry.key);
      return;
    }
    try {
      this.values.set(entry.key, check(this.state.value, decode(entry.value)));
    } catch (error) {
      // the last good value stays in force
      this.logger.error({ err: error, bucket: this.state.bucket, key: entry.key }, 'state is unreadable');
    }
  }

  /** The server forgets the consumer behind a watch when it restarts, and the client may take long to notice. */
  private async followAgainAfterReconnect(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (this.closed) return;
      if (type === Events.Reconnect) await this.followUntilFollowed();
    }
  }

  /** A broker that lost its data has no bucket until the streams are made anew; what was read before holds meanwhile. */
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
