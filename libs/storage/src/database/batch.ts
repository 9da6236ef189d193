import { AsyncResource } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '@subjectline/contracts';
import { annotate, endOfTick, Tracing } from '@subjectline/bus';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  /** Told how many items its write has. */
  readonly onWrite: ((size: number) => void) | undefined;
}

const span = { attributes: { 'db.system.name': 'postgresql' } };
const noteSize = (size: number): void => annotate({ 'db.operation.batch.size': size });

export interface BatchOptions {
  /** The most items of one write. */
  readonly size?: number;
  /** How long an item may wait for others; for writes that no caller waits for. */
  readonly gatherMs?: number;
}

/**
 * Gathers what comes while a write is under way into the next one. A lone item is written at once, unless it is to wait
 * for others; under load a hundred share one round trip and one commit. A write that fails for a reason of its own is
 * made again in halves, so that one item that cannot be written fails alone.
 */
export class Batch<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private writing = false;
  private readonly scope = new AsyncResource('Batch');
  private readonly size: number;
  private readonly gatherMs: number;

  /**
   * @param write takes up to `size` items and answers for each, in their order; throws when nothing was written
   */
  constructor(
    private readonly write: (items: readonly Item[]) => Promise<readonly Result[]>,
    { size = 128, gatherMs = 0 }: BatchOptions = {},
  ) {
    this.size = size;
    this.gatherMs = gatherMs;
  }

  /** @param tracing shows the write in the trace of each of its items, from here until it is committed */
  add(item: Item, tracing = Tracing.off): Promise<Result> {
    if (!tracing.isOn) return this.enqueue(item);
    return tracing.span('batched transaction', span, () => this.enqueue(item, AsyncResource.bind(noteSize)));
  }

  private enqueue(item: Item, onWrite?: (size: number) => void): Promise<Result> {
    const result = new Promise<Result>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject, onWrite });
    });
    // on behalf of all items: not in the transaction or for the request of the first one
    if (!this.writing) this.scope.runInAsyncScope(() => void this.run());
    return result;
  }

  private async run(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      // items that arrive in one tick of the event loop belong together
      await (this.gatherMs > 0 ? pause(this.gatherMs) : endOfTick());
      const taken = this.waiting.slice(0, this.size);
      this.waiting = this.waiting.slice(this.size);
      await this.writeAll(taken);
    }
    this.writing = false;
  }

  private async writeAll(taken: readonly Waiting<Item, Result>[]): Promise<void> {
    for (const { onWrite } of taken) onWrite?.(taken.length);
    try {
      const results = await this.write(taken.map(({ item }) => item));
      taken.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (taken.length > 1 && !isOutage(error)) return this.writeHalves(taken);
      for (const { reject } of taken) reject(error);
    }
  }

  private async writeHalves(taken: readonly Waiting<Item, Result>[]): Promise<void> {
    const middle = Math.ceil(taken.length / 2);
    await this.writeAll(taken.slice(0, middle));
    await this.writeAll(taken.slice(middle));
  }
}

/** No item is to blame: each of them would fail in the same way. */
function isOutage(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable';
}
