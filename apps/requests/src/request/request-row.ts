import type { Channel, RequestStatus } from '@subjectline/contracts';
import type { NewRow } from '@subjectline/storage';
import type { Assurance } from '../assurance/request-assurance';
import type { RequestClock } from '../deadlines/request-clock';
import type { Family } from './request-status';
import type { Corrections } from './subject-reference';

export interface RequestRow {
  organization: string;
  id: string;
  family: Family;
  status: RequestStatus;
  policy_key: string;
  sealed_identity: string;
  identity_digests: string[];
  sealed_details: string | null;
  locale: string;
  source: string | null;
  external_id: string | null;
  location: string | null;
  property_id: string | null;
  submitted_by: string | null;
  requested_at: Date;
  created_at: Date;
  updated_at: Date;
  /** The date in force. */
  deadline_at: Date;
  /** Null: stored by an older version. */
  clock: RequestClock | null;
  /** Since when its clock stands still; null while it runs. */
  paused_at: Date | null;
  /** Until when its receipt has to be confirmed; null where no law wants it, or staff were told that it was not. */
  ack_due_at: Date | null;
  /** When staff were told so; null once it is confirmed. */
  ack_missed_at: Date | null;
  /** When staff are told next that it is due. */
  warn_at: Date | null;
  version: number;
  proof_required: boolean;
  /** Null: stored by an older version, or by Didomi's API. */
  assurance: Assurance | null;
  /** Null: none. */
  corrections: Corrections | null;
  identity_verified_at: Date | null;
  verified_channel: Channel | null;
  codes_asked_for: number;
  next_code_at: Date | null;
  /** When it is reminded of next, or closed after two reminders. */
  remind_at: Date | null;
  reminders_sent: number;
  /** When it was closed because its person had not been identified; null for every other one. */
  not_identified_at: Date | null;
  reviewed_at: Date | null;
  reviewed_by: string | null;
  started_processing_at: Date | null;
  finished_processing_at: Date | null;
  archived_at: Date | null;
  /** Since when it waits for its person, or is closed. Null while it is worked on; set by the database. */
  kept_from: Date | null;
  /** When its identity was erased, or its retention period was over. */
  erased_at: Date | null;
  /** Null: stored by an older version. */
  reference: string | null;
}

/** What changes together with a status, or is given at creation past the first status. */
export type StatusFacts = Partial<
  Pick<
    RequestRow,
    | 'identity_verified_at'
    | 'verified_channel'
    | 'reviewed_at'
    | 'reviewed_by'
    | 'started_processing_at'
    | 'finished_processing_at'
    | 'archived_at'
    | 'sealed_details'
    | 'assurance'
    | 'proof_required'
    | 'not_identified_at'
  >
>;

export type NewRequestRow = Omit<
  NewRow<RequestRow, 'version' | 'reminders_sent'>,
  | 'updated_at'
  | 'deadline_at'
  | 'warn_at'
  | 'clock'
  | 'reference'
  | 'kept_from'
  | 'paused_at'
  | 'ack_due_at'
  | 'ack_missed_at'
> & { readonly clock: RequestClock };

export type RequestId = Pick<RequestRow, 'organization' | 'id'>;
