import type { Session } from './session';

/** Below what mail servers allow between two messages: Postfix under load waits ten seconds. */
const idleMs = 8_000;

/** The sessions of one account: at most so many, used again as long as they are open. */
export class SessionPool {
  private readonly idle: Session[] = [];
  private readonly waiting = new Set<(isTurn: boolean) => void>();
  private used = 0;
  private isClosed = false;
  private onEmpty: () => void = () => undefined;

  constructor(
    private readonly size: number,
    private readonly open: (signal: AbortSignal) => Promise<Session>,
  ) {}

  /**
   * Lends a session, the one that was used last. What fails on a used one is done once more on a new one if `mayRepeat`
   * says so: the server may have hung up in between.
   */
  async use<T>(
    signal: AbortSignal,
    work: (session: Session) => Promise<T>,
    mayRepeat: (error: unknown) => boolean,
  ): Promise<T> {
    await this.take(signal);
    try {
      const known = this.findIdle();
      if (!known) return await this.lend(await this.open(signal), work);
      return await this.lend(known, work).catch(async (error: unknown) => {
        if (known.isOpen || !mayRepeat(error)) throw error;
        return this.lend(await this.open(signal), work);
      });
    } finally {
      this.giveBack();
    }
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const next of this.waiting) next(false);
    if (this.used > 0) await new Promise<void>((resolve) => (this.onEmpty = resolve));
    for (const session of this.idle.splice(0)) session.leave();
  }

  private async lend<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await work(session);
    } finally {
      if (session.isOpen) {
        this.idle.push(session);
        session.rest(idleMs);
      }
    }
  }

  private findIdle(): Session | null {
    for (let session = this.idle.pop(); session; session = this.idle.pop()) {
      session.wake();
      if (session.isOpen) return session;
    }
    return null;
  }

  private async take(signal: AbortSignal): Promise<void> {
    if (this.isClosed || signal.aborted) throw new Error('told to stop');
    if (this.used < this.size) this.used += 1;
    else if (!(await this.turn(signal))) throw new Error('told to stop');
  }

  /** True: a place was handed over. False: told to stop. */
  private turn(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isTurn: boolean) => {
        this.waiting.delete(end);
        signal.removeEventListener('abort', stop);
        resolve(isTurn);
      };
      const stop = () => end(false);
      signal.addEventListener('abort', stop, { once: true });
      this.waiting.add(end);
    });
  }

  private giveBack(): void {
    const [next] = this.waiting;
    if (next) return next(true);
    this.used -= 1;
    if (this.used === 0) this.onEmpty();
  }
}
