import { Injectable } from '@nestjs/common';
import { Clock, type ApprovalDecision } from '@subjectline/contracts';
import { ConsentVault } from '../person/consent-vault';
import { IntentStore } from './intent.store';

interface Intent {
  readonly organization: string;
  readonly subject: string;
  readonly eventId: string;
  readonly decision: ApprovalDecision;
  readonly reason: string | null;
}

/** A decision that may not have been applied yet. */
export interface StoredIntent extends Intent {
  readonly ageMs: number;
}

/** Decisions, stored with their sealed reasons before their links are used up. */
@Injectable()
export class DecisionIntents {
  constructor(
    private readonly store: IntentStore,
    private readonly vault: ConsentVault,
    private readonly clock: Clock,
  ) {}

  async put({ organization, subject, eventId, decision, reason }: Intent): Promise<void> {
    const owner = { organization, id: subject };
    const sealed_reason = reason === null ? null : this.vault.seal('reason', owner, { reason });
    await this.store.put({ organization, about: subject, event_id: eventId, decision, sealed_reason });
  }

  async read(organization: string, subject: string): Promise<StoredIntent | null> {
    const row = await this.store.read(organization, subject);
    if (!row) return null;
    const { event_id: eventId, decision, sealed_reason, stated_at } = row;
    const owner = { organization, id: subject };
    const reason = sealed_reason && this.vault.open('reason', owner, sealed_reason).reason;
    const ageMs = this.clock.nowMs() - stated_at.getTime();
    return { organization, subject, eventId, decision, reason, ageMs };
  }
}
