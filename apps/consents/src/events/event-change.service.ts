import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { AppError, type ConsentEventChanges, type ConsentWarning } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { ChoiceService } from '../consent/choice.service';
import { CurrentChoices } from '../consent/current-choices';
import { problemsOfChoices } from '../consent/choices';
import { EventContents } from '../consent/event-contents';
import { EventLock, type LockedEvent } from '../consent/event-lock';
import { EventPublisher } from '../consent/event-publisher';
import { isSettled, mayFollow } from '../consent/event-status';
import type { EventRow } from '../consent/event.store';
import { NoticeContextReader, validationKindOf, type NoticeContext } from '../consent/notice-context';
import { ProofService } from '../proofs/proof.service';
import type { NewProof } from '../proofs/proof.store';
import { ValidationService } from '../validation/validation.service';
import { EventDecisionService } from './event-decision.service';
import type { StoredEvent } from './intake.service';

/** A valid change, with all that its transaction needs. */
export interface AdmittedChange extends NoticeContext {
  readonly event: EventRow;
  readonly changes: ConsentEventChanges;
  readonly proofs: readonly NewProof[];
}

/** Changes stored events on behalf of clients: first what can be refused, then one transaction. */
@Injectable()
export class EventChangeService {
  constructor(
    private readonly locks: EventLock,
    private readonly contents: EventContents,
    private readonly choices: ChoiceService,
    private readonly current: CurrentChoices,
    private readonly proofs: ProofService,
    private readonly decisions: EventDecisionService,
    private readonly validations: ValidationService,
    private readonly contexts: NoticeContextReader,
    private readonly publisher: EventPublisher,
  ) {}

  async admit(event: EventRow, changes: ConsentEventChanges): Promise<AdmittedChange> {
    const { organization } = event;
    const problems = changes.consents ? problemsOfChoices(changes.consents) : [];
    if (problems.length > 0) throw new AppError('invalid', {}, problems);
    const proofs = this.proofs.newProofs(organization, changes.proofs ?? []);
    await this.proofs.requireKnown(organization, changes.proofs_id ?? []);
    return { event, changes, proofs, ...(await this.contexts.ofChange(event)) };
  }

  async apply(transaction: Transaction, admitted: AdmittedChange): Promise<StoredEvent> {
    const { changes } = admitted;
    const { user, event } = await this.locks.lock(transaction, admitted.event);
    requireOpenTo(event, changes);
    const { delegate } = changes;
    const isOpen = !isSettled(event.status);
    const withdrawn = delegate && isOpen ? await this.validations.withdraw(transaction, event, delegate) : [];
    const { written, changed, noticed } = await this.change(transaction, { user, event }, admitted);
    const isToBeAsked = written !== event && !isSettled(changed.status);
    const asked = isToBeAsked
      ? await this.validations.askAll(transaction, { user, event: changed }, admitted, { byClient: true })
      : [];
    const warnings = [...withdrawn, ...noticed, ...asked];
    const resent = isToBeAsked ? validationKindOf(this.contents.of(changed)) : undefined;
    return {
      user,
      event: await this.contents.addWarnings(transaction, changed, warnings, resent),
      warnings,
    };
  }

  /** The event as written and then decided, and what stands in the way of telling its person. */
  private async change(
    transaction: Transaction,
    { user, event }: LockedEvent,
    admitted: AdmittedChange,
  ): Promise<{ written: EventRow; changed: EventRow; noticed: ConsentWarning[] }> {
    const { status = event.status } = admitted.changes;
    const { organization, regulation } = event;
    const before = await this.current.before(transaction, { organization, user_id: user.row.id, regulation });
    const written = await this.write(transaction, event, admitted);
    if (status !== event.status) {
      const locked = { user, event: written };
      const settled = await this.decisions.settle(transaction, locked, { status, by: 'client' }, admitted);
      return { written, changed: settled.event, noticed: settled.warnings };
    }
    if (written !== event) await this.publisher.publishChanged(transaction, written);
    // the new choices of an event that counts are in force at once
    const noticed = await this.choices.announce(transaction, user, written, before, admitted);
    return { written, changed: written, noticed };
  }

  /** Returns the same event if nothing changes: a client that repeats its call causes no second message. */
  private async write(
    transaction: Transaction,
    event: EventRow,
    { changes: { consents, delegate, proofs_id }, proofs }: AdmittedChange,
  ): Promise<EventRow> {
    await this.proofs.store(transaction, proofs);
    const before = this.contents.of(event);
    const after = {
      ...before,
      consents: consents ?? before.consents,
      delegate: delegate === undefined ? before.delegate : delegate,
    };
    const proofIds = [...(proofs_id ?? event.proof_ids), ...proofs.map(({ id }) => id)];
    const isSame = isSameJson(after, before) && isSameJson(proofIds, event.proof_ids);
    return isSame ? event : this.contents.update(transaction, event, after, proofIds);
  }
}

/** Compares values as they are stored: undefined fields and classes make no difference. */
function isSameJson(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}

function requireOpenTo({ status, public_id }: EventRow, changes: ConsentEventChanges): void {
  const isMoved = changes.status !== undefined && changes.status !== status;
  const mayMove = !isMoved || mayFollow(status, changes.status ?? status);
  if (!mayMove || status === 'rejected') throw new AppError('event_settled', { id: public_id, status });
}
