import {
  type ClassOf,
  dropsUnknown,
  field,
  type Field,
  Flag,
  Int,
  isWebAddress,
  ListOf,
  Nested,
  Nullish,
  ownRule,
  ReadBy,
  Text,
  WebAddress,
} from '@subjectline/schema';
import { IsObject } from 'class-validator';
import { readLaxBoolean, readLaxInteger } from '../values/lax-values';
import { isPhoneCountry } from '../values/phone-numbers';

/* Fields of application settings. Each accepts null for the default. */

/** A boolean, also in the words that Fides accepts. */
export const Switch = Nullish(ReadBy(readLaxBoolean, Flag));

/** An integer, also as text. */
export function Whole(min: number, max: number): Field<number | null | undefined> {
  return Nullish(ReadBy(readLaxInteger, Int({ min, max })));
}

/** A URL, stored without its trailing slash. */
export const Site = Nullish(
  ReadBy((value) => (typeof value === 'string' ? value.replace(/\/$/, '') : value), WebAddress),
);

const areOrigins = ownRule({
  name: 'areOrigins',
  validate: (value) => !Array.isArray(value) || value.every(isOrigin),
  message: 'URL origin values cannot contain a path or a wildcard: give scheme, host and port',
});

/** Scheme, host and port, kept as browsers send them in `Origin`. */
export const OriginList = Nullish(
  ReadBy(
    (value) => (Array.isArray(value) ? value.map(readOrigin) : value),
    ListOf(Text(), { max: 100, rules: [areOrigins] }),
  ),
);

/** A site that is reached over https, at its usual port. */
export const SecureOrigin = Nullish(
  ReadBy(
    (value) => readOrigin(value) ?? value,
    Text({
      max: 300,
      pattern: /^https:\/\/[^:/?#@\s]+$/,
      message: 'must be an https address without a port or a path, such as https://privacy.example.com',
    }),
  ),
);

function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && readOrigin(value) === value && isWebAddress(value);
}

function readOrigin(value: unknown): unknown {
  if (typeof value !== 'string' || !isWebAddress(value)) return value;
  const { origin, pathname, search, hash } = new URL(value);
  return pathname === '/' && !search && !hash ? origin : null;
}

const arePhoneCountries = ownRule({
  name: 'arePhoneCountries',
  validate: (value) => !Array.isArray(value) || value.every(isPhoneCountry),
  message: 'must be a list of ISO 3166-1 alpha-2 codes of countries that have phone numbers, such as DE',
});

/** Countries by ISO 3166-1 that have phone numbers, in capitals and each once. */
export const PhoneCountryList = Nullish(
  ReadBy(inCapitals, ListOf(Text(), { max: 300, rules: [arePhoneCountries] })),
);

function inCapitals(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return [...new Set(value.map((one: unknown) => (typeof one === 'string' ? one.toUpperCase() : one)))];
}

const isMapOfText = ownRule({
  name: 'isMapOfText',
  validate: (value) => typeof value === 'object' && value !== null && Object.values(value).every(isShortText),
  message: 'every value must be a text of at most 256 characters, or null',
});

/** Any names, each with a text or null. */
export const MapOfText: Field<Record<string, string | null> | null | undefined> = Nullish(
  field({ rules: [(each) => IsObject(each), isMapOfText] }),
);

function isShortText(entry: unknown): boolean {
  return entry === null || (typeof entry === 'string' && entry.length <= 256);
}

/** A part of the document. */
export function Section<T extends object>(type: () => ClassOf<T>): Field<T | null | undefined> {
  return Nullish(Nested(type));
}

/** Names that a section does not know are dropped, not refused. */
export function IgnoreUnknownNames(): PropertyDecorator {
  return Reflect.metadata(dropsUnknown, true);
}
