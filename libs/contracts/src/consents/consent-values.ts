import {
  Flag,
  Int,
  ListOf,
  Nested,
  Nullish,
  OneOf,
  Optional,
  Own,
  ownRule,
  Pattern,
  Text,
  WebAddress,
  With,
} from '@subjectline/schema';
import { isISO8601 } from 'class-validator';
import { isNameOrContact, PlainEmail, maxAddress } from '../values/contact-rules';
import { maxProofSeconds } from '../identity/identity';
import { hasPlainShape, valueShapeRule } from '../values/value-shape';

/* What a consent event says, in the words of Didomi's API. */

const foreignId = /^[^\p{Cc}]{1,256}$/u;

/** An id that is not ours: of a purpose, vendor, user or event. */
export const ForeignId = Pattern(foreignId, 'must be of 1 to 256 characters');

/** The same, as an item of a list. */
export const ListedForeignId = Pattern(foreignId, 'must be ids of 1 to 256 characters');

/**
 * What may be kept of a caller's own values: so many keys, and so many characters of JSON for each and for all of them.
 * They go out with messages and come back in lists, and the broker carries one megabyte at once.
 */
const maxKeys = 50;
const maxKeyLength = 256;
const maxValueLength = 4_096;
export const maxFreeValuesLength = 16_384;

export type FreeValues = Record<string, unknown>;

function areFreeValues(values: unknown): boolean {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false;
  const entries = Object.entries(values);
  if (entries.length > maxKeys || !hasPlainShape(values)) return false;
  const isEachShort = entries.every(([key, value]) => key.length <= maxKeyLength && isShort(value));
  return isEachShort && JSON.stringify(values).length <= maxFreeValuesLength;
}

function isShort(value: unknown): boolean {
  return (typeof value === 'string' ? value : JSON.stringify(value)).length <= maxValueLength;
}

/** Values of any shape under any keys, stored unchanged. */
export const FreeObject = Own<FreeValues>({
  name: 'isFreeValues',
  validate: areFreeValues,
  message: `must be an object of no more than ${maxKeys} keys, of no more than ${maxValueLength} characters each and ${maxFreeValuesLength} in all, ${valueShapeRule}`,
});

export class ConsentPurpose {
  @ForeignId id!: string;

  /** Null withdraws an earlier choice. */
  @Nullish(Flag) enabled?: boolean | null;
  @Nullish(FreeObject) metadata?: FreeValues | null;

  /** The preferences of the purpose. */
  @Nullish(FreeObject) values?: FreeValues | null;
}

export const maxPurposes = 500;
export const maxVendors = 2_000;

export class ConsentVendors {
  @Optional(ListOf(ListedForeignId, { max: maxVendors })) enabled?: string[];
  @Optional(ListOf(ListedForeignId, { max: maxVendors })) disabled?: string[];
}

/** A person's choices. Refused if a purpose or vendor occurs twice. */
export class ConsentChoices {
  @Optional(
    ListOf(() => ConsentPurpose, { max: maxPurposes, example: [{ id: 'newsletter', enabled: true }] }),
  )
  purposes?: ConsentPurpose[];
  @Optional(Nested(() => ConsentVendors)) vendors?: ConsentVendors;
}

/** Max size of an event's choices, in characters of JSON. */
const maxChoicesLength = 100_000;

export const areChoices = ownRule({
  name: 'areChoices',
  validate: (value) => JSON.stringify(value).length <= maxChoicesLength,
  message: `must be of no more than ${maxChoicesLength} characters in all`,
});

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

export const Moment = Own<string>({
  name: 'isMoment',
  validate: (value) => typeof value === 'string' && readMoment(value) !== null,
  message: 'must be a date and time such as 2026-03-02T09:30:00Z',
});

/** A country by ISO 3166-1. */
export const CountryCode = Pattern(/^[A-Z]{2}$/i, 'must be an ISO 3166-1 alpha-2 code');

/** The regulation, such as `gdpr`. */
export const RegulationId = Pattern(/^[a-z0-9_-]{1,32}$/, 'must be the id of a regulation, such as gdpr');

export const defaultRegulation = 'gdpr';

/** By `id` or `organization_user_id`. If neither is given, a new user is created. */
export class ConsentUserInput {
  @Nullish(ForeignId) id?: string | null;

  /** The organization's own id of the person, usually an address. */
  @Nullish(With(ForeignId, { rules: [isNameOrContact] })) organization_user_id?: string | null;

  /** The address for messages if `organization_user_id` is not one. */
  @Nullish(With(PlainEmail('must be an e-mail address'), { rules: [maxAddress] }))
  email?: string | null;

  @Nullish(CountryCode) country?: string | null;
  @Nullish(FreeObject) metadata?: FreeValues | null;
}

/** Who acts for the person. For the record only. */
export class ConsentDelegate {
  @ForeignId id!: string;
  @Nullish(Text({ max: 256 })) name?: string | null;
  @Nullish(FreeObject) metadata?: FreeValues | null;
}

export const validationMethods = ['email', 'file', 'signature'] as const;
export type ValidationMethod = (typeof validationMethods)[number];

export const maxApprovers = 10;

/** The validation required before an event counts. */
export class ConsentValidation {
  @OneOf(validationMethods) method!: ValidationMethod;

  /** For `file` and `signature`. Default: the organization's approvers. */
  @Nullish(ListOf(PlainEmail('must be e-mail addresses'), { max: maxApprovers })) approvers?: string[] | null;

  /** In seconds. Default: 7 days for `email`, 14 days for an approval. */
  @Nullish(Int({ min: 60, max: maxProofSeconds })) expires_in?: number | null;

  /** Where the decider is redirected. */
  @Nullish(WebAddress) redirect_url?: string | null;
}
