import {
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  StrictTimestamp,
  Text,
  Timestamp,
  With,
} from '@subjectline/schema';
import { callOf, defineEvent } from '../contract/define';
import { IdOf, MessageId, OrganizationId } from '../values/rules';
import { exampleIds } from '../values/example-ids';
import { requestActions, type RequestAction } from './requests';

const call = callOf('requests', { askedBy: ['gateway'] });

const NullableMoment = Nullable(With(Timestamp, { example: null }));

export const pauseReasons = ['identification'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** A time during which the clock stood still. */
export class ClockPause {
  @OneOf(pauseReasons) reason!: PauseReason;
  @Timestamp from!: string;
  @Timestamp until!: string;
}

export const extensionStates = ['pending', 'sent', 'failed'] as const;
export type ExtensionState = (typeof extensionStates)[number];

/** `pending`: its notice is not sent yet, and the date has not moved. `failed`: it was not sent, and the date stays. */
export class DeadlineExtension {
  @OneOf(extensionStates) state!: ExtensionState;
  @Timestamp requested_at!: string;

  /** The API client. */
  @Text({ example: 'root' }) requested_by!: string;

  /** The notice. Null: the person was told otherwise. */
  @Nullable(MessageId) message_id!: string | null;
  @NullableMoment notified_at!: string | null;
}

/** Until when a request has to be answered, and why. */
export class RequestDeadlines {
  @IdOf('pri', exampleIds.request) id!: string;

  /** Null: no law is known, and the days of its policy apply. */
  @Nullable(Text({ example: 'eu_gdpr' })) law!: string | null;

  /** Nothing told the law: of those that the settings assume it is the one that ends first. */
  @Flag is_assumed!: boolean;
  @OneOf(requestActions) right!: RequestAction;

  /** Of the laws, when the dates were computed. */
  @Text({ example: '2026-11-26+3' }) table_version!: string;
  @Text({ example: 'Europe/Berlin' }) time_zone!: string;
  @Timestamp received_at!: string;

  /** From which the days are counted. */
  @Timestamp clock_start!: string;
  @ListOf(() => ClockPause, { example: [] }) pauses!: ClockPause[];

  /** Until when the receipt has to be confirmed. Null: no duty. */
  @NullableMoment ack_due!: string | null;

  /** Before any extension. */
  @Timestamp due!: string;

  /** Until when the person has to be told of an extension. Null: there can be none. */
  @NullableMoment extension_notice_due!: string | null;

  /** When it would be due after an extension. Null: there can be none. */
  @NullableMoment extended_due!: string | null;

  @Nullable(Nested(() => DeadlineExtension)) extension!: DeadlineExtension | null;

  /** When its person appealed against the decision. Null: they did not. */
  @NullableMoment appealed_at!: string | null;

  /** Until when the appeal has to be answered. */
  @NullableMoment appeal_due!: string | null;

  /** The date in force. */
  @Timestamp due_date!: string;

  /** Days until `due_date` in that time zone; negative afterwards. */
  @Int({ example: 31 }) days_left!: number;
}

export class ReadRequestDeadlinesRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
}

/** Refused with `request_unknown`, and with `deadlines_unknown` for a request that an older version stored. */
export const ReadRequestDeadlines = call('read-deadlines', ReadRequestDeadlinesRequest, RequestDeadlines);

export class ExtendDeadlineRequest extends ReadRequestDeadlinesRequest {
  /** Why more time is needed, as the person reads it. */
  @Text({
    pattern: /\S/,
    message: 'must not be empty',
    max: 1_000,
    example: 'Your data is in archives that have to be searched by hand.',
  })
  reason!: string;

  /** The person was told by a letter or over the phone: no notice is sent, and the date moves at once. */
  @Optional(Flag) told_otherwise?: boolean;
  @Text({ max: 128 }) requested_by!: string;
}

/** Once, while there is time to tell the person. Refused with `request_unknown`, `deadlines_unknown`, `extension_refused`. */
export const ExtendDeadline = call('extend-deadline', ExtendDeadlineRequest, RequestDeadlines);

export class RecordAppealRequest extends ReadRequestDeadlinesRequest {
  /** When the appeal came in. Default: now. */
  @Nullish(StrictTimestamp) received_at?: string | null;
  @Text({ max: 128 }) recorded_by!: string;
}

/**
 * Dates the answer to an appeal. The same again is the same appeal. Refused with `request_unknown`, `deadlines_unknown`,
 * `appeal_refused`, and `invalid` if it came in later than now.
 */
export const RecordAppeal = call('record-appeal', RecordAppealRequest, RequestDeadlines);

export const deadlineStages = ['due_soon', 'overdue'] as const;
export type DeadlineStage = (typeof deadlineStages)[number];

export class DeadlineReachedEvent {
  @OrganizationId organization!: string;
  @Text({ example: exampleIds.request }) id!: string;

  /** `due_soon`: three quarters of the time are over. */
  @OneOf(deadlineStages) stage!: DeadlineStage;
  @Nullable(Text({ example: 'eu_gdpr' })) law!: string | null;
  @Timestamp due_date!: string;
  @Timestamp reached_at!: string;
}

/** An open request is due soon, or overdue. */
export const DeadlineReached = defineEvent({
  owner: 'requests',
  name: 'deadline-reached',
  payload: DeadlineReachedEvent,
  heardBy: ['webhooks', 'engine'],
});
