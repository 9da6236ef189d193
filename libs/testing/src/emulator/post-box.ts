import { EventEmitter } from 'node:events';
import type { EmulatedMessage } from './vendor-api';

/** Enough for a benchmark; an emulator left running forgets the oldest. */
const capacity = 100_000;

/** What has arrived, and who waits for what. */
export class PostBox {
  private kept: EmulatedMessage[] = [];
  private readonly arrivals = new EventEmitter<{ message: [EmulatedMessage] }>().setMaxListeners(0);

  add(message: EmulatedMessage): void {
    if (this.kept.length >= capacity) this.kept = this.kept.slice(capacity / 2);
    this.kept.push(message);
    this.arrivals.emit('message', message);
  }

  all(): EmulatedMessage[] {
    return [...this.kept];
  }

  remove(id: string): void {
    this.kept = this.kept.filter((message) => message.id !== id);
  }

  clear(): void {
    this.kept = [];
  }

  /** The first message that fits, of those that are here or that arrive before the deadline. */
  wait(fits: (message: EmulatedMessage) => boolean, deadlineMs: number): Promise<EmulatedMessage> {
    const here = this.kept.find(fits);
    if (here) return Promise.resolve(here);
    return new Promise((resolve, reject) => {
      const onMessage = (message: EmulatedMessage) => {
        if (!fits(message)) return;
        stop();
        resolve(message);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`no such message within ${deadlineMs} ms; ${this.kept.length} others are here`));
      }, deadlineMs);
      const stop = () => {
        clearTimeout(timer);
        this.arrivals.off('message', onMessage);
      };
      this.arrivals.on('message', onMessage);
    });
  }
}
