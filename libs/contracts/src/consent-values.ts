import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  isISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { IsNameOrContact, IsPlainEmail } from './contact-rules';
import { longestProofSeconds } from './identity';
import { IsAbsentOr, IsWebAddress } from './rules';
import { hasPlainShape, valueShapeRule } from './value-shape';

/* What a consent event says, in the words of Didomi's API (contracts/didomi, Consent events). */

const foreignId = /^[^\p{Cc}]{1,256}$/u;

/** An id of somebody else's making: of a purpose, a vendor, a user, an event. */
export function IsForeignId(): PropertyDecorator {
  return Matches(foreignId, { message: 'must be of 1 to 256 characters' });
}

export function IsForeignIdList(): PropertyDecorator {
  return Matches(foreignId, { each: true, message: 'must be ids of 1 to 256 characters' });
}

/**
 * What may be kept of a caller's own values: so many keys, and so many characters of JSON for each and for all of them.
 * They go out with messages and come back in lists, and the broker carries one megabyte at once.
 */
const mostKeys = 50;
const longestKey = 256;
const longestValue = 4_096;
export const longestFreeValues = 16_384;

export type FreeValues = Record<string, unknown>;

function areFreeValues(values: unknown): boolean {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false;
  const entries = Object.entries(values);
  if (entries.length > mostKeys || !hasPlainShape(values)) return false;
  const isEachShort = entries.every(([key, value]) => key.length <= longestKey && isShort(value));
  return isEachShort && JSON.stringify(values).length <= longestFreeValues;
}

function isShort(value: unknown): boolean {
  return (typeof value === 'string' ? value : JSON.stringify(value)).length <= longestValue;
}

/**
 * Values of any shape under keys of any name. They stay as they came: class-transformer would drop what is named
 * `constructor` or `__proto__`, and a name is no reason to lose what somebody said.
 */
export function IsFreeValues(): PropertyDecorator {
  const asItCame = Transform(({ obj, key }: { obj: FreeValues; key: string }) => obj[key]);
  const rule = ValidateBy({
    name: 'isFreeValues',
    validator: {
      validate: areFreeValues,
      defaultMessage: () =>
        `must be an object of no more than ${mostKeys} keys, of no more than ${longestValue} characters each and ${longestFreeValues} in all, ${valueShapeRule}`,
    },
  });
  return (target, name) => {
    asItCame(target, name);
    rule(target, name);
  };
}

export class ConsentPurpose {
  @IsForeignId()
  id!: string;

  /** Null takes back what was said before. */
  @IsOptional()
  @IsBoolean()
  enabled?: boolean | null;

  @IsOptional()
  @IsFreeValues()
  metadata?: FreeValues | null;

  /** The preferences below the purpose. */
  @IsOptional()
  @IsFreeValues()
  values?: FreeValues | null;
}

export const mostPurposes = 500;
export const mostVendors = 2_000;

export class ConsentVendors {
  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(mostVendors)
  @IsForeignIdList()
  enabled?: string[];

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(mostVendors)
  @IsForeignIdList()
  disabled?: string[];
}

/** What a person chose. Refused where it says two things of the same purpose or vendor. */
export class ConsentChoices {
  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(mostPurposes)
  @ValidateNested({ each: true })
  @Type(() => ConsentPurpose)
  purposes?: ConsentPurpose[];

  @IsAbsentOr()
  @IsDefined()
  @ValidateNested()
  @Type(() => ConsentVendors)
  vendors?: ConsentVendors;
}

/** All choices of one event together, in characters of JSON. */
const longestChoices = 100_000;

export function AreChoices(): PropertyDecorator {
  return ValidateBy({
    name: 'areChoices',
    validator: {
      validate: (value) => JSON.stringify(value).length <= longestChoices,
      defaultMessage: () => `must be of no more than ${longestChoices} characters in all`,
    },
  });
}

const momentPattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A date, or a date and a time; without an offset it is UTC, wherever the server stands. Of ISO 8601 the part that is
 * read alike everywhere: no weeks, no ordinal days.
 * @returns null for what is none
 */
export function readMoment(text: string): Date | null {
  const found = momentPattern.exec(text);
  // strict: the 30th of February is no day
  if (!found || !isISO8601(text, { strict: true })) return null;
  const [, time, , , offset] = found;
  // a date alone is UTC already (ECMA-262, Date Time String Format)
  return new Date(time && !offset ? `${text}Z` : text);
}

export function IsMoment(): PropertyDecorator {
  return ValidateBy({
    name: 'isMoment',
    validator: {
      validate: (value) => typeof value === 'string' && readMoment(value) !== null,
      defaultMessage: () => 'must be a date and time such as 2026-03-02T09:30:00Z',
    },
  });
}

/** A country by ISO 3166-1. */
export function IsCountryCode(): PropertyDecorator {
  return Matches(/^[A-Z]{2}$/i, { message: 'must be an ISO 3166-1 alpha-2 code' });
}

/** Which law the choice belongs to, such as `gdpr`. */
export function IsRegulation(): PropertyDecorator {
  return Matches(/^[a-z0-9_-]{1,32}$/, { message: 'must be the id of a regulation, such as gdpr' });
}

export const usualRegulation = 'gdpr';

/** By `id` or by `organization_user_id`; a user of its own is made for an event that names none. */
export class ConsentUserInput {
  @IsOptional()
  @IsForeignId()
  id?: string | null;

  /** How the organization knows the person: mostly an address. */
  @IsOptional()
  @IsForeignId()
  @IsNameOrContact()
  organization_user_id?: string | null;

  /** Where messages go when `organization_user_id` is no address. */
  @IsOptional()
  @IsPlainEmail('must be an e-mail address')
  @MaxLength(320)
  email?: string | null;

  @IsOptional()
  @IsCountryCode()
  country?: string | null;

  @IsOptional()
  @IsFreeValues()
  metadata?: FreeValues | null;
}

/** Who acts for the person, for the record. */
export class ConsentDelegate {
  @IsForeignId()
  id!: string;

  @IsOptional()
  @IsString()
  @MaxLength(256)
  name?: string | null;

  @IsOptional()
  @IsFreeValues()
  metadata?: FreeValues | null;
}

export const validationMethods = ['email', 'file', 'signature'] as const;
export type ValidationMethod = (typeof validationMethods)[number];

export const mostApprovers = 10;

/** What has to happen before an event counts. */
export class ConsentValidation {
  @IsIn([...validationMethods])
  method!: ValidationMethod;

  /** For `file` and `signature`; the organization's own approvers unless told. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(mostApprovers)
  @IsPlainEmail('must be e-mail addresses', { each: true })
  approvers?: string[] | null;

  /** In seconds; 7 days for `email` and 14 days for an approval unless told. */
  @IsOptional()
  @IsInt()
  @Min(60)
  @Max(longestProofSeconds)
  expires_in?: number | null;

  /** Where whoever has decided is sent on to. */
  @IsOptional()
  @IsWebAddress()
  redirect_url?: string | null;
}
