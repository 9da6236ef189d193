import { Injectable } from '@nestjs/common';
import { Bus, RetryLater } from '@subjectline/bus';
import { Clock, EraseAtVendor, type VendorErasure } from '@subjectline/contracts';
import { ErasureStore, type StepRow } from './erasure.store';

interface Scope {
  readonly sealed_person: string;
  readonly subjects: string[];
}

/** So long a vendor that is not available is tried again: what dispatch has is erased after it. */
const patienceMs = 10 * 60_000;
const [minWaitMs, maxWaitMs] = [2_000, 60_000];

/** Erases a person at the vendors of the organization's provider configs. */
@Injectable()
export class VendorErasures {
  constructor(
    private readonly store: ErasureStore,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async erase(step: StepRow, scope: Scope): Promise<void> {
    const { organization } = step;
    const key = step.place.slice('vendors.'.length);
    for (let after: string | null = null; ;) {
      const reply: VendorErasure = await this.bus.ask(EraseAtVendor, { organization, ...scope, key, after });
      await this.store.countStep(step, reply.erased, 0);
      if (reply.state !== 'more') return this.end(step, reply);
      after = reply.next;
    }
  }

  private async end(step: StepRow, reply: VendorErasure): Promise<void> {
    const { state, action, reason } = reply;
    if (state === 'retry') return this.tryLater(step, reply);
    if (state === 'not_offered') return this.store.finishStep(step, { state: 'manual' });
    await this.store.finishStep(step, { state: state === 'done' ? 'done' : 'refused', action, reason });
  }

  private async tryLater(step: StepRow, { action, reason }: VendorErasure): Promise<void> {
    // a message to the person is under way, which ends by itself
    if (reason === null) throw new RetryLater(minWaitMs);
    const now = this.clock.now();
    const since = step.failing_since ?? now;
    const failingMs = now.getTime() - since.getTime();
    if (failingMs >= patienceMs) return this.store.finishStep(step, { state: 'refused', action, reason });
    if (!step.failing_since) await this.store.noteFailing(step, since);
    throw new RetryLater(Math.min(maxWaitMs, Math.max(minWaitMs, failingMs / 2)));
  }
}
