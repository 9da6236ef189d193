import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  AppError,
  type ConsentEventChanges,
  type ConsentEventStatus,
  type ConsentWarning,
  type MessageKindId,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { ApprovalStore } from '../validation/approval.store';
import { ChoiceService, choiceKinds, type Surroundings } from '../consent/choice.service';
import { problemsOfChoices } from '../consent/choices';
import { ConsentVault, type EventContent } from '../person/consent-vault';
import { isSettled, mayFollow } from '../consent/event-status';
import { EventStore, type EventRow } from '../consent/event.store';
import type { StoredEvent } from './intake.service';
import { validationMessages } from '../consent/notifications';
import type { NewProof } from '../proofs/proof.store';
import { ProofStore } from '../proofs/proof.store';
import { ProofService } from '../proofs/proof.service';
import { SettingsReader } from '../organization/settings-reader';
import { TemplateReader } from '../organization/template-reader';
import { UserDirectory, type KnownUser } from '../person/user-directory';
import { UserStore } from '../person/user.store';
import { ValidationService } from '../validation/validation.service';

/** A change that fits, with all that has to be known to make it. */
export interface AdmittedChange extends Surroundings {
  readonly event: EventRow;
  readonly changes: ConsentEventChanges;
  readonly proofs: readonly NewProof[];
}

/** The rejection reason of an event that its person disowned. */
export const disownedReason = 'disowned';

export interface EventDecision {
  readonly status: ConsentEventStatus;
  /** What the link was about. */
  readonly by: string;
  /** Whose link it was; null where it does not matter what the event says. */
  readonly challengeId: string | null;
  readonly reason?: string | null;
}

/** Changes an event that stands: always with its user locked first, then the event. */
@Injectable()
export class EventChangeService {
  constructor(
    private readonly store: EventStore,
    private readonly users: UserStore,
    private readonly directory: UserDirectory,
    private readonly approvals: ApprovalStore,
    private readonly proofStore: ProofStore,
    private readonly proofs: ProofService,
    private readonly choices: ChoiceService,
    private readonly validations: ValidationService,
    private readonly settings: SettingsReader,
    private readonly templates: TemplateReader,
    private readonly vault: ConsentVault,
  ) {}

  /** Whether it counts afterwards or waits still: who is told, and who is asked. */
  async surroundingsOf(event: EventRow): Promise<Surroundings> {
    const { organization, locale } = event;
    const kind = validationKindOf(this.choices.contentOf(event));
    const asking = kind && !isSettled(event.status) ? [kind] : [];
    const [settings, missingTemplates] = await Promise.all([
      this.settings.read(organization),
      this.templates.missing(organization, locale, [...choiceKinds, ...asking]),
    ]);
    return { settings, missingTemplates };
  }

  async admit(event: EventRow, changes: ConsentEventChanges): Promise<AdmittedChange> {
    const { organization } = event;
    const problems = changes.consents ? problemsOfChoices(changes.consents) : [];
    if (problems.length > 0) throw new AppError('invalid', {}, problems);
    const proofs = this.proofs.newProofs(organization, changes.proofs ?? []);
    await this.proofs.requireKnown(organization, changes.proofs_id ?? []);
    return { event, changes, proofs, ...(await this.surroundingsOf(event)) };
  }

  async make(transaction: Transaction, admitted: AdmittedChange): Promise<StoredEvent> {
    const { changes, proofs } = admitted;
    const { user, event } = await this.lock(transaction, admitted.event);
    requireOpenTo(event, changes);
    const { delegate, status } = changes;
    const isOpen = !isSettled(event.status);
    const withdrawn = delegate && isOpen ? await this.validations.withdraw(transaction, event, delegate) : [];
    const written = await this.write(transaction, event, changes, proofs);
    const change = async () =>
      status === undefined || status === event.status
        ? written
        : this.store.decide(transaction, written, status, 'client');
    const result = await this.settle(transaction, user, event, admitted, change);
    const isToBeAsked = written !== event && !isSettled(result.event.status);
    const asked = isToBeAsked
      ? await this.validations.askEverybody(transaction, user, result.event, admitted, { byClient: true })
      : [];
    const warnings = [...withdrawn, ...result.warnings, ...asked];
    const kind = isToBeAsked ? validationKindOf(this.choices.contentOf(result.event)) : undefined;
    return {
      user,
      event: await this.choices.noteWarnings(transaction, result.event, warnings, kind),
      warnings,
    };
  }

