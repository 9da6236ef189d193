import { ServiceStopping } from './service-stopping';

/**
 * An account that lets a message wait longer than this for a slot is slow: no other is to wait behind it. Long enough
 * for a busy machine with a quick vendor, where holding messages would be more work still.
 */
const patienceMs = 5_000;

/** Gives a slot back. */
export type GiveBack = () => void;

interface Waiter {
  readonly serve: () => void;
  readonly stop: () => void;
}

/**
 * What all accounts of a lane may have under way together. Each may take one more as long as it has fewer than are left:
 * one alone has half of them, two have a third each, and there are always some left for the next one.
 */
export class LaneSlots {
  isStopped = false;
  private used = 0;
  /** Those with a message that waits. */
  private readonly waiting = new Set<Slots>();

  constructor(private readonly count: number) {}

  get left(): number {
    return this.count - this.used;
  }

  take(): void {
    this.used += 1;
  }

  giveBack(): void {
    this.used -= 1;
    for (const account of this.waiting) account.serve();
  }

  note(account: Slots, isWaiting: boolean): void {
    if (isWaiting) this.waiting.add(account);
    else this.waiting.delete(account);
  }

  /** Nothing begins here any more. */
  stop(): void {
    this.isStopped = true;
    for (const account of this.waiting) account.stop();
  }
}

/** The connections of one account that may be in use at once, handed out in the order in which they are asked for. */
export class Slots {
  /** While true, a message that finds no free slot is not kept waiting in memory. */
  isSlow = false;
  private used = 0;
  private readonly waiting = new Set<Waiter>();

  constructor(
    private readonly count: number,
    private readonly lane: LaneSlots,
  ) {}

  /** How many more it may take now. */
  get free(): number {
    return Math.max(0, Math.min(this.count - this.used, Math.ceil((this.lane.left - this.used) / 2)));
  }

  /**
   * Waits for a free one. Returns what gives it back, or null when the account is slow.
   * @param isPatient to wait for a slow one, too
   */
  async take(isPatient: boolean): Promise<GiveBack | null> {
    if (this.lane.isStopped) throw new ServiceStopping();
    if (this.waiting.size === 0 && this.free > 0) return this.next();
    return this.isSlow && !isPatient ? null : this.wait(isPatient);
  }

  serve(): void {
    for (const waiter of this.waiting) {
      if (this.free === 0) return;
      waiter.serve();
    }
  }

  stop(): void {
    for (const waiter of this.waiting) waiter.stop();
  }

  private wait(isPatient: boolean): Promise<GiveBack | null> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        this.lane.note(this, this.waiting.size > 0);
      };
      const waiter: Waiter = {
        serve: () => {
          end();
          resolve(this.next());
        },
        stop: () => {
          end();
          reject(new ServiceStopping());
        },
      };
      const giveUp = () => {
        this.isSlow = true;
        end();
        resolve(null);
      };
      // real time: the messages behind it wait in real time
      const timer = isPatient ? undefined : setTimeout(giveUp, patienceMs);
      this.waiting.add(waiter);
      this.lane.note(this, true);
    });
  }

  private next(): GiveBack {
    this.used += 1;
    this.lane.take();
    return () => {
      this.used -= 1;
      this.lane.giveBack();
      if (this.waiting.size === 0 && this.free >= this.used) this.isSlow = false;
    };
  }
}
