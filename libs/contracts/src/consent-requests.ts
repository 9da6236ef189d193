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
import { defineCall } from './define';
import { IsClientDigest } from './identity';
import { IsLabelledValues, RequestIdentity, type LabelledValue } from './request-identity';
import { keyPattern, requestSources } from './requests';
import { IsAbsentOr, IsOrganization } from './rules';
import { PageRequest } from './page';

export class CreateConsentRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => RequestIdentity)
  identity!: RequestIdentity;

  @IsOptional()
  @IsLabelledValues()
  custom_privacy_request_fields?: Record<string, LabelledValue> | null;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  property_id?: string | null;

  @IsOptional()
  @IsIn([...requestSources])
  source?: string | null;

  /** BCP 47; the language the person reads. */
  @IsString()
  @MaxLength(35)
  locale!: string;

  @IsClientDigest()
  client_digest?: string | null;
}

export class ConsentRequestCreated {
  @Matches(/^con_/)
  id!: string;
}

/**
 * Refused with `property_unknown`, `identity_missing`, and with `verification_unsendable` where a code is needed and
 * cannot reach the person.
 */
export const CreateConsentRequest = defineCall({
  owner: 'requests',
  name: 'create-consent',
  request: CreateConsentRequestRequest,
  reply: ConsentRequestCreated,
  askedBy: ['gateway'],
  creates: true,
});

/** What a person said about one use of their data. */
export class ConsentPreference {
  @IsString()
  @Matches(keyPattern)
  @MaxLength(256)
  data_use!: string;

  @IsOptional()
  @IsString()
  @MaxLength(4_096)
  data_use_description?: string | null;

  @IsBoolean()
  opt_in!: boolean;

  @IsAbsentOr()
  @IsBoolean()
  has_gpc_flag?: boolean;

  @IsAbsentOr()
  @IsBoolean()
  conflicts_with_gpc?: boolean;
}

export class ConsentPreferences {
  /** Null when nothing was ever said. */
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ConsentPreference)
  consent!: ConsentPreference[] | null;
}

export class VerifyConsentRequestRequest {
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

/** The code stays right until it expires: it is sent again with each change. */
export const VerifyConsentRequest = defineCall({
  owner: 'requests',
  name: 'verify-consent',
  request: VerifyConsentRequestRequest,
  reply: ConsentPreferences,
  askedBy: ['gateway'],
});

export class ReadConsentRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;
}

/** Refused with `consent_needs_code` while persons have to prove who they are. */
export const ReadConsent = defineCall({
  owner: 'requests',
  name: 'read-consent',
  request: ReadConsentRequest,
  reply: ConsentPreferences,
  askedBy: ['gateway'],
});

export class ExecutableOption {
  @IsString()
  @MaxLength(256)
  data_use!: string;

  /** Whether an engine has to do something about it. */
  @IsBoolean()
  executable!: boolean;
}

export class SaveConsentRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;

  /** Left out, it is wrong, unless nobody has to prove anything. */
  @IsOptional()
  @IsString()
  @MaxLength(32_000)
  code?: string | null;

  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ConsentPreference)
  consent!: ConsentPreference[];

  @IsOptional()
  @IsString()
  @Matches(keyPattern)
  @MaxLength(256)
  policy_key?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ExecutableOption)
  executable_options?: ExecutableOption[] | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => RequestIdentity)
  browser_identity?: RequestIdentity | null;

  @IsClientDigest()
  client_digest?: string | null;
}

/** Saves what a person says, and asks the engine to act where an option is executable; both or neither. */
export const SaveConsent = defineCall({
  owner: 'requests',
  name: 'save-consent',
  request: SaveConsentRequest,
  reply: ConsentPreferences,
  askedBy: ['gateway'],
});

export class FindConsentRequest {
  @IsOrganization()
  organization!: string;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => RequestIdentity)
  identity!: RequestIdentity;
}

/** Refused with `identity_missing` without e-mail and phone, and with `person_unknown`. */
export const FindConsent = defineCall({
  owner: 'requests',
  name: 'find-consent',
  request: FindConsentRequest,
  reply: ConsentPreferences,
  askedBy: ['gateway'],
});

export class ListConsentRequest extends PageRequest {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsString()
  @MaxLength(256)
  data_use?: string;

  @IsAbsentOr()
  @IsBoolean()
  opt_in?: boolean;

  @IsAbsentOr()
  @IsBoolean()
  has_gpc_flag?: boolean;

  @IsAbsentOr()
  @IsBoolean()
  conflicts_with_gpc?: boolean;

  /** Of the person with exactly this address, number or id. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(512)
  identity?: string;

  @IsAbsentOr()
  @IsISO8601()
  created_gt?: string;

  @IsAbsentOr()
  @IsISO8601()
  created_lt?: string;

  @IsAbsentOr()
  @IsISO8601()
  updated_gt?: string;

  @IsAbsentOr()
  @IsISO8601()
  updated_lt?: string;
}

export class ConsentRecord extends ConsentPreference {
  @IsString()
  id!: string;

  @IsObject()
  identity!: RequestIdentity;

  @IsISO8601()
  created_at!: string;

  @IsISO8601()
  updated_at!: string;
}

export class ConsentList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ConsentRecord)
  items!: ConsentRecord[];

  @IsInt()
  total!: number;
}

/** Newest first. */
export const ListConsent = defineCall({
  owner: 'requests',
  name: 'list-consent',
  request: ListConsentRequest,
  reply: ConsentList,
  askedBy: ['gateway'],
});
