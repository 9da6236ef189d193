import { Injectable } from '@nestjs/common';
import { applyLatest, Bus, RetryLater } from '@subjectline/bus';
import {
  AppError,
  Clock,
  ReadDisowning,
  ReadLink,
  VerifyLink,
  type ApprovalDecision,
  type ConsentEventStatus,
  type ConsentProofContent,
  type DecideApprovalRequest,
  type DecidedApproval,
  type IdentityVerifiedEvent,
  type LinkReference,
  type SendSuppressedEvent,
  type ReadApprovalProofRequest,
} from '@subjectline/contracts';
import { ApprovalStore, type IntentRow } from '../validation/approval.store';
import { ChoiceService } from '../consent/choice.service';
import { ConsentVault } from '../person/consent-vault';
import { disownedReason, EventChangeService, type EventDecision } from '../events/event-change.service';
import { isSettled } from '../consent/event-status';
import { EventStore, type EventRow } from '../consent/event.store';
import { sortOf, thingOf } from '../person/link-about';
import { ProofService } from '../proofs/proof.service';
import { SettingsReader } from '../organization/settings-reader';

const outcomes: Readonly<Record<ApprovalDecision, ConsentEventStatus>> = {
  approve: 'confirmed',
  reject: 'rejected',
};

/** What a decision can be about: the person's event, or one approver's approval. */
const decidingSorts: readonly string[] = ['evt', 'apr'];

/** How long a decision has to finish on its own before it is completed here. */
const inHandMs = 5_000;

/** Decisions about an event: by the person about their own choice, or by one of the approvers. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly store: ApprovalStore,
    private readonly events: EventStore,
    private readonly changing: EventChangeService,
    private readonly choices: ChoiceService,
    private readonly proofs: ProofService,
    private readonly settings: SettingsReader,
    private readonly vault: ConsentVault,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /**
   * What is wanted is stored before the link is used up: if we die in between, the event that identity says brings it to
   * its end. The first decision counts.
   */
  async decide(request: DecideApprovalRequest): Promise<DecidedApproval> {
    const { organization, about, token, decision, reason = null } = request;
    const thing = thingOf(about);
    const event = await this.requireEvent(organization, thing);
    if (isSettled(event.status)) throw settled(event);
    const owner = { organization, id: thing };
    const sealed_reason = reason === null ? null : this.vault.seal('reason', owner, { reason });
    await this.store.intend({ organization, about: thing, event_id: event.id, decision, sealed_reason });
    const { challenge_id } = await this.bus.ask(VerifyLink, { organization, about, token });
    const wanted = { status: outcomes[decision], by: thing, challengeId: challenge_id, reason };
    const decided = await this.bringAbout(event, wanted);
    // another link is on its way, about what the event says now
    if (!isSettled(decided.status)) throw new AppError('link_expired', { id: about });
    if (decided.decided_by !== thing) throw settled(decided);
    return this.decidedOf(decided);
  }

  /** The same as the end of `decide`, for when we died between identity's answer and our own transaction. */
  async identityVerified({ organization, about, challenge_id }: IdentityVerifiedEvent): Promise<void> {
    const thing = thingOf(about);
    if (!decidingSorts.includes(sortOf(thing))) return;
    const intent = await this.store.intentOf(organization, thing);
    if (!intent) return;
    const ageMs = this.clock.nowMs() - intent.stated_at.getTime();
    // mostly the call is at it right now
    if (ageMs < inHandMs) throw new RetryLater(inHandMs - ageMs);
    const event = await this.events.read(organization, intent.event_id);
    if (event) await this.bringAbout(event, this.decisionOf(intent, challenge_id));
  }

  /** The message that asks for a decision was suppressed: the event shows this to staff. */
  async suppressed({ organization, about, budget }: SendSuppressedEvent): Promise<void> {
    const thing = thingOf(about);
    const event = decidingSorts.includes(sortOf(thing)) ? await this.findEvent(organization, thing) : null;
    if (event) await this.events.markSuppressed(event, budget);
  }

  /**
   * The person says that they did not make this choice, or takes that back. Both events lead here, and identity tells
   * which of them is the latest. An approver who disowns a message does not change the event.
   */
  async disowningChanged({ organization, about }: LinkReference): Promise<void> {
    const thing = thingOf(about);
    if (sortOf(thing) !== 'evt') return;
    const found = await this.events.read(organization, thing);
    if (!found) return;
    await applyLatest(
      async () => (await this.bus.ask(ReadDisowning, { organization, about })).disowned,
      (disowned) => this.applyDisowning(found, disowned),
    );
  }

  async requireEvent(organization: string, thing: string): Promise<EventRow> {
    const event = await this.findEvent(organization, thing);
    if (!event) throw new AppError('event_unknown', { id: thing });
    return event;
  }

  /** For the holder of an approver's open link, and for this event alone. */
  async readProof(request: ReadApprovalProofRequest): Promise<ConsentProofContent> {
    const { organization, about, token, proof_id } = request;
    const event = await this.requireEvent(organization, thingOf(about));
    const link = await this.bus.ask(ReadLink, { token });
    if (link.organization !== organization || link.about !== about || sortOf(about) !== 'apr') {
      throw new AppError('link_unknown', { id: about });
    }
    if (link.state !== 'open') throw new AppError('link_expired', { id: about });
    if (!event.proof_ids.includes(proof_id)) throw new AppError('proof_unknown', { id: proof_id });
    return this.proofs.read({ organization, id: proof_id });
  }

  private async findEvent(organization: string, thing: string): Promise<EventRow | null> {
    if (sortOf(thing) === 'evt') return this.events.read(organization, thing);
    const approval = await this.store.read(organization, thing);
    return approval && this.events.read(organization, approval.event_id);
  }

  private async applyDisowning(found: EventRow, disowned: boolean): Promise<void> {
    const surroundings = await this.changing.surroundingsOf(found);
    await this.events.transaction(async (transaction) => {
      const { event } = await this.changing.lock(transaction, found);
      if (!disowned) return this.changing.reopenDisowned(transaction, event);
      const decision = {
        status: 'rejected',
        by: found.id,
        challengeId: null,
        reason: disownedReason,
      } as const;
      await this.changing.decide(transaction, event, decision, surroundings);
    });
  }

  private async bringAbout(event: EventRow, decision: EventDecision): Promise<EventRow> {
    const surroundings = await this.changing.surroundingsOf(event);
    return this.events.transaction((transaction) =>
      this.changing.decide(transaction, event, decision, surroundings),
    );
  }

  private decisionOf(
    { organization, about, decision, sealed_reason }: IntentRow,
    challengeId: string,
  ): EventDecision {
    const owner = { organization, id: about };
    const reason = sealed_reason && this.vault.open('reason', owner, sealed_reason).reason;
    return { status: outcomes[decision], by: about, challengeId, reason };
  }

  private async decidedOf(event: EventRow): Promise<DecidedApproval> {
    const { validation } = this.choices.contentOf(event);
    return {
      event_id: event.public_id,
      status: event.status,
      superseded: await this.choices.isSuperseded(event),
      return_to: await this.settings.ifAllowed(event.organization, validation?.redirect_url),
    };
  }
}

function settled({ public_id, status }: EventRow): AppError {
  return new AppError('event_settled', { id: public_id, status });
}
