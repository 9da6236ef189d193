import { Injectable } from '@nestjs/common';
import { applyLatest, Bus } from '@subjectline/bus';
import { ReadDisowning, type LinkReference, type SendSuppressedEvent } from '@subjectline/contracts';
import { EventStore } from '../consent/event.store';
import { EventDecisionService } from '../events/event-decision.service';
import { subjectOf, typeOf } from '../person/subject-reference';
import { LinkedEvents } from '../validation/linked-events';

/** The outcome of the messages that ask for a decision: suppressed by a limit, or disowned by the person. */
@Injectable()
export class MessageFeedbackService {
  constructor(
    private readonly linked: LinkedEvents,
    private readonly events: EventStore,
    private readonly decisions: EventDecisionService,
    private readonly bus: Bus,
  ) {}

  /** Records the suppression, which the event shows to staff. */
  async suppressed({ organization, about, budget }: SendSuppressedEvent): Promise<void> {
    const event = await this.linked.find(organization, subjectOf(about));
    if (event) await this.events.markSuppressed(event, budget);
  }

  /**
   * The person disowned their choice, or took that back. Both events lead here, and identity tells which is the latest.
   * An approver who disowns a message does not change the event.
   */
  async disowningChanged({ organization, about }: LinkReference): Promise<void> {
    const subject = subjectOf(about);
    if (typeOf(subject) !== 'evt') return;
    const event = await this.events.read(organization, subject);
    if (!event) return;
    await applyLatest(
      async () => (await this.bus.ask(ReadDisowning, { organization, about })).disowned,
      (isDisowned) => this.decisions.applyDisowning(event, isDisowned),
    );
  }
}
