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

export const pauseReasons = ['identification', 'clarification'] as const;
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

/** The receipt, confirmed to the person. `pending`: it is not sent yet. `failed`: it was not sent, and can be asked for again. */
export class Acknowledgement {
  @OneOf(extensionStates) state!: ExtensionState;
  @Timestamp requested_at!: string;

  /** The API client, or `system`. */
  @Text({ example: 'system' }) requested_by!: string;

  /** Null: the person was told otherwise. */
  @Nullable(MessageId) message_id!: string | null;
  @NullableMoment notified_at!: string | null;
}

export const clarificationStates = ['pending', 'asked', 'failed', 'answered'] as const;
export type ClarificationState = (typeof clarificationStates)[number];

/** A question to the person. `pending`: it is not sent yet, and the clock runs. `failed`: it was not sent. */
export class Clarification {
  @OneOf(clarificationStates) state!: ClarificationState;
  @Timestamp requested_at!: string;

  /** The API client. */
  @Text({ example: 'root' }) requested_by!: string;

  /** Null: the person was asked otherwise. */
  @Nullable(MessageId) message_id!: string | null;
  @NullableMoment asked_at!: string | null;
  @NullableMoment answered_at!: string | null;

  /** Whether the clock stands still from `asked_at` to `answered_at`, by its law. */
  @Flag stops_clock!: boolean;
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

  /** Null: it was not confirmed. Absent: told by a version that does not know. */
  @Nullish(Nested(() => Acknowledgement)) acknowledgement?: Acknowledgement | null;

  /** The last question to the person. Null: there was none. */
  @Nullish(Nested(() => Clarification)) clarification?: Clarification | null;

  /** Since when the clock stands still: `due_date` moves by as many days. Null: it runs. */
  @Nullish(With(Timestamp, { example: null })) paused_at?: string | null;

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

export class AcknowledgeRequestRequest extends ReadRequestDeadlinesRequest {
  /** The person was told by a letter or over the phone: nothing is sent. */
  @Optional(Flag) told_otherwise?: boolean;
  @Text({ max: 128 }) requested_by!: string;
}

/**
 * Confirms the receipt to the person. Nothing happens where it was confirmed already. Refused with `request_unknown`,
 * `deadlines_unknown`, `acknowledgement_refused`.
 */
export const AcknowledgeRequest = call('acknowledge', AcknowledgeRequestRequest, RequestDeadlines);

export class AskClarificationRequest extends ReadRequestDeadlinesRequest {
  /** As the person reads it. */
  @Text({
    pattern: /\S/,
    message: 'must not be empty',
    max: 1_000,
    example: 'Which of your two accounts do you mean?',
  })
  question!: string;

  /** The person was asked by a letter or over the phone: nothing is sent, and the clock stops at once. */
  @Optional(Flag) told_otherwise?: boolean;
  @Text({ max: 128 }) requested_by!: string;
}

/**
 * Asks the person what they mean. Where the law says so, the clock stands still from when the question was sent. Refused with
 * `request_unknown`, `deadlines_unknown`, `clarification_refused`.
 */
export const AskClarification = call('ask-clarification', AskClarificationRequest, RequestDeadlines);

export class RecordClarificationRequest extends ReadRequestDeadlinesRequest {
  /** When the answer came in. Default: now. */
  @Nullish(StrictTimestamp) answered_at?: string | null;
  @Text({ max: 128 }) recorded_by!: string;
}

/** The person has answered: the clock runs again. Refused like the question, and with `invalid` if it came later than now. */
export const RecordClarification = call('record-clarification', RecordClarificationRequest, RequestDeadlines);

export const deadlineStages = ['due_soon', 'overdue', 'unacknowledged'] as const;
export type DeadlineStage = (typeof deadlineStages)[number];

export class DeadlineReachedEvent {
  @OrganizationId organization!: string;
  @Text({ example: exampleIds.request }) id!: string;

  /** `due_soon`: three quarters of the time are over. `unacknowledged`: the receipt was not confirmed in time. */
  @OneOf(deadlineStages) stage!: DeadlineStage;
  @Nullable(Text({ example: 'eu_gdpr' })) law!: string | null;

  /** Of `unacknowledged`: until when it had to be confirmed. */
  @Timestamp due_date!: string;
  @Timestamp reached_at!: string;
}

/** An open request is due soon, or overdue, or its receipt is. */
export const DeadlineReached = defineEvent({
  owner: 'requests',
  name: 'deadline-reached',
  payload: DeadlineReachedEvent,
  heardBy: ['webhooks', 'engine'],
});
