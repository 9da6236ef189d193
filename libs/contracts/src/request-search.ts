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
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { defineCall } from './define';
import { PageRequest } from './page';
import {
  PrivacyRequest,
  requestActions,
  requestStatuses,
  type RequestAction,
  type RequestStatus,
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
