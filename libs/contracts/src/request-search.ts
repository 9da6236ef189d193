import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineCall } from './define';
import { PageRequest } from './page';
import {
  listedActions,
  listedStatuses,
  PrivacyRequest,
  RequestLogEntry,
  type ListedAction,
  type ListedStatus,
} from './requests';
import { IsAbsentOr, IsOrganization } from './rules';

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

/** One field of a form, by its exact value. */
export class FormFieldValue {
  @IsString()
  @MaxLength(128)
  name!: string;

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

  /** A part of an id. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(128)
  id_part?: string;

  /** How an id begins, or a part of anything that the person is known by. Refused with `search_too_wide`. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(512)
  search_text?: string;

  /** How the id begins that the request has elsewhere. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(512)
  external_id_prefix?: string;

  @IsAbsentOr()
  @IsArray()
  @IsIn([...listedStatuses], { each: true })
  statuses?: ListedStatus[];

  @IsAbsentOr()
  @IsArray()
  @IsIn([...listedActions], { each: true })
  actions?: ListedAction[];

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  sources?: string[];

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  excluded_sources?: string[];

  /** A country with all that is in it, or one part of a country. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(64)
  location?: string;

  /** Still to be answered, and its day has passed; false for all others. */
  @IsAbsentOr()
  @IsBoolean()
  is_overdue?: boolean;

  @IsAbsentOr()
  @IsISO8601()
  created_gt?: string;

  @IsAbsentOr()
  @IsISO8601()
  created_lt?: string;

  @IsAbsentOr()
  @IsISO8601()
  started_gt?: string;

  @IsAbsentOr()
  @IsISO8601()
  started_lt?: string;

  /** Of those that are complete. */
  @IsAbsentOr()
  @IsISO8601()
  completed_gt?: string;

  /** Of those that are complete. */
  @IsAbsentOr()
  @IsISO8601()
  completed_lt?: string;

  /** Of those that failed. */
  @IsAbsentOr()
  @IsISO8601()
  errored_gt?: string;

  /** Of those that failed. */
  @IsAbsentOr()
  @IsISO8601()
  errored_lt?: string;

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => IdentifierValue)
  identities?: IdentifierValue[];

  /** Further fields of the form. Refused with `search_too_wide`. */
  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => FormFieldValue)
  custom_fields?: FormFieldValue[];
}

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
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsDefined()
  @ValidateNested()
  @Type(() => RequestFilter)
  filter?: RequestFilter;

  /** Default `created_at`. */
  @IsAbsentOr()
  @IsIn([...requestSortFields])
  sort_field?: RequestSortField;

  /** Default: the newest first. */
  @IsAbsentOr()
  @IsIn(['asc', 'desc'])
  sort_direction?: 'asc' | 'desc';

  @IsAbsentOr()
  @IsBoolean()
  include_identities?: boolean;

  @IsAbsentOr()
  @IsBoolean()
  include_custom_fields?: boolean;

  @IsAbsentOr()
  @IsBoolean()
  include_denial_reason?: boolean;

  @IsAbsentOr()
  @IsBoolean()
  include_log?: boolean;
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

export class FindRequestIdsRequest {
  @IsOrganization()
  organization!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => RequestFilter)
  filter!: RequestFilter;

  @IsAbsentOr()
  @IsIn([...requestSortFields])
  sort_field?: RequestSortField;

  @IsAbsentOr()
  @IsIn(['asc', 'desc'])
  sort_direction?: 'asc' | 'desc';

  @IsInt()
  @Min(1)
  @Max(10_000)
  max!: number;
}

export class RequestIds {
  @IsArray()
  @IsString({ each: true })
  ids!: string[];

  /** How many there are, of which no more than `max` are named. */
  @IsInt()
  total!: number;
}

/** The ids alone, so that a long list can be read piece by piece while requests come and go. */
export const FindRequestIds = defineCall({
  owner: 'requests',
  name: 'find-ids',
  request: FindRequestIdsRequest,
  reply: RequestIds,
  askedBy: ['gateway'],
});

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
