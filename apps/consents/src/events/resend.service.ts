import { Injectable } from '@nestjs/common';
import { AppError, type ConsentEventResult, type ResendConsentEventRequest } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { ApprovalStore } from '../validation/approval.store';
import { ApproverService, eachOnce } from '../validation/approver.service';
import { ChoiceService } from '../consent/choice.service';
import { ConsentVault, type StoredValidation } from '../person/consent-vault';
import { EventChangeService, validationKindOf } from './event-change.service';
import { EventReaderService } from './event-reader.service';
import { isSettled } from '../consent/event-status';
import { EventStore, type EventRow } from '../consent/event.store';
import { validationMessages } from '../consent/notifications';
import type { KnownUser } from '../person/user-directory';
import { ValidationService, withoutSelfApproval } from '../validation/validation.service';

/** Asks once more about an event that is pending: the first message was skipped, suppressed or lost. */
@Injectable()
export class ResendService {
  constructor(
    private readonly store: EventStore,
    private readonly approvals: ApprovalStore,
    private readonly approvers: ApproverService,
    private readonly choices: ChoiceService,
    private readonly changing: EventChangeService,
    private readonly validations: ValidationService,
    private readonly reader: EventReaderService,
    private readonly vault: ConsentVault,
  ) {}

  async resend({ organization, id }: ResendConsentEventRequest): Promise<ConsentEventResult> {
    const found = await this.store.readPublic(organization, id);
    if (!found) throw new AppError('event_unknown', { id });
    const surroundings = await this.changing.surroundingsOf(found);
    const { approvers: usual } = await this.approvers.read(organization);
    const { event, user, warnings } = await this.store.transaction(async (transaction) => {
      const locked = await this.changing.lock(transaction, found);
      const validation = this.requirePending(locked.event);
      const pending = await this.withApprovers(transaction, locked, validation, usual);
      const asked = await this.validations.askEverybody(transaction, locked.user, pending, surroundings, {
        byClient: true,
      });
      const kind = validationKindOf(this.choices.contentOf(pending));
      const noted = await this.choices.noteWarnings(transaction, pending, asked, kind);
      return { event: noted, user: locked.user, warnings: asked };
    });
    return { ...(await this.reader.shown(event, user, { withApprovers: true })), warnings };
  }

  private requirePending(event: EventRow): StoredValidation {
    const { public_id: id, status } = event;
    if (isSettled(status)) throw new AppError('event_settled', { id, status });
    const { validation } = this.choices.contentOf(event);
    if (!validation) throw new AppError('event_not_validated', { id });
    return validation;
  }

  /** An event without approvers gets those that it names, or else the organization's current ones. */
  private async withApprovers(
    transaction: Transaction,
    { user, event }: { user: KnownUser; event: EventRow },
    validation: StoredValidation,
    usual: readonly string[],
  ): Promise<EventRow> {
    const content = this.choices.contentOf(event);
    const isApproved = validationMessages[validation.method].asks === 'approvers';
    const known = await this.approvals.list(transaction, event.organization, event.id);
    let approvers = validation.approvers;
    if (isApproved && known.length === 0) {
      const [own, others] = [validation.approvers, eachOnce(usual)].map(
        (named) => withoutSelfApproval(named, user.person, content.delegate).approvers,
      );
      approvers = own?.length ? own : (others ?? []);
      await this.validations.addApprovers(transaction, event, approvers);
    }
    const changed = { ...content, validation: { ...validation, approvers } };
    const sealed_content = this.vault.seal('event', event, changed);
    // set again if a budget suppresses this message too
    return this.store.note(transaction, event, { sealed_content, suppressed_by: null });
  }
}
