import { getCountries, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';

/*
 * What numbering plans say of a phone number. class-validator loads the same tables, so they cost no memory of their own.
 */

/** E.164 as Fides checks it: plus sign, 1-9, digits only, 9 to 16 characters. */
export const phonePattern = /^\+[1-9]\d{7,14}$/;

/** Numbers that cost the caller or the called more, or that have no phone behind them that shows a text message. */
const refusedTypes: ReadonlySet<string | undefined> = new Set([
  'PREMIUM_RATE',
  'SHARED_COST',
  'PERSONAL_NUMBER',
  'UAN',
  'PAGER',
  'VOICEMAIL',
]);

/** What ITU-T E.164 gives to no country: free phone, satellites, networks and premium rates of the whole world. */
const globalCodes: ReadonlySet<string> = new Set([
  '800',
  '808',
  '870',
  '878',
  '881',
  '882',
  '883',
  '888',
  '979',
]);

/**
 * Numbers as they were dialled from abroad until a country gave a digit up, where libphonenumber does not know the old
 * form: Mexico's 1 before mobile numbers, gone since 2019.
 */
const oldForms: readonly (readonly [old: RegExp, now: string])[] = [[/^\+521(?=\d{10}$)/, '+52']];

/** The shortest number that `phonePattern` takes. */
const shortest = 9;

/**
 * As E.164 writes it: without the zero that is dialled inside a country (`+44 0…`), and as the country counts today. Numbers that no numbering plan knows
 * stay as they are.
 */
export function canonicalPhone(text: string): string {
  return (phonePattern.test(text) && validNumber(text)?.number) || text;
}

/** One name for what reaches one phone: digits after the end of a number are dialled by no exchange. */
export function phoneLineOf(text: string): string {
  return knownNumber(text)?.number ?? text;
}

/** Whether a text message could arrive there, as far as its numbering plan tells. */
export function canReceiveMessages(text: string): boolean {
  const number = parsePhoneNumberFromString(text);
  if (!number || globalCodes.has(number.countryCallingCode)) return false;
  return !refusedTypes.has(knownNumber(text)?.getType());
}

/**
 * The country by ISO 3166-1, null where it cannot be told. A number that no plan knows belongs to the country that its
 * calling code stands for first, such as `US` for +1.
 */
export function phoneCountry(text: string): string | null {
  const number = knownNumber(text) ?? parsePhoneNumberFromString(text);
  return number?.country ?? number?.getPossibleCountries()[0] ?? null;
}

const countries: ReadonlySet<string> = new Set(getCountries());

/** Whether there are phone numbers of that country, by ISO 3166-1. */
export function isPhoneCountry(country: unknown): boolean {
  return typeof country === 'string' && countries.has(country);
}

/** @param allowed null for every country */
export function isPhoneAllowed(text: string, allowed: readonly string[] | null): boolean {
  return allowed === null || allowed.includes(phoneCountry(text) ?? '');
}

/** The number, or the one that its first digits are. */
function knownNumber(text: string): PhoneNumber | null {
  for (let end = text.length; end >= shortest; end -= 1) {
    const number = validNumber(text.slice(0, end));
    if (number) return number;
  }
  return null;
}

function validNumber(text: string): PhoneNumber | null {
  const spellings = [text, ...oldForms.map(([old, now]) => text.replace(old, now))];
  const numbers = spellings.map((spelling) => parsePhoneNumberFromString(spelling));
  return numbers.find((number) => number?.isValid()) ?? null;
}
