import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { defineCall, defineEvent, defineTask } from './define';
import { IsClientDigest } from './identity';
import {
  IsLabelledValues,
  RequestIdentity,
  type LabelledValue,
  type PersonIdentity,
} from './request-identity';
import { IsAbsentOr, IsOrganization, IsWebAddress } from './rules';
import { PageRequest } from './page';

/**
 * Every status that Fides' API can show; ours reach the first seven (contracts/fides, Privacy requests). Which may
 * follow which is in `apps/requests/src/request-status.ts`.
 */
export const requestStatuses = [
  'identity_unverified',
  'pending',
  'approved',
  'denied',
  'in_processing',
  'complete',
  'canceled',
  'error',
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** Policy keys allow letters, digits and `_ . < > -` (a "FidesKey"). */
export const keyPattern = /^[a-zA-Z0-9_.<>-]+$/;

export const requestSources = [
  'Privacy Center',
  'Request Manager',
  'Consent Webhook',
  'Fides.js',
  'Dataset Test',
  'Janus SDK',
] as const;

export class NewRequest {
  @IsString()
  @Matches(keyPattern, {
    message: "FidesKeys must only contain alphanumeric characters, '.', '_', '<', '>' or '-'.",
  })
  @MaxLength(256)
  policy_key!: string;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => RequestIdentity)
  identity!: RequestIdentity;

  @IsOptional()
  @IsISO8601({ strict: true })
  requested_at?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(256)
  external_id?: string | null;

  @IsOptional()
  @IsIn([...requestSources])
  source?: string | null;

  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/i, { message: 'must be an ISO 3166 code' })
  location?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  property_id?: string | null;

  /** What else the form asked for. */
  @IsOptional()
  @IsLabelledValues()
  custom_privacy_request_fields?: Record<string, LabelledValue> | null;

  /** What the engine is to seal its results with. */
  @IsOptional()
  @ValidateBy({
    name: 'isKeyOf16Bytes',
    validator: {
      validate: (value) => typeof value === 'string' && Buffer.byteLength(value) === 16,
      defaultMessage: () => 'must be 16 bytes long',
    },
  })
  encryption_key?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(128)
  consent_request_id?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsObject({ each: true })
  consent_preferences?: object[] | null;

  /** Taken for the sake of clients that send them; what has happened to a new request is only what happens here. */
  @IsOptional()
  @IsISO8601({ strict: true })
  started_processing_at?: string | null;

  @IsOptional()
  @IsISO8601({ strict: true })
  finished_processing_at?: string | null;
}

export class CreateRequestsRequest {
  @IsOrganization()
  organization!: string;

  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => NewRequest)
  requests!: NewRequest[];

  /** The caller vouches for the person: no code, no receipt. Null for the public form. */
  @IsOptional()
  @IsString()
  submitted_by!: string | null;

  /** BCP 47; the language the person reads. */
  @IsString()
  @MaxLength(35)
  locale!: string;

  @IsClientDigest()
  client_digest?: string | null;
}

export const requestActions = ['access', 'erasure', 'consent'] as const;
export type RequestAction = (typeof requestActions)[number];

export class RequestPolicy {
  @IsString()
  key!: string;

  @IsString()
  name!: string;

  @IsArray()
  @IsIn([...requestActions], { each: true })
  actions!: RequestAction[];
}

/** The life of a request; who it is about only where a caller asked for it. */
export class PrivacyRequest {
  @Matches(/^pri_/)
  id!: string;

  @IsIn([...requestStatuses])
  status!: RequestStatus;

  @ValidateNested()
  @Type(() => RequestPolicy)
  policy!: RequestPolicy;

  @IsISO8601()
  created_at!: string;

  @IsISO8601()
  requested_at!: string;

  @IsOptional()
  @IsISO8601()
  identity_verified_at!: string | null;

  @IsOptional()
  @IsISO8601()
  reviewed_at!: string | null;

  @IsOptional()
  @IsString()
  reviewed_by!: string | null;

  @IsOptional()
  @IsString()
  submitted_by!: string | null;

  @IsOptional()
  @IsISO8601()
  finished_processing_at!: string | null;