  /** The first decision counts; for whoever comes later, or has not seen what they decide, the event is as it was. */
  async decide(
    transaction: Transaction,
    found: EventRow,
    { status, by, challengeId, reason = null }: EventDecision,
    surroundings: Surroundings,
  ): Promise<EventRow> {
    const { user, event } = await this.lock(transaction, found);
    if (!mayFollow(event.status, status)) {
      await this.approvals.forgetIntents(transaction, event.organization, event.id);
      return event;
    }
    const isShown =
      challengeId === null ||
      (await this.validations.isOfLatest(transaction, user, event, { by, challengeId }));
    if (!isShown) {
      await this.approvals.forgetIntent(transaction, event.organization, by);
      return event;
    }
    const { event: decided, warnings } = await this.settle(
      transaction,
      user,
      event,
      surroundings,
      async () => {
        const content = {
          ...this.choices.contentOf(event),
          rejection_reason: status === 'rejected' ? reason : null,
        };
        const sealed_content = this.vault.seal('event', event, content);
        const noted = await this.store.update(transaction, event, { ...event, sealed_content });
        return this.store.decide(transaction, noted, status, by);
      },
    );
    return this.choices.noteWarnings(transaction, decided, warnings);
  }

  /** Reopens a locked event if its person disowned it, and leaves any other alone. */
  async reopenDisowned(transaction: Transaction, event: EventRow): Promise<void> {
    const content = this.choices.contentOf(event);
    const isDisowned = event.status === 'rejected' && content.rejection_reason === disownedReason;
    if (!isDisowned || event.decided_by !== event.id) return;
    const sealed_content = this.vault.seal('event', event, { ...content, rejection_reason: null });
    await this.store.update(transaction, event, { ...event, sealed_content });
    await this.store.reopen(transaction, event);
  }

  private async settle(
    transaction: Transaction,
    user: KnownUser,
    event: EventRow,
    surroundings: Surroundings,
    change: () => Promise<EventRow>,
  ): Promise<{ event: EventRow; warnings: ConsentWarning[] }> {
    const told = { ...surroundings, isSilent: false };
    const result = await this.choices.change(transaction, user, told, change, event.regulation);
    if (isSettled(result.event.status)) {
      await this.approvals.forgetIntents(transaction, event.organization, event.id);
    }
    return result;
  }

  async lock(
    transaction: Transaction,
    { organization, id, user_id, public_id }: EventRow,
  ): Promise<{ user: KnownUser; event: EventRow }> {
    const user = await this.users.lock(transaction, organization, user_id);
    const event = await this.store.lock(transaction, organization, id);
    if (!user || !event) throw new AppError('event_unknown', { id: public_id });
    return { user: this.directory.known(user), event };
  }

  /** The same event when the changes change nothing: nobody is asked twice because a client tried twice. */
  private async write(
    transaction: Transaction,
    event: EventRow,
    { consents, delegate, proofs_id }: ConsentEventChanges,
    proofs: readonly NewProof[],
  ): Promise<EventRow> {
    for (const proof of proofs) await this.proofStore.insert(proof, transaction);
    const before = this.choices.contentOf(event);
    const content = {
      ...before,
      consents: consents ?? before.consents,
      delegate: delegate === undefined ? before.delegate : delegate,
    };
    const proof_ids = [...(proofs_id ?? event.proof_ids), ...proofs.map(({ id }) => id)];
    if (isSameJson(content, before) && isSameJson(proof_ids, event.proof_ids)) return event;
    const sealed_content = this.vault.seal('event', event, content);
    return this.store.update(transaction, event, { sealed_content, proof_ids });
  }
}

/** The kind of message that asks for confirmation of an event; undefined when no confirmation is needed. */
export function validationKindOf({ validation }: EventContent): MessageKindId | undefined {
  return validation ? validationMessages[validation.method].kind : undefined;
}

/** As they are kept: what is undefined is not there, and nothing is of a class. */
function isSameJson(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}

function requireOpenTo({ status, public_id }: EventRow, changes: ConsentEventChanges): void {
  const isMoved = changes.status !== undefined && changes.status !== status;
  const mayMove = !isMoved || mayFollow(status, changes.status ?? status);
  if (!mayMove || status === 'rejected') throw new AppError('event_settled', { id: public_id, status });
}
