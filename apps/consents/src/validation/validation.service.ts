import { Injectable } from '@nestjs/common';
import { newId, type ConsentDelegate, type ConsentWarning, type MessageReason } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { comparable, reachOf, type Reach } from '../person/addresses';
import { ApprovalStore, type ApprovalRow } from './approval.store';
import { ChoiceService, messageWarnings, type Surroundings } from '../consent/choice.service';
import { ConsentMessages, type Asker } from '../person/consent-messages';
import { ConsentVault, type Person, type StoredValidation } from '../person/consent-vault';
import { EventStore, type EventRow } from '../consent/event.store';
import { validationMessages } from '../consent/notifications';
import type { KnownUser } from '../person/user-directory';

/** A client changed the event: the new message goes through the queue of clients, behind the one it replaces. */
const asBefore: Asker = { byClient: true };

/** Asks those who have to confirm an event, each by a link of their own. */
@Injectable()
export class ValidationService {
  constructor(
    private readonly events: EventStore,
    private readonly approvals: ApprovalStore,
    private readonly choices: ChoiceService,
    private readonly messages: ConsentMessages,
    private readonly vault: ConsentVault,
  ) {}

  /** Everybody whom the event's validation asks, for the first time. @returns what stands in the way of it */
  async ask(
    transaction: Transaction,
    user: KnownUser,
    event: EventRow,
    surroundings: Pick<Surroundings, 'missingTemplates'>,
    asker: Asker,
  ): Promise<ConsentWarning[]> {
    const { validation } = this.choices.contentOf(event);
    await this.addApprovers(transaction, event, validation?.approvers ?? []);
    return this.askEverybody(transaction, user, event, surroundings, asker);
  }

  /** Also when what was asked for is no longer what it was: new links take the place of the old ones. */
  async askEverybody(
    transaction: Transaction,
    user: KnownUser,
    event: EventRow,
    { missingTemplates }: Pick<Surroundings, 'missingTemplates'>,
    asker: Asker,
  ): Promise<ConsentWarning[]> {
    const { validation } = this.choices.contentOf(event);
    if (!validation) return [];
    const { kind, asks } = validationMessages[validation.method];
    if (asks === 'person') {
      const isAsked = await this.askPerson(transaction, user, event, asker);
      if (!isAsked) await this.recordUnasked(transaction, event);
      const reach = isAsked ? this.choices.reachOfPerson(user.person) : null;
      return messageWarnings(kind, reach, missingTemplates);
    }
    const approvals = await this.approvals.list(transaction, event.organization, event.id);
    for (const approval of approvals) await this.askApprover(transaction, event, approval, asker);
    if (approvals.length === 0) {
      await this.recordUnasked(transaction, event, 'no_approver');
      return [{ reason: 'no_approver', email_type: kind }];
    }
    return missingTemplates.has(kind) ? [{ reason: 'template_missing', email_type: kind }] : [];
  }

  /**
   * Whether somebody who followed a link was shown what the event says now. If not they are asked anew, as their link is
   * used up: it may have been on its way while the event was changed, before identity heard of the next one.
   */
  async isOfLatest(
    transaction: Transaction,
    user: KnownUser,
    event: EventRow,
    { by, challengeId }: { readonly by: string; readonly challengeId: string },
  ): Promise<boolean> {
    if (by === event.id) {
      if (event.challenge_id === challengeId) return true;
      await this.askPerson(transaction, user, event, asBefore);
      return false;
    }
    const approval = await this.approvals.read(event.organization, by, transaction);
    if (approval?.challenge_id === challengeId) return true;
    if (approval) await this.askApprover(transaction, event, approval, asBefore);
    return false;
  }

  /** @returns false when there is no address to ask at */
  async askPerson(
    transaction: Transaction,
    { person }: KnownUser,
    event: EventRow,
    asker: Asker,
  ): Promise<boolean> {
    const reach = this.choices.reachOfPerson(person);
    if (!reach) return false;
    const message = { ...this.proofOf(event), about: event.id, reach, ...asker };
    await this.events.noteChallenge(
      transaction,
      event,
      await this.messages.askForProof(transaction, message),
    );
    return true;
  }

  async askApprover(
    transaction: Transaction,
    event: EventRow,
    approval: ApprovalRow,
    asker: Asker,
  ): Promise<void> {
    const reach = this.reachOfApprover(approval);
    if (!reach) return;
    const message = { ...this.proofOf(event), about: approval.id, reach, ...asker };
    const challengeId = await this.messages.askForProof(transaction, message);
    await this.approvals.noteChallenge(transaction, approval, challengeId);
  }

  reachOfApprover(approval: ApprovalRow): Reach | null {
    return reachOf(this.vault.open('approver', approval, approval.sealed_approver).email);
  }

  /** The delegate of an event that waits is another one now: if they are an approver, they are none any more. */
  async withdraw(
    transaction: Transaction,
    event: EventRow,
    delegate: ConsentDelegate,
  ): Promise<ConsentWarning[]> {
    const { organization, id } = event;
    const digests = this.vault.approverDigests(organization, delegate.id);
    const isWithdrawn = await this.approvals.withdraw(transaction, organization, id, digests);
    return isWithdrawn ? [{ reason: 'self_approval', path: ['delegate'] }] : [];
  }

  async addApprovers(transaction: Transaction, event: EventRow, emails: readonly string[]): Promise<void> {
    for (const email of emails) await this.addApproval(transaction, event, email);
  }

  /** Records a skipped message, so that staff see why no confirmation was requested. */
  private async recordUnasked(
    transaction: Transaction,
    event: EventRow,
    skipReason?: MessageReason,
  ): Promise<void> {
    const { organization, kind, variables, locale } = this.proofOf(event);
    const message = { organization, kind, variables, locale, about: event.id, reach: null };
    await this.messages.tell(transaction, { ...message, ...(skipReason && { skipReason }) });
  }

  private async addApproval(
    transaction: Transaction,
    { organization, id: event_id }: EventRow,
    email: string,
  ): Promise<void> {
    const id = newId('apr');
    const sealed_approver = this.vault.seal('approver', { organization, id }, { email });
    const approver_digest = this.vault.approverDigest(organization, email);
    await this.approvals.insert(transaction, {
      organization,
      id,
      event_id,
      approver_digest,
      sealed_approver,
    });
  }

  private proofOf(event: EventRow) {
    const content = this.choices.contentOf(event);
    const { method, expires_in, redirect_url } = content.validation ?? unvalidated(event);
    return {
      organization: event.organization,
      recordedUnder: event.id,
      kind: validationMessages[method].kind,
      variables: this.choices.variablesOf(content),
      locale: event.locale,
      lifetimeSeconds: expires_in,
      returnTo: redirect_url,
    };
  }
}

function unvalidated({ id }: EventRow): StoredValidation {
  throw new Error(`nobody has to confirm ${id}`);
}

/**
 * Nobody approves what they have done themselves: neither whoever acted for the person, nor the person.
 * @returns those who may, and the places of those who may not
 */
export function withoutSelfApproval(
  approvers: readonly string[],
  person: Person,
  delegate: ConsentDelegate | null,
): { approvers: string[]; selfApprovers: number[] } {
  const concerned = [delegate?.id, person.organization_user_id, person.email].flatMap((id) =>
    id ? [comparable(id)] : [],
  );
  const isConcerned = (approver: string) => concerned.includes(comparable(approver));
  return {
    approvers: approvers.filter((approver) => !isConcerned(approver)),
    selfApprovers: [...approvers.keys()].filter((index) => isConcerned(approvers[index] ?? '')),
  };
}
