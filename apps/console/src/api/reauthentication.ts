/**
 * A session that has ended is no reason to lose what was typed: the call waits, a dialog asks for the credentials, and
 * the call is sent again.
 */
class Reauthentication {
  private waiting: PromiseWithResolvers<void> | null = null;
  private readonly listeners = new Set<() => void>();

  /** Resolved when the user has signed in again. */
  request(): Promise<void> {
    if (!this.waiting) {
      this.waiting = Promise.withResolvers<void>();
      this.notify();
    }
    return this.waiting.promise;
  }

  complete(): void {
    this.waiting?.resolve();
    this.waiting = null;
    this.notify();
  }

  readonly isRequested = (): boolean => this.waiting !== null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

export const reauthentication = new Reauthentication();
