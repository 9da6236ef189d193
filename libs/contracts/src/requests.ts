import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineCall, defineEvent, defineTask } from './define';
import { IsAbsentOr, IsOrganization, IsPhoneNumber, IsWebAddress } from './rules';

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

/** Who asks, as they describe themselves. At least one value has to be there. */
export class RequestIdentity {
  @IsOptional()
  @IsEmail({}, { message: 'value is not a valid email address' })
  @MaxLength(320)
  email?: string | null;

  @IsOptional()
  @IsPhoneNumber()
  phone_number?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(512)
  external_id?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(512)
  ga_client_id?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(512)
  ljt_readerID?: string | null;

  @IsOptional()
  @IsUUID()
  fides_user_device_id?: string | null;
}

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
}

export class RequestPolicy {
  @IsString()
  key!: string;

  @IsString()
  name!: string;

  @IsArray()
  @IsIn(['access', 'erasure', 'consent'], { each: true })
  actions!: ('access' | 'erasure' | 'consent')[];
}

/** The life of a request, without the person's identity. */
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
}

/** Why one item of a list was not done while others were. */
export const itemFailures = [
  'identity_empty',
  'policy_unknown',
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
  @MaxLength(64)
  code!: string;
}

export const VerifyRequest = defineCall({
  owner: 'requests',
  name: 'verify',
  request: VerifyRequestRequest,
  reply: PrivacyRequest,
  askedBy: ['gateway'],
});

export class ReviewRequestsRequest {
  @IsOrganization()
  organization!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsString({ each: true })
  ids!: string[];

  @IsIn(['approve', 'deny'])
  decision!: 'approve' | 'deny';

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

export class CompleteRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;

  /** Where the person gets the data; the first one is told. */
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

export class ListRequestsRequest {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsArray()
  @IsIn([...requestStatuses], { each: true })
  statuses?: RequestStatus[];

  @IsInt()
  @Min(1)
  page!: number;

  @IsInt()
  @Min(1)
  @Max(100)
  size!: number;
}

export class RequestList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PrivacyRequest)
  items!: PrivacyRequest[];

  @IsInt()
  total!: number;
}

/** Newest first. */
export const ListRequests = defineCall({
  owner: 'requests',
  name: 'list',
  request: ListRequestsRequest,
  reply: RequestList,
  askedBy: ['gateway', 'engine'],
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
