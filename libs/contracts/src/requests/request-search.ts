import {
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  OneOf,
  Optional,
  Own,
  Text,
  Timestamp,
} from '@subjectline/schema';
import { callOf } from '../contract/define';
import { PageRequest } from '../values/page';
import {
  listedActions,
  listedStatuses,
  PrivacyRequest,
  RequestLogEntry,
  type ListedAction,
  type ListedStatus,
} from './requests';
import { readReference } from '../values/references';
import { OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway', 'engine'] });

/** One identifier of a person, to find their requests by its exact value. */
export class IdentifierValue {
  /** As in `RequestIdentity`, or the name of a custom one; null for any that Fides names itself. */
  @Nullable(Text({ max: 128 })) name!: string | null;
  @Text({ max: 4_096 }) value!: string;
}

/** One field of a form, by its exact value. */
export class FormFieldValue {
  @Text({ max: 128 }) name!: string;
  @Text({ max: 4_096 }) value!: string;
}

const typedReference = {
  name: 'isReference',
  validate: (value: unknown) => typeof value === 'string' && readReference(value) !== null,
  message: 'is no reference number: a sign is missing or mistyped',
};

/** All given filters must match. Omitted filters do not narrow the result. */
export class RequestFilter {
  @Optional(ListOf(Text(), { max: 500 })) ids?: string[];

  /** A part of an id. */
  @Optional(Text({ max: 128 })) id_part?: string;

  /** A reference number, however it is typed. */
  @Optional(Own<string>(typedReference, { example: 'R7F4-X2MR' })) reference?: string;

  /** A reference number, prefix of an id, or part of any identifier of the person. Refused with `search_too_wide`. */
  @Optional(Text({ max: 512 })) search_text?: string;

  /** Prefix of the external id. */
  @Optional(Text({ max: 512 })) external_id_prefix?: string;
  @Optional(ListOf(OneOf(listedStatuses))) statuses?: ListedStatus[];
  @Optional(ListOf(OneOf(listedActions))) actions?: ListedAction[];
  @Optional(ListOf(Text(), { max: 20 })) sources?: string[];
  @Optional(ListOf(Text(), { max: 20 })) excluded_sources?: string[];

  /** A country including its regions, or a region. */
  @Optional(Text({ max: 64 })) location?: string;

  /** Open and past the due date; false for all others. */
  @Optional(Flag) is_overdue?: boolean;
  @Optional(Timestamp) created_gt?: string;
  @Optional(Timestamp) created_lt?: string;
  @Optional(Timestamp) started_gt?: string;
  @Optional(Timestamp) started_lt?: string;

  /** Completed requests only. */
  @Optional(Timestamp) completed_gt?: string;

  /** Completed requests only. */
  @Optional(Timestamp) completed_lt?: string;

  /** Failed requests only. */
  @Optional(Timestamp) errored_gt?: string;

  /** Failed requests only. */
  @Optional(Timestamp) errored_lt?: string;
  @Optional(ListOf(() => IdentifierValue, { max: 20 })) identities?: IdentifierValue[];

  /** Further fields of the form. Refused with `search_too_wide`. */
  @Optional(ListOf(() => FormFieldValue, { max: 20 })) custom_fields?: FormFieldValue[];
}

export class ReadRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
}

export const ReadRequest = call('read', ReadRequestRequest, PrivacyRequest);

/** What lists can be sorted by. */
export const requestSortFields = [
  'created_at',
  'requested_at',
  'identity_verified_at',
  'reviewed_at',
  'finished_processing_at',
  'started_processing_at',
  'updated_at',
  'due_date',
  'status',
  'id',
  'external_id',
  'location',
  'property_id',
  'reviewed_by',
  'source',
  'submitted_by',
] as const;
export type RequestSortField = (typeof requestSortFields)[number];

export class ListRequestsRequest extends PageRequest {
  @OrganizationId organization!: string;
  @Optional(Nested(() => RequestFilter)) filter?: RequestFilter;

  /** Default: `created_at`. */
  @Optional(OneOf(requestSortFields)) sort_field?: RequestSortField;

  /** Default: newest first. */
  @Optional(OneOf(['asc', 'desc'])) sort_direction?: 'asc' | 'desc';
  @Optional(Flag) include_identities?: boolean;
  @Optional(Flag) include_custom_fields?: boolean;
  @Optional(Flag) include_denial_reason?: boolean;
  @Optional(Flag) include_log?: boolean;
}

export class RequestList {
  @ListOf(() => PrivacyRequest) items!: PrivacyRequest[];
  @Int() total!: number;
}

export const ListRequests = call('list', ListRequestsRequest, RequestList);

export class FindRequestIdsRequest {
  @OrganizationId organization!: string;
  @Nested(() => RequestFilter) filter!: RequestFilter;
  @Optional(OneOf(requestSortFields)) sort_field?: RequestSortField;
  @Optional(OneOf(['asc', 'desc'])) sort_direction?: 'asc' | 'desc';
  @Int({ min: 1, max: 10_000 }) max!: number;
}

export class RequestIds {
  @ListOf(Text()) ids!: string[];

  /** The total, of which at most `max` are listed. */
  @Int() total!: number;
}

/** The ids alone, so that a long list can be read piece by piece while requests come and go. */
export const FindRequestIds = call('find-ids', FindRequestIdsRequest, RequestIds, { askedBy: ['gateway'] });

export class ReadRequestLogRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;

  /** Without a page: the last 1,000 entries. */
  @Optional(Nested(() => PageRequest)) page?: PageRequest;
}

export class RequestLog {
  /** Oldest first; of a longer history the last 1,000. */
  @ListOf(() => RequestLogEntry) entries!: RequestLogEntry[];

  /** The number of all entries. */
  @Int() total!: number;
}

export const ReadRequestLog = call('read-log', ReadRequestLogRequest, RequestLog, { askedBy: ['gateway'] });
