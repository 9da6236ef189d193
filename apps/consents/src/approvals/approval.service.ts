import { Injectable } from '@nestjs/common';
import { Bus, RetryLater } from '@subjectline/bus';
import {
  AppError,
  VerifyLink,
  type ApprovalDecision,
  type ConsentEventStatus,
  type DecideApprovalRequest,
  type DecidedApproval,
  type IdentityVerifiedEvent,
} from '@subjectline/contracts';
import { ChoiceService } from '../consent/choice.service';
import { EventContents } from '../consent/event-contents';
import { isSettled } from '../consent/event-status';
import type { EventRow } from '../consent/event.store';
import { DecisionIntents } from '../events/decision-intents';
import { EventDecisionService } from '../events/event-decision.service';
import { SettingsReader } from '../organization/settings-reader';
import { subjectOf } from '../person/subject-reference';
import { LinkedEvents } from '../validation/linked-events';

const outcomes: Readonly<Record<ApprovalDecision, ConsentEventStatus>> = {
  approve: 'confirmed',
  reject: 'rejected',
};

/** How long a decision has to finish on its own before it is completed here. */
const maxDecisionMs = 5_000;

/** Decisions about an event by its person or by one of its approvers. */
@Injectable()
export class ApprovalService {
  constructor(
    private readonly linked: LinkedEvents,
    private readonly intents: DecisionIntents,
    private readonly decisions: EventDecisionService,
    private readonly choices: ChoiceService,
    private readonly contents: EventContents,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
  ) {}

  /**
   * The decision is stored before the link is used up: if this process dies in between, identity's event completes it.
   * The first decision counts.
   */
  async decide(request: DecideApprovalRequest): Promise<DecidedApproval> {
    const { organization, about, token, decision, reason = null } = request;
    const subject = subjectOf(about);
    const event = await this.linked.require(organization, subject);
    if (isSettled(event.status)) throw settled(event);
    await this.intents.put({ organization, subject, eventId: event.id, decision, reason });
    const { challenge_id: challengeId } = await this.bus.ask(VerifyLink, { organization, about, token });
    const wanted = { status: outcomes[decision], by: subject, challengeId, reason };
    const decided = await this.decisions.applyDecision(event, wanted);
    // the event was changed meanwhile: another link has been sent
    if (!isSettled(decided.status)) throw new AppError('link_expired', { id: about });
    if (decided.decided_by !== subject) throw settled(decided);
    return this.decidedOf(decided);
  }

  /** Completes a decision whose process died between identity's reply and its own transaction. */
  async identityVerified({ organization, about, challenge_id }: IdentityVerifiedEvent): Promise<void> {
    const subject = subjectOf(about);
    const event = await this.linked.find(organization, subject);
    const intent = event && (await this.intents.read(organization, subject));
    if (!intent) return;
    // mostly the call itself is about to finish
    if (intent.ageMs < maxDecisionMs) throw new RetryLater(maxDecisionMs - intent.ageMs);
    const { decision, reason } = intent;
    const wanted = { status: outcomes[decision], by: subject, challengeId: challenge_id, reason };
    await this.decisions.applyDecision(event, wanted);
  }

  private async decidedOf(event: EventRow): Promise<DecidedApproval> {
    const { validation } = this.contents.of(event);
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
