import type { Begun, Intent } from '../journal/attempt';
import type { Journal } from '../journal/journal';
import type { Leases } from '../journal/leases';

/** The message is no longer queued: it has ended, or another process is sending it. */
export class NotQueued extends Error {}

/**
 * One try. Its intent is written once the request has begun on a connection, and before the vendor has all of it: a try
 * without an intent is known not to have left, and one with an intent has a call under way.
 */
export class Try {
  /** Null until the message was about to leave. */
  begun: Begun | null = null;
  private release: (isWritten: boolean) => void = () => undefined;

  constructor(
    private readonly intent: Intent,
    private readonly journal: Journal,
    private readonly leases: Leases,
  ) {}

  /** Writes the intent; once, also where the provider is asked twice. */
  async begin(): Promise<void> {
    if (this.begun) return;
    this.begun = await this.journal.begin(this.intent);
    if (!this.begun) throw new NotQueued();
    this.release = this.leases.hold(this.intent.task, this.begun);
  }

  /** @param isWritten whether its outcome is; else its lease runs out */
  end(isWritten: boolean): void {
    this.release(isWritten);
  }
}
