import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ConsentUserReference } from './consent-events';
import {
  ConsentChoices,
  ConsentUserInput,
  IsCountryCode,
  IsForeignId,
  IsFreeValues,
  IsRegulation,
} from './consent-values';
import type { FreeValues } from './consent-values';
import { defineCall } from './define';
import { SliceRequest } from './page';
import { IsAbsentOr, IsOrganization } from './rules';

/** A person whose choices are kept. */
export class ConsentUser {
  @IsString()
  id!: string;

  @IsOptional()
  @IsString()
  organization_user_id!: string | null;

  @IsOptional()
  @IsString()
  country!: string | null;

  /** Of all events together; the last one wins. */
  @IsFreeValues()
  metadata!: FreeValues;

  @IsISO8601()
  created_at!: string;

  @IsISO8601()
  updated_at!: string;

  @IsString()
  regulation!: string;

  /** What holds now: the confirmed events, in the order in which the choices were made. */
  @ValidateNested()
  @Type(() => ConsentChoices)
  consents!: ConsentChoices;
}

export class ReadConsentUserRequest extends ConsentUserReference {
  /** `gdpr` unless told. */
  @IsAbsentOr()
  @IsRegulation()
  regulation?: string;
}

/** Refused with `user_unknown` and `consent_token_rejected`. */
export const ReadConsentUser = defineCall({
  owner: 'consents',
  name: 'read-user',
  request: ReadConsentUserRequest,
  reply: ConsentUser,
  askedBy: ['gateway'],
});

export class ListConsentUsersRequest extends SliceRequest {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsForeignId()
  organization_user_id?: string;

  /** `gdpr` unless told. */
  @IsAbsentOr()
  @IsRegulation()
  regulation?: string;
}

export class ConsentUserList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ConsentUser)
  items!: ConsentUser[];

  @IsInt()
  total!: number;
}

/** Oldest first, so that a page stays where it is while users are added. */
export const ListConsentUsers = defineCall({
  owner: 'consents',
  name: 'list-users',
  request: ListConsentUsersRequest,
  reply: ConsentUserList,
  askedBy: ['gateway'],
});

export class CreateConsentUserRequest {
  @IsOrganization()
  organization!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => ConsentUserInput)
  user!: ConsentUserInput;
}

/** Nobody is told: the welcome comes with the first confirmed event. Refused with `conflict`. */
export const CreateConsentUser = defineCall({
  owner: 'consents',
  name: 'create-user',
  request: CreateConsentUserRequest,
  reply: ConsentUser,
  askedBy: ['gateway'],
  creates: true,
});

/** What is absent stays; null clears. A key of `metadata` that is null goes, the others are added. */
export class ConsentUserChanges {
  /** For a user who has none yet. */
  @IsAbsentOr()
  @IsForeignId()
  organization_user_id?: string;

  @IsOptional()
  @IsEmail({}, { message: 'must be an e-mail address' })
  @MaxLength(320)
  email?: string | null;

  @IsOptional()
  @IsCountryCode()
  country?: string | null;

  @IsAbsentOr()
  @IsFreeValues()
  metadata?: FreeValues;
}

export class ChangeConsentUserRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  user_id!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => ConsentUserChanges)
  changes!: ConsentUserChanges;
}

/** Refused with `user_unknown`, and `conflict` where the user, or another one, has that name. */
export const ChangeConsentUser = defineCall({
  owner: 'consents',
  name: 'change-user',
  request: ChangeConsentUserRequest,
  reply: ConsentUser,
  askedBy: ['gateway'],
});

export class DeleteConsentUserRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  user_id!: string;
}

export class DeletedConsentUser {
  /** False while events are left (`eventsDeletedPerCall`): the caller asks again. */
  @IsBoolean()
  is_gone!: boolean;
}

/** With all events, and the proofs that no other event names. Their tokens and links open nothing any more. Refused with `user_unknown`. */
export const DeleteConsentUser = defineCall({
  owner: 'consents',
  name: 'delete-user',
  request: DeleteConsentUserRequest,
  reply: DeletedConsentUser,
  askedBy: ['gateway'],
});
