import { Type } from 'class-transformer';
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
  ValidateNested,
} from 'class-validator';
import { AreProofs, ConsentEventInput, ConsentWarning, mostProofs } from './consent-event-input';
import {
  AreChoices,
  ConsentChoices,
  ConsentDelegate,
  IsForeignId,
  IsForeignIdList,
  IsFreeValues,
  IsRegulation,
  validationMethods,
  type FreeValues,
  type ValidationMethod,
} from './consent-values';
import { defineCall } from './define';
import { IsClientDigest, sendBudgets, type SendBudget } from './identity';
import { SliceRequest } from './page';
import { AtLeastOneOf, IsAbsentOr, IsOrganization } from './rules';

/** Which may follow which is in `apps/consents/src/consent/event-status.ts`. */
export const consentEventStatuses = ['pending_approval', 'confirmed', 'rejected'] as const;
export type ConsentEventStatus = (typeof consentEventStatuses)[number];

/** A consent token, as a browser shows it: it stands for one user of one organization (preference-center.ts). */
export function IsConsentToken(): PropertyDecorator {
  return Matches(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/, { message: 'must be a consent token' });
}

export class ConsentEventUser {
  @IsString()
  id!: string;

  @IsOptional()
  @IsString()
  organization_user_id!: string | null;

  @IsOptional()
  @IsString()
  country!: string | null;

  /** As this event carried it. */
  @IsOptional()
  @IsFreeValues()
  metadata!: FreeValues | null;
}

export class ShownValidation {
  @IsIn([...validationMethods])
  method!: ValidationMethod;

  /** Shown to API clients alone. */
  @IsArray()
  @IsString({ each: true })
  approvers!: string[];

  @IsInt()
  expires_in!: number;

  @IsOptional()
  @IsString()
  redirect_url!: string | null;

  /** The budget that suppressed a message about it: the confirming person may have none. Shown to API clients alone. */
  @IsAbsentOr()
  @IsIn([...sendBudgets])
  suppressed_by?: SendBudget;
}

export class ConsentEvent {
  @IsString()
  id!: string;

  @IsIn([...consentEventStatuses])
  status!: ConsentEventStatus;

  @IsISO8601()
  created_at!: string;

  @IsISO8601()
  updated_at!: string;

  @IsString()
  regulation!: string;

  @ValidateNested()
  @Type(() => ConsentEventUser)
  user!: ConsentEventUser;

  @ValidateNested()
  @Type(() => ConsentChoices)
  consents!: ConsentChoices;

  @IsArray()
  @IsString({ each: true })
  proofs_id!: string[];

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentDelegate)
  delegate!: ConsentDelegate | null;

  @IsOptional()
  @IsFreeValues()
  metadata!: FreeValues | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ShownValidation)
  validation!: ShownValidation | null;

  @IsString()
  locale!: string;

  /** The person chose again later: what this event says of the same things does not count, or would not. */
  @IsBoolean()
  superseded!: boolean;

  @IsOptional()
  @IsISO8601()
  decided_at!: string | null;

  /** Why it was rejected; `disowned` when the person said that they had asked for nothing. */
  @IsOptional()
  @IsString()
  rejection_reason!: string | null;

  /** Why messages were not sent, and which of its fields are not used. A resend drops those that no longer hold. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ConsentWarning)
  warnings!: ConsentWarning[];

  /** What its messages are recorded under: `about` of `/api/v1/messages`. */
  @IsString()
  messages_about!: string;
}

export class ConsentEventResult extends ConsentEvent {
  /** Those of this call. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ConsentWarning)
  override warnings!: ConsentWarning[];
}

export class CreateConsentEventRequest {
  @IsOrganization()
  organization!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => ConsentEventInput)
  event!: ConsentEventInput;

  /** Absent where an API client calls. The user, the delegate and the validation are then the token's. */
  @IsAbsentOr()
  @IsConsentToken()
  @MaxLength(16_384)
  consent_token?: string;

  /** Imported from elsewhere: nobody gets a message. Not with a token. */
  @IsAbsentOr()
  @IsBoolean()
  disable_integrations?: boolean;

  @IsClientDigest()
  client_digest?: string | null;
}

/**
 * Refused with `event_taken`, `proof_unknown`, `redirect_forbidden`, `consent_token_rejected`, `invalid`, and
 * `conflict` where `user.id` and `user.organization_user_id` name two users.
 */
export const CreateConsentEvent = defineCall({
  owner: 'consents',
  name: 'create-event',
  request: CreateConsentEventRequest,
  reply: ConsentEventResult,
  askedBy: ['gateway'],
  creates: true,
});

/** Whose events: by either id, or by the token. */
export class ConsentUserReference {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsForeignId()
  user_id?: string;

