import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { defineCall, defineEvent, defineTask } from './define';
import { IsClientDigest } from './identity';
import { channels, type Channel } from './messages';
import { locationPattern, normalizedLocation } from './locations';
import {
  IsLabelledValues,
  RequestIdentity,
  type LabelledValue,
  type PersonIdentity,
} from './request-identity';
import { IsAbsentOr, IsOrganization } from './rules';

/** Every status that a request can have. Which may follow which is in `apps/requests/src/request-status.ts`. */
export const requestStatuses = [
  'identity_unverified',
  'pending',
  'approved',
  'denied',
  'in_processing',
  'complete',
  'canceled',
  'error',
  'duplicate',
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** Every status of Fides: clients filter by all of them, though no request here has one of the last. */
export const listedStatuses = [
  ...requestStatuses,
  'paused',
  'requires_input',
  'awaiting_email_send',
  'requires_manual_finalization',
  'pending_external',
  'awaiting_pre_approval',
  'pre_approval_not_eligible',
] as const;
export type ListedStatus = (typeof listedStatuses)[number];

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
export type RequestSource = (typeof requestSources)[number];

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
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? normalizedLocation(value) : value,
  )
  @Matches(locationPattern, { message: 'must be an ISO 3166 code such as PT or US-CA, or EEA' })
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

/** Every action of Fides: clients filter by all of them, though no policy here has the last. */
export const listedActions = [...requestActions, 'update'] as const;
export type ListedAction = (typeof listedActions)[number];

export class RequestPolicy {
  @IsString()
  key!: string;

  @IsString()
  name!: string;

  @IsArray()
  @IsIn([...requestActions], { each: true })
  actions!: RequestAction[];

  /** Within how many days its requests have to be answered. */
  @IsInt()
  answer_days!: number;
}

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

  /** When it was handed to whatever finds and erases the data. */
  @IsOptional()
  @IsISO8601()
  started_processing_at!: string | null;

  @IsISO8601()
  updated_at!: string;

  /** When it has to be answered. */
  @IsISO8601()
  due_date!: string;

  /** Calendar days, in UTC, until then; negative once it has passed. */
  @IsInt()
  days_left!: number;

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

  /** What the person was told when it was denied. */
  @IsOptional()
  @IsString()
  denial_reason?: string | null;

  @IsAbsentOr()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RequestLogEntry)
  log?: RequestLogEntry[];
}

/** Why one item of a list was not done while others were. */
export const itemFailures = [
  'identity_empty',
  'policy_unknown',
  'property_unknown',
  'no_messaging',
  'no_address_for_channel',
  'country_disabled',
  'request_unknown',
  'status_forbids',
  'caller_over_limit',
  'outcome_unknown',
  'not_begun',
  'internal',
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

  /** When it can be sent again, where that is known. */
  @IsAbsentOr()
  @IsInt()
  retry_after_seconds?: number;

  /** The request as it is, where its status forbids what was asked. */
  @IsAbsentOr()
  @ValidateNested()
  @Type(() => PrivacyRequest)
  request?: PrivacyRequest;
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
  creates: true,
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

/** Has a new code sent; the last one works as well until it expires. Asked for too early, nothing happens. */
export const ResendCode = defineCall({
  owner: 'requests',
  name: 'resend-code',
  request: ResendCodeRequest,
  reply: ResendSchedule,
  askedBy: ['gateway'],
});

export class SendReceiptTask {
  @IsOrganization()
  organization!: string;

  @IsString()
  id!: string;

  @IsIn([...channels])
  channel!: Channel;

  @Matches(/^cnt_/)
  count_id!: string;

  @IsClientDigest()
  client_digest?: string | null;

  /** As in `StartChallengeTask`. */
  @IsAbsentOr()
  @IsBoolean()
  caller_counted?: boolean;
}

/** Sends the receipt of a request for which identity did not answer in time: counted first, as any other. */
export const SendReceipt = defineTask({
  owner: 'requests',
  name: 'send-receipt',
  payload: SendReceiptTask,
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
