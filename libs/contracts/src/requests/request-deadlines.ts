import { Flag, Int, ListOf, Nullable, OneOf, Text, Timestamp, With } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { IdOf, OrganizationId } from '../values/rules';
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
