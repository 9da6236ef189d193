import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { dropsUnknown } from './field-shapes';
import { readLaxBoolean, readLaxInteger } from './lax-values';
import { isPhoneCountry } from './phone-numbers';
import { IsWebAddress, isWebAddress } from './rules';

/* Rules of application settings; each of them lets null pass, which stands for the default. */

/** On or off; also in the words that Fides reads as such. */
export function IsSwitch(): PropertyDecorator {
  return all(IsOptional(), Read(readLaxBoolean), IsBoolean());
}

/** A whole number, also one that stands in a text. */
export function IsWhole(least: number, most: number): PropertyDecorator {
  return all(IsOptional(), Read(readLaxInteger), IsInt(), Min(least), Max(most));
}

/** An address, kept without its last slash. */
export function IsSite(): PropertyDecorator {
  return all(
    IsOptional(),
    Read((value) => (typeof value === 'string' ? value.replace(/\/$/, '') : value)),
    IsWebAddress(),
  );
}

/** Scheme, host and port, kept as browsers send them in `Origin`. */
export function IsOriginList(): PropertyDecorator {
  const message = 'URL origin values cannot contain a path or a wildcard: give scheme, host and port';
  const isOrigin = (value: unknown) =>
    typeof value === 'string' && readOrigin(value) === value && isWebAddress(value);
  const validate = (value: unknown) => !Array.isArray(value) || value.every(isOrigin);
  return all(
    IsOptional(),
    Read((value) => (Array.isArray(value) ? value.map(readOrigin) : value)),
    IsArray(),
    ArrayMaxSize(100),
    ValidateBy({ name: 'areOrigins', validator: { validate, defaultMessage: () => message } }),
    IsString({ each: true }),
  );
}

function readOrigin(value: unknown): unknown {
  if (typeof value !== 'string' || !isWebAddress(value)) return value;
  const { origin, pathname, search, hash } = new URL(value);
  return pathname === '/' && !search && !hash ? origin : null;
}

/** Countries by ISO 3166-1 that have phone numbers, in capitals and each once. */
export function IsPhoneCountryList(): PropertyDecorator {
  const message =
    'must be a list of ISO 3166-1 alpha-2 codes of countries that have phone numbers, such as DE';
  const validate = (value: unknown) => !Array.isArray(value) || value.every(isPhoneCountry);
  const read = (value: unknown) =>
    Array.isArray(value)
      ? [...new Set(value.map((one: unknown) => (typeof one === 'string' ? one.toUpperCase() : one)))]
      : value;
  return all(
    IsOptional(),
    Read(read),
    IsArray(),
    ArrayMaxSize(300),
    ValidateBy({ name: 'arePhoneCountries', validator: { validate, defaultMessage: () => message } }),
    IsString({ each: true }),
  );
}

/** Names of any sort with a text or null each. */
export function IsMapOfText(): PropertyDecorator {
  const isText = (entry: unknown) => entry === null || (typeof entry === 'string' && entry.length <= 256);
  const validate = (value: unknown) =>
    typeof value === 'object' && value !== null && Object.values(value).every(isText);
  const defaultMessage = () => 'every value must be a text of at most 256 characters, or null';
  return all(
    IsOptional(),
    IsObject(),
    ValidateBy({ name: 'isMapOfText', validator: { validate, defaultMessage } }),
  );
}

/** A part of the document. */
export function Section(type: () => new () => object): PropertyDecorator {
  return all(IsOptional(), IsObject(), ValidateNested(), Type(type));
}

/** Names that a section does not know are dropped, not refused. */
export function IgnoreUnknownNames(): PropertyDecorator {
  return Reflect.metadata(dropsUnknown, true);
}

function Read(read: (value: unknown) => unknown): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => read(value));
}

/** As if they were written above each other: the lowest one runs first. */
function all(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators.toReversed()) decorate(target, property);
  };
}