  @IsOptional()
  @IsString()
  external_id!: string | null;

  @IsOptional()
  @IsString()
  source!: string | null;

  @IsOptional()
  @IsString()
  location!: string | null;

  @IsOptional()
  @IsString()
  property_id!: string | null;

  @IsAbsentOr()
  @IsObject()
  identity?: PersonIdentity;

  @IsOptional()
  @IsLabelledValues()
  custom_privacy_request_fields?: Record<string, LabelledValue> | null;
}

/** Why one item of a list was not done while others were. */
export const itemFailures = [
  'identity_empty',
  'policy_unknown',
  'property_unknown',
  'no_messaging',
  'no_address_for_channel',
  'request_unknown',
  'status_forbids',
] as const;
export type ItemFailure = (typeof itemFailures)[number];

export class FailedItem {
  @IsIn([...itemFailures])
  reason!: ItemFailure;

  /** Which of the input, counted from 0. */
  @IsInt()
  index!: number;

  /** Of the request, where there is one. */
  @IsAbsentOr()
  @IsString()
  id?: string;
}

export class RequestResults {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PrivacyRequest)
  succeeded!: PrivacyRequest[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FailedItem)
  failed!: FailedItem[];
}

export const CreateRequests = defineCall({
  owner: 'requests',
  name: 'create',
  request: CreateRequestsRequest,
  reply: RequestResults,
  askedBy: ['gateway'],
});

export class VerifyRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;

  @IsString()
  @MaxLength(32_000)
  code!: string;

  @IsClientDigest()
  client_digest?: string | null;
}

export const VerifyRequest = defineCall({
  owner: 'requests',
  name: 'verify',
  request: VerifyRequestRequest,
  reply: PrivacyRequest,
  askedBy: ['gateway'],
});

export class ResendCodeRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;

  @IsClientDigest()
  client_digest?: string | null;
}

/** The same whether a code goes out or not: the schedule is the request's own, and says nothing of any budget. */
export class ResendSchedule {
  /** From now until the next code can be asked for. */
  @IsInt()
  retry_after_seconds!: number;
}

/** Has a new code sent, which ends the old one. Asked for too early, nothing happens. */
export const ResendCode = defineCall({
  owner: 'requests',
  name: 'resend-code',
  request: ResendCodeRequest,
  reply: ResendSchedule,
  askedBy: ['gateway'],
});

/** One identifier of a person, to find their requests by its exact value. */
export class IdentifierValue {
  /** As in `RequestIdentity`, or the name of a custom one; null for any that Fides names itself. */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  name!: string | null;

  @IsString()
  @MaxLength(4_096)
  value!: string;
}

/** What is left out does not narrow the selection; what is there has to fit together. */
export class RequestFilter {
  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  ids?: string[];

  /** How an id begins. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(128)
  id_prefix?: string;

  /** How the id begins that the request has elsewhere. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(512)
  external_id_prefix?: string;

  @IsAbsentOr()
  @IsArray()
  @IsIn([...requestStatuses], { each: true })
  statuses?: RequestStatus[];

  @IsAbsentOr()
  @IsArray()
  @IsIn([...requestActions], { each: true })
  actions?: RequestAction[];

  @IsAbsentOr()
  @IsISO8601()
  created_gt?: string;

  @IsAbsentOr()
  @IsISO8601()
  created_lt?: string;

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => IdentifierValue)
  identities?: IdentifierValue[];
}

export const decisions = ['approve', 'deny', 'cancel'] as const;
export type Decision = (typeof decisions)[number];

/** Names the requests by `ids`, or selects them with `filter` without `exclude_ids`. */
export class ReviewRequestsRequest {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsString({ each: true })
  ids?: string[];

  @IsAbsentOr()
  @IsDefined()
  @ValidateNested()
  @Type(() => RequestFilter)
  filter?: RequestFilter;

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  exclude_ids?: string[];

  @IsIn([...decisions])
  decision!: Decision;

  /** Told to the person when the request is denied. */
  @IsOptional()
  @IsString()
  @MaxLength(32_000)
  reason!: string | null;

