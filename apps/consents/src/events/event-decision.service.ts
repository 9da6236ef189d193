import { Injectable } from '@nestjs/common';
import type { ConsentEventStatus, ConsentWarning } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { ChoiceService } from '../consent/choice.service';
import { CurrentChoices } from '../consent/current-choices';
import { EventContents } from '../consent/event-contents';
import { EventLock, type LockedEvent } from '../consent/event-lock';
import { EventPublisher } from '../consent/event-publisher';
import { mayFollow } from '../consent/event-status';
import { EventStore, type EventRow } from '../consent/event.store';
import { NoticeContextReader, type NoticeContext } from '../consent/notice-context';
import { ValidationService } from '../validation/validation.service';
import { IntentStore } from './intent.store';

/** The rejection reason of an event that its person disowned. */
const disownedReason = 'disowned';

export interface EventDecision {
  readonly status: ConsentEventStatus;
  /** The subject of the link. */
  readonly by: string;
  /** The challenge of the link; null for a decision that does not depend on what the event says. */
  readonly challengeId: string | null;
  readonly reason?: string | null;
}

/** Decides events: the first decision counts. */
@Injectable()
export class EventDecisionService {
  constructor(
    private readonly store: EventStore,
    private readonly locks: EventLock,
    private readonly contents: EventContents,
    private readonly choices: ChoiceService,
    private readonly current: CurrentChoices,
    private readonly validations: ValidationService,
    private readonly contexts: NoticeContextReader,
    private readonly intents: IntentStore,
    private readonly publisher: EventPublisher,
  ) {}

  /** Returns the event as it was if it is decided already, or has changed since the link was sent. */
  async applyDecision(event: EventRow, decision: EventDecision): Promise<EventRow> {
    const context = await this.contexts.ofChange(event);
    return this.store.transaction(async (transaction) => {
      const locked = await this.locks.lock(transaction, event);
      return this.decide(transaction, locked, decision, context);
    });
  }

  /** Rejects an event that its person disowned, or reopens it when they take that back. */
  async applyDisowning(event: EventRow, isDisowned: boolean): Promise<void> {
    const context = await this.contexts.ofChange(event);
    await this.store.transaction(async (transaction) => {
      const locked = await this.locks.lock(transaction, event);
      if (!isDisowned) return this.reopenDisowned(transaction, locked.event);
      const rejection = {
        status: 'rejected',
        by: event.id,
        challengeId: null,
        reason: disownedReason,
      } as const;
      await this.decide(transaction, locked, rejection, context);
    });
  }

  /** Sets the status of a locked event that is pending, and tells its person what has changed. */
  async settle(
    transaction: Transaction,
    { user, event }: LockedEvent,
    { status, by }: Pick<EventDecision, 'status' | 'by'>,
    context: NoticeContext,
  ): Promise<{ event: EventRow; warnings: ConsentWarning[] }> {
    const { organization, regulation } = event;
    const before = await this.current.before(transaction, { organization, user_id: user.row.id, regulation });
    const decided = await this.store.decide(transaction, event, status, by);
    await this.publisher.publishChanged(transaction, decided);
    const warnings = await this.choices.announce(transaction, user, decided, before, context);
    await this.intents.deleteOfEvent(transaction, event);
    return { event: decided, warnings };
  }

  private async decide(
    transaction: Transaction,
    locked: LockedEvent,
    { status, by, challengeId, reason = null }: EventDecision,
    context: NoticeContext,
  ): Promise<EventRow> {
    const { event } = locked;
    if (!mayFollow(event.status, status)) {
      await this.intents.deleteOfEvent(transaction, event);
      return event;
    }
    const isShown =
      challengeId === null || (await this.validations.isOfLatest(transaction, locked, { by, challengeId }));
    if (!isShown) {
      await this.intents.delete(transaction, event.organization, by);
      return event;
    }
    const rejection_reason = status === 'rejected' ? reason : null;
    const explained = await this.contents.update(transaction, event, { rejection_reason });
    const settled = await this.settle(transaction, { ...locked, event: explained }, { status, by }, context);
    return this.contents.addWarnings(transaction, settled.event, settled.warnings);
  }

  private async reopenDisowned(transaction: Transaction, event: EventRow): Promise<void> {
    const { rejection_reason } = this.contents.of(event);
    const isDisowned = event.status === 'rejected' && rejection_reason === disownedReason;
    if (!isDisowned || event.decided_by !== event.id) return;
    await this.contents.update(transaction, event, { rejection_reason: null });
    await this.store.reopen(transaction, event);
    await this.publisher.publishChanged(transaction, { ...event, status: 'pending_approval' });
  }
}
