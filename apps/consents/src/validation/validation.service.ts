import { Injectable } from '@nestjs/common';
import { newId, type ConsentDelegate, type ConsentWarning, type MessageReason } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { messageWarnings } from '../consent/choice.service';
import { EventContents } from '../consent/event-contents';
import type { LockedEvent } from '../consent/event-lock';
import { EventStore, type EventRow } from '../consent/event.store';
import type { NoticeContext } from '../consent/notice-context';
import { validationMessages } from '../consent/notifications';
import { reachOf, reachOfPerson, type Reach } from '../person/addresses';
import type { Asker } from '../person/asker';
import { ConsentMessages } from '../person/consent-messages';
import { ConsentVault, type StoredValidation } from '../person/consent-vault';
import type { KnownUser } from '../person/user-directory';
import { ApprovalStore, type ApprovalRow } from './approval.store';

/** A client changed the event: the new message uses the clients' queue, behind the one that it replaces. */
const byClient: Asker = { byClient: true };

/** Asks for confirmation of an event: its person, or its approvers, each by a link of their own. */
@Injectable()
export class ValidationService {
  constructor(
    private readonly events: EventStore,
    private readonly approvals: ApprovalStore,
    private readonly contents: EventContents,
    private readonly messages: ConsentMessages,
    private readonly vault: ConsentVault,
  ) {}

  /** For a new event. @returns why a message will not arrive */
  async ask(
    transaction: Transaction,
    locked: LockedEvent,
    context: Pick<NoticeContext, 'missingTemplates'>,
    asker: Asker,
  ): Promise<ConsentWarning[]> {
    const { validation } = this.contents.of(locked.event);
    await this.addApprovers(transaction, locked.event, validation?.approvers ?? []);
    return this.askAll(transaction, locked, context, asker);
  }

  /** For an event that has been changed, too: new links replace the earlier ones. */
  async askAll(
    transaction: Transaction,
    { user, event }: LockedEvent,
    { missingTemplates }: Pick<NoticeContext, 'missingTemplates'>,
    asker: Asker,
  ): Promise<ConsentWarning[]> {
    const { validation } = this.contents.of(event);
    if (!validation) return [];
    const { kind, asks } = validationMessages[validation.method];
    if (asks === 'person') {
      const isAsked = await this.askPerson(transaction, user, event, asker);
      if (!isAsked) await this.recordUnasked(transaction, event);
      return messageWarnings(kind, isAsked ? reachOfPerson(user.person) : null, missingTemplates);
    }
    const approvals = await this.approvals.list(transaction, event.organization, event.id);
    for (const approval of approvals) await this.askApprover(transaction, event, approval, asker);
    if (approvals.length === 0) {
      await this.recordUnasked(transaction, event, 'no_approver');
      return [{ reason: 'no_approver', email_type: kind }];
    }
    return missingTemplates.has(kind) ? [{ reason: 'template_missing', email_type: kind }] : [];
  }

  /** Sends another link to the holder of an earlier one. */
  async askAgain(
    transaction: Transaction,
    { user, event }: LockedEvent,
    subject: string,
    asker: Asker,
  ): Promise<void> {
    const approval = await this.approvals.read(event.organization, subject, transaction);
    if (approval) await this.askApprover(transaction, event, approval, asker);
    else await this.askPerson(transaction, user, event, asker);
  }

  /** Where the link of this subject is sent. */
  async reachOfSubject(organization: string, subject: string, user: KnownUser | null): Promise<Reach | null> {
    const approval = await this.approvals.read(organization, subject);
    return approval ? this.reachOfApprover(approval) : user && reachOfPerson(user.person);
  }

  /**
   * Whether the holder of a link was shown the event as it is now. If not, they are asked again, because their link is
   * used up: it may have been followed while the event was changed, before identity knew of the next link.
   */
  async isOfLatest(
    transaction: Transaction,
    { user, event }: LockedEvent,
    { by, challengeId }: { readonly by: string; readonly challengeId: string },
  ): Promise<boolean> {
    if (by === event.id) {
      if (event.challenge_id === challengeId) return true;
      await this.askPerson(transaction, user, event, byClient);
      return false;
    }
    const approval = await this.approvals.read(event.organization, by, transaction);
    if (approval?.challenge_id === challengeId) return true;
    if (approval) await this.askApprover(transaction, event, approval, byClient);
    return false;
  }

  /** The new delegate of a pending event may not approve it. */
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

  async hasApprovers(transaction: Transaction, { organization, id }: EventRow): Promise<boolean> {
    return (await this.approvals.list(transaction, organization, id)).length > 0;
  }

  async addApprovers(transaction: Transaction, event: EventRow, emails: readonly string[]): Promise<void> {
    for (const email of emails) await this.addApproval(transaction, event, email);
  }

  /** @returns false without an address */
  private async askPerson(
    transaction: Transaction,
    { person }: KnownUser,
    event: EventRow,
    asker: Asker,
  ): Promise<boolean> {
    const reach = reachOfPerson(person);
    if (!reach) return false;
    const message = { ...this.challengeOf(event), about: event.id, reach, ...asker };
    const challengeId = await this.messages.startChallenge(transaction, message);
    await this.events.noteChallenge(transaction, event, challengeId);
    return true;
  }

  private async askApprover(
    transaction: Transaction,
    event: EventRow,
    approval: ApprovalRow,
    asker: Asker,
  ): Promise<void> {
    const reach = this.reachOfApprover(approval);
    if (!reach) return;
    const message = { ...this.challengeOf(event), about: approval.id, reach, ...asker };
    const challengeId = await this.messages.startChallenge(transaction, message);
    await this.approvals.noteChallenge(transaction, approval, challengeId);
  }

  private reachOfApprover(approval: ApprovalRow): Reach | null {
    return reachOf(this.vault.open('approver', approval, approval.sealed_approver).email);
  }

  /** Records a skipped message, so that staff see why no confirmation was requested. */
  private async recordUnasked(
    transaction: Transaction,
    event: EventRow,
    skipReason?: MessageReason,
  ): Promise<void> {
    const { organization, kind, variables, locale } = this.challengeOf(event);
    const message = { organization, kind, variables, locale, about: event.id, reach: null };
    await this.messages.notify(transaction, { ...message, ...(skipReason && { skipReason }) });
  }

  private async addApproval(
    transaction: Transaction,
    { organization, id: event_id }: EventRow,
    email: string,
  ): Promise<void> {
    const id = newId('apr');
    const sealed_approver = this.vault.seal('approver', { organization, id }, { email });
    const approver_digest = this.vault.approverDigest(organization, email);
    const approval = { organization, id, event_id, approver_digest, sealed_approver };
    await this.approvals.insert(transaction, approval);
  }

  private challengeOf(event: EventRow) {
    const { method, expires_in, redirect_url } = this.contents.of(event).validation ?? unvalidated(event);
    return {
      organization: event.organization,
      recordedUnder: event.id,
      kind: validationMessages[method].kind,
      variables: this.contents.variablesOf(event),
      locale: event.locale,
      lifetimeSeconds: expires_in,
      redirectUrl: redirect_url,
    };
  }
}

function unvalidated({ id }: EventRow): StoredValidation {
  throw new Error(`event ${id} needs no confirmation`);
}
