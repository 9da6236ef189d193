import { AppError } from '@subjectline/contracts';

type Grant = () => void;

/** Max wait for a place. */
const maxWaitMs = 20_000;

/**
 * Places for calls under way. When all are taken, callers get the next ones in turn, one place each: a caller with a
 * thousand calls and one with a single call wait for each other's last, and no longer.
 */
export class Lane {
  /** The callers that wait, in the order of their turns. */
  private readonly waiting = new Map<string, Grant[]>();
  private readonly held = new Map<string, number>();

  /** @param perCaller how many places one caller may have */
  constructor(
    private free: number,
    private readonly perCaller: number,
  ) {}

  /** Calls under way, and those that wait. */
  get counts(): { readonly running: number; readonly waiting: number } {
    const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, one) => total + one, 0);
    return {
      running: sum(this.held.values()),
      waiting: sum([...this.waiting.values()].map((grants) => grants.length)),
    };
  }

  /** @returns gives the place back */
  async enter(caller: string): Promise<() => void> {
    if (this.mayEnter(caller)) this.take(caller);
    else await this.turnOf(caller);
    return () => this.leave(caller);
  }

  private mayEnter(caller: string): boolean {
    return this.free > 0 && (this.held.get(caller) ?? 0) < this.perCaller;
  }

  private take(caller: string): void {
    this.free -= 1;
    this.held.set(caller, (this.held.get(caller) ?? 0) + 1);
  }

  private leave(caller: string): void {
    this.free += 1;
    const left = (this.held.get(caller) ?? 1) - 1;
    if (left > 0) this.held.set(caller, left);
    else this.held.delete(caller);
    for (const [name, grants] of this.waiting) {
      if (this.mayEnter(name)) return this.grant(name, grants);
    }
  }

  private grant(caller: string, grants: Grant[]): void {
    const first = grants.shift();
    // behind all others that wait
    this.waiting.delete(caller);
    if (grants.length > 0) this.waiting.set(caller, grants);
    this.take(caller);
    first?.();
  }

  private turnOf(caller: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const grant = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.forget(caller, grant);
        reject(new AppError('overloaded'));
      }, maxWaitMs);
      const grants = this.waiting.get(caller) ?? [];
      grants.push(grant);
      this.waiting.set(caller, grants);
    });
  }

  private forget(caller: string, grant: Grant): void {
    const others = (this.waiting.get(caller) ?? []).filter((one) => one !== grant);
    if (others.length > 0) this.waiting.set(caller, others);
    else this.waiting.delete(caller);
  }
}