  @IsAbsentOr()
  @IsForeignId()
  organization_user_id?: string;

  @IsAbsentOr()
  @IsConsentToken()
  @MaxLength(16_384)
  consent_token?: string;
}

export class ReadConsentEventRequest extends ConsentUserReference {
  @IsForeignId()
  id!: string;
}

/** An event of the user named; of any user where an API client names none. Refused with `event_unknown`. */
export const ReadConsentEvent = defineCall({
  owner: 'consents',
  name: 'read-event',
  request: ReadConsentEventRequest,
  reply: ConsentEvent,
  askedBy: ['gateway'],
});

export class ListConsentEventsRequest extends SliceRequest {
  @AtLeastOneOf('user_id', 'organization_user_id', 'consent_token')
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsForeignId()
  user_id?: string;

  @IsAbsentOr()
  @IsForeignId()
  organization_user_id?: string;

  @IsAbsentOr()
  @IsConsentToken()
  @MaxLength(16_384)
  consent_token?: string;

  /** The confirmed ones unless told. */
  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn([...consentEventStatuses], { each: true })
  statuses?: ConsentEventStatus[];

  /** `gdpr` unless told. */
  @IsAbsentOr()
  @IsRegulation()
  regulation?: string;
}

export class ConsentEventList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ConsentEvent)
  items!: ConsentEvent[];

  @IsInt()
  total!: number;
}

/** The newest choice first. Nobody's events when the user is unknown. */
export const ListConsentEvents = defineCall({
  owner: 'consents',
  name: 'list-events',
  request: ListConsentEventsRequest,
  reply: ConsentEventList,
  askedBy: ['gateway'],
});

/** What is absent stays. */
export class ConsentEventChanges {
  @IsAbsentOr()
  @IsIn([...consentEventStatuses])
  status?: ConsentEventStatus;

  @IsAbsentOr()
  @IsObject()
  @AreChoices()
  @ValidateNested()
  @Type(() => ConsentChoices)
  consents?: ConsentChoices;

  /** Kept, and added to those that the event has. */
  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(mostProofs)
  @IsString({ each: true })
  @AreProofs()
  proofs?: string[];

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(mostProofs)
  @IsForeignIdList()
  proofs_id?: string[];

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentDelegate)
  delegate?: ConsentDelegate | null;
}

export class ChangeConsentEventRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  id!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => ConsentEventChanges)
  changes!: ConsentEventChanges;
}

/**
 * Refused with `event_unknown`, `event_settled` (it is decided, and no other status follows), `proof_unknown` and
 * `invalid`.
 */
export const ChangeConsentEvent = defineCall({
  owner: 'consents',
  name: 'change-event',
  request: ChangeConsentEventRequest,
  reply: ConsentEventResult,
  askedBy: ['gateway'],
});

export class ResendConsentEventRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  id!: string;
}

/**
 * Asks again those who have to confirm an event that is pending, by new links; an event without approvers gets those of
 * the organization. Refused with `event_unknown`, `event_settled`, and `event_not_validated` where it has no validation.
 */
export const ResendConsentEvent = defineCall({
  owner: 'consents',
  name: 'resend-event',
  request: ResendConsentEventRequest,
  reply: ConsentEventResult,
  askedBy: ['gateway'],
});

export class DeleteConsentEventRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  id!: string;
}

/** How many events one call deletes at most; to delete all, repeat the call until it deletes fewer. */
export const eventsDeletedPerCall = 500;

export class DeletedConsentEvents {
  @IsInt()
  deleted!: number;
}

/** What the user's choices are is counted without it from then on; nobody is told. Refused with `event_unknown`. */
export const DeleteConsentEvent = defineCall({
  owner: 'consents',
  name: 'delete-event',
  request: DeleteConsentEventRequest,
  reply: DeletedConsentEvents,
  askedBy: ['gateway'],
});

export class DeleteConsentEventsRequest {
  @AtLeastOneOf('user_id', 'organization_user_id')
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsForeignId()
  user_id?: string;

  @IsAbsentOr()
  @IsForeignId()
  organization_user_id?: string;

  /** Of any status unless told. */
  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(10)
  @IsIn([...consentEventStatuses], { each: true })
  statuses?: ConsentEventStatus[];

  /** Under every law unless told. */
  @IsAbsentOr()
  @IsRegulation()
  regulation?: string;
}

/** All events of a user that fit. None when there are none. */
export const DeleteConsentEvents = defineCall({
  owner: 'consents',
  name: 'delete-events',
  request: DeleteConsentEventsRequest,
  reply: DeletedConsentEvents,
  askedBy: ['gateway'],
});
