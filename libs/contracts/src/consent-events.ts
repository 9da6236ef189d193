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
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import {
  AreChoices,
  ConsentChoices,
  ConsentDelegate,
  ConsentUserInput,
  ConsentValidation,
  IsForeignId,
  IsForeignIdList,
  IsFreeValues,
  IsMoment,
  IsRegulation,
  validationMethods,
  type FreeValues,
  type ValidationMethod,
} from './consent-values';
import { defineCall } from './define';
import { IsClientDigest } from './identity';
import { messageKindIds, type MessageKindId } from './messages';
import { SliceRequest } from './page';
import { AtLeastOneOf, IsAbsentOr, IsOrganization } from './rules';

/** Which may follow which is in `apps/consents/src/event-status.ts`. */
export const consentEventStatuses = ['pending_approval', 'confirmed', 'rejected'] as const;
export type ConsentEventStatus = (typeof consentEventStatuses)[number];

/** A consent token, as a browser shows it: it stands for one user of one organization (preference-center.ts). */
export function IsConsentToken(): PropertyDecorator {
  return Matches(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/, { message: 'must be a consent token' });
}

/** No more than the broker carries in one message, with room for the rest of it. */
const longestProofs = 720_000;
export const mostProofs = 10;

function AreProofs(): PropertyDecorator {
  return ValidateBy({
    name: 'areProofs',
    validator: {
      validate: areShortTexts,
      defaultMessage: () => `must be of no more than ${longestProofs} characters in all`,
    },
  });
}

function areShortTexts(proofs: unknown): boolean {
  const texts: unknown[] = Array.isArray(proofs) ? proofs : [proofs];
  // what is no text has no length, and may not even be turned into one: `{"toString": 1}`
  const lengths = texts.map((text) => (typeof text === 'string' ? text.length : 0));
  return lengths.reduce((sum, length) => sum + length, 0) <= longestProofs;
}

/** A consent event as a caller writes it. */
export class ConsentEventInput {
  /** Made unless given; one that is taken is refused. */
  @IsOptional()
  @IsForeignId()
  id?: string | null;

  /** When the choice was made: now or earlier. */
  @IsOptional()
  @IsMoment()
  created_at?: string | null;

  @IsOptional()
  @IsRegulation()
  regulation?: string | null;

  /** `confirmed` unless told; with a validation it is `pending_approval` whatever is told. */
  @IsOptional()
  @IsIn(['confirmed', 'pending_approval'])
  status?: 'confirmed' | 'pending_approval' | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentUserInput)
  user?: ConsentUserInput | null;

  /** An event that is made has to have some. */
  @IsAbsentOr()
  @IsObject()
  @AreChoices()
  @ValidateNested()
  @Type(() => ConsentChoices)
  consents?: ConsentChoices;

  /** Data URIs in base64: they are kept as proofs of their own. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(mostProofs)
  @IsString({ each: true })
  @AreProofs()
  proofs?: string[] | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(mostProofs)
  @IsForeignIdList()
  proofs_id?: string[] | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentDelegate)
  delegate?: ConsentDelegate | null;

  @IsOptional()
  @IsFreeValues()
  metadata?: FreeValues | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentValidation)
  validation?: ConsentValidation | null;

  /** BCP 47; the language of the messages about it. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{2,35}$/, { message: 'must be a language tag' })
  locale?: string | null;
}

export const consentWarningReasons = [
  /** The organization has not created the template: the message is recorded and not sent. */
  'template_missing',
  'no_recipient',
  'no_approver',
  /** Whoever made the choice, or is the person, is none of its approvers. */
  'self_approval',
  /** Kept, and not to be named in a template. */
  'metadata_ignored',
] as const;
export type ConsentWarningReason = (typeof consentWarningReasons)[number];

/** What a caller should know of an event that was taken all the same. */
export class ConsentWarning {
  @IsIn([...consentWarningReasons])
  reason!: ConsentWarningReason;

  @IsAbsentOr()
  @IsIn(messageKindIds)
  email_type?: MessageKindId;

  /** In the event, such as `['user', 'metadata', 'tags']`. */
  @IsAbsentOr()
  @IsArray()
  path?: (string | number)[];
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
}

export class ConsentEventResult extends ConsentEvent {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ConsentWarning)
  warnings!: ConsentWarning[];
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

export class DeleteConsentEventRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  id!: string;
}

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