  @IsString()
  reviewed_by!: string;
}

export const ReviewRequests = defineCall({
  owner: 'requests',
  name: 'review',
  request: ReviewRequestsRequest,
  reply: RequestResults,
  askedBy: ['gateway'],
});

export class ResubmitRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;

  @IsString()
  resubmitted_by!: string;
}

/** Begins a request's life again under the same id. Refused while its person has yet to prove who they are. */
export const ResubmitRequest = defineCall({
  owner: 'requests',
  name: 'resubmit',
  request: ResubmitRequestRequest,
  reply: PrivacyRequest,
  askedBy: ['gateway'],
});

export class CompleteRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;

  /** Where the person gets the data: a mail names the first one, a text message all of them. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsWebAddress({ each: true })
  download_links?: string[] | null;

  /** For how many days the links work. */
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(365)
  link_days?: number;
}

/** The engine has done what was asked. A second report of the same changes nothing. */
export const CompleteRequest = defineCall({
  owner: 'requests',
  name: 'complete',
  request: CompleteRequestRequest,
  reply: PrivacyRequest,
  askedBy: ['gateway', 'engine'],
});

export class ReadRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;
}

export const ReadRequest = defineCall({
  owner: 'requests',
  name: 'read',
  request: ReadRequestRequest,
  reply: PrivacyRequest,
  askedBy: ['gateway', 'engine'],
});

/** What lists can be sorted by. */
export const requestSortFields = [
  'created_at',
  'requested_at',
  'identity_verified_at',
  'reviewed_at',
  'finished_processing_at',
  'status',
] as const;
export type RequestSortField = (typeof requestSortFields)[number];

export class ListRequestsRequest extends PageRequest {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsDefined()
  @ValidateNested()
  @Type(() => RequestFilter)
  filter?: RequestFilter;

  /** `created_at` unless told. */
  @IsAbsentOr()
  @IsIn([...requestSortFields])
  sort_field?: RequestSortField;

  /** The newest first unless told. */
  @IsAbsentOr()
  @IsIn(['asc', 'desc'])
  sort_direction?: 'asc' | 'desc';

  @IsAbsentOr()
  @IsBoolean()
  include_identities?: boolean;

  @IsAbsentOr()
  @IsBoolean()
  include_custom_fields?: boolean;
}

export class RequestList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PrivacyRequest)
  items!: PrivacyRequest[];

  @IsInt()
  total!: number;
}

export const ListRequests = defineCall({
  owner: 'requests',
  name: 'list',
  request: ListRequestsRequest,
  reply: RequestList,
  askedBy: ['gateway', 'engine'],
});

/** One thing that happened to a request. Never says who the person is. */
export class RequestLogEntry {
  @IsISO8601()
  happened_at!: string;

  /** A status it took, or what else happened, such as `code_resent`. */
  @IsString()
  what!: string;

  /** A client's id, or `person`, `engine`, `system`, or a service of ours. */
  @IsString()
  by!: string;

  @IsOptional()
  @IsString()
  detail!: string | null;
}

export class RequestLog {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RequestLogEntry)
  entries!: RequestLogEntry[];
}

/** Oldest first. */
export const ReadRequestLog = defineCall({
  owner: 'requests',
  name: 'read-log',
  request: ReadRequestRequest,
  reply: RequestLog,
  askedBy: ['gateway'],
});

export class ApproveAutomaticallyTask {
  @IsOrganization()
  organization!: string;

  @IsString()
  id!: string;
}

/** A verified request goes on by itself where nobody has to review it. */
export const ApproveAutomatically = defineTask({
  owner: 'requests',
  name: 'approve-automatically',
  payload: ApproveAutomaticallyTask,
  sentBy: ['requests'],
});

export class RequestChangedEvent {
  @IsOrganization()
  organization!: string;

  @IsString()
  id!: string;

  @IsIn([...requestStatuses])
  status!: RequestStatus;

  @IsString()
  policy_key!: string;

  @IsArray()
  @IsString({ each: true })
  actions!: string[];

  @IsISO8601()
  changed_at!: string;
}

/** An engine starts its work when the status is `approved`. */
export const RequestChanged = defineEvent({
  owner: 'requests',
  name: 'changed',
  payload: RequestChangedEvent,
  heardBy: ['engine'],
});
