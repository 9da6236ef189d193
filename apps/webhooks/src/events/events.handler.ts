import { Controller } from '@nestjs/common';
import { Hears } from '@subjectline/bus';
import {
  ChallengeDisowned,
  CodeExhausted,
  ConsentChanged,
  DeadlineReached,
  DisowningTakenBack,
  EndpointDisabled,
  IdentityVerified,
  MessageReported,
  MessagesSettled,
  PreferencesSaved,
  RequestChanged,
  SendSuppressed,
  type ChallengeDisownedEvent,
  type CodeExhaustedEvent,
  type ConsentChangedEvent,
  type DeadlineReachedEvent,
  type DisowningTakenBackEvent,
  type EndpointDisabledEvent,
  type IdentityVerifiedEvent,
  type MessageReportedEvent,
  type MessagesSettledEvent,
  type PreferencesSavedEvent,
  type RequestChangedEvent,
  type SendSuppressedEvent,
} from '@subjectline/contracts';
import { EventService } from './event.service';
import { webhookEvent } from './webhook-event';

/** Which event of the bus is which webhook. */
@Controller()
export class EventsHandler {
  constructor(private readonly events: EventService) {}

  @Hears(MessagesSettled, 'webhooks')
  messagesSettled({ messages }: MessagesSettledEvent): Promise<void> {
    return this.events.add(
      messages.map((message) => webhookEvent(`message.${message.state}`, message.settled_at, message)),
    );
  }

  @Hears(MessageReported, 'webhooks')
  messageReported(event: MessageReportedEvent): Promise<void> {
    return this.events.add([webhookEvent(`message.${event.status}`, event.at, event)]);
  }

  @Hears(IdentityVerified, 'webhooks')
  verified(event: IdentityVerifiedEvent): Promise<void> {
    return this.events.add([webhookEvent('verification.succeeded', event.verified_at, event)]);
  }

  @Hears(CodeExhausted, 'webhooks')
  exhausted(event: CodeExhaustedEvent): Promise<void> {
    return this.events.add([webhookEvent('verification.exhausted', event.exhausted_at, event)]);
  }

  @Hears(SendSuppressed, 'webhooks')
  suppressed(event: SendSuppressedEvent): Promise<void> {
    return this.events.add([webhookEvent('verification.suppressed', event.suppressed_at, event)]);
  }

  @Hears(ChallengeDisowned, 'webhooks')
  disowned(event: ChallengeDisownedEvent): Promise<void> {
    return this.events.add([webhookEvent('verification.disowned', event.disowned_at, event)]);
  }

  @Hears(DisowningTakenBack, 'webhooks')
  takenBack(event: DisowningTakenBackEvent): Promise<void> {
    return this.events.add([webhookEvent('verification.disowning_taken_back', event.taken_back_at, event)]);
  }

  @Hears(RequestChanged, 'webhooks')
  requestChanged(event: RequestChangedEvent): Promise<void> {
    return this.events.add([webhookEvent('privacy_request.changed', event.changed_at, event)]);
  }

  @Hears(ConsentChanged, 'webhooks')
  consentChanged(event: ConsentChangedEvent): Promise<void> {
    return this.events.add([webhookEvent('consent_event.changed', event.changed_at, event)]);
  }

  @Hears(DeadlineReached, 'webhooks')
  deadlineReached(event: DeadlineReachedEvent): Promise<void> {
    return this.events.add([webhookEvent(`privacy_request.${event.stage}`, event.reached_at, event)]);
  }

  @Hears(PreferencesSaved, 'webhooks')
  preferencesSaved(event: PreferencesSavedEvent): Promise<void> {
    return this.events.add([webhookEvent('preferences.saved', event.saved_at, event)]);
  }

  @Hears(EndpointDisabled, 'webhooks')
  endpointDisabled(event: EndpointDisabledEvent): Promise<void> {
    return this.events.add([webhookEvent('webhook_endpoint.disabled', event.disabled_at, event)]);
  }
}
