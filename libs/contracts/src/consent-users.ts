import { Type } from 'class-transformer';
import { IsArray, IsDefined, IsInt, IsISO8601, IsOptional, IsString, ValidateNested } from 'class-validator';
import { ConsentUserReference } from './consent-events';
import { ConsentChoices, ConsentUserInput, IsForeignId, IsFreeValues, IsRegulation } from './consent-values';
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
