import { type Field, Own, ownRule, Pattern, ReadBy, With, type Rule } from '@subjectline/schema';
import { isEmail, MaxLength } from 'class-validator';
import { canonicalPhone, canReceiveMessages, phonePattern } from './phone-numbers';

/* Rules of what callers give us to write to. What is stored already is opened by the rules of its own class. */

/**
 * Characters that are not seen, or that turn the direction of writing: a copy of an address with one of them in it looks
 * the same and is another. White space other than a plain space is one of them, as is the blank of Braille.
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|[^\S ]/u;

const unseenCharacter = 'it contains an invisible or control character';

/** An e-mail address without characters that are not seen. */
export function isPlainEmail(value: unknown): value is string {
  return isEmail(value) && !unseen.test(String(value));
}

/**
 * @param refusal such as `must be an e-mail address`; what is wrong follows where that is not plain to see
 * @returns null for an address that can be written to
 */
export function emailProblem(value: unknown, refusal: string): string | null {
  if (isPlainEmail(value)) return null;
  return typeof value === 'string' && unseen.test(value) ? `${refusal}: ${unseenCharacter}` : refusal;
}

/** @param refusal such as `must be an e-mail address` */
export function PlainEmail(refusal: string): Field<string> {
  const problemOf = (value: unknown) =>
    [value].flat().flatMap((one: unknown) => emailProblem(one, refusal) ?? [])[0] ?? refusal;
  return Own({ name: 'isEmail', validate: isPlainEmail, message: problemOf }, { example: 'ana@example.com' });
}

/** RFC 5321 §4.5.3.1: 64 octets, `@`, 255 octets. */
export const maxAddress: Rule = (each) => MaxLength(320, each);

const e164 = 'Phone number must be formatted in E.164 format, i.e. +15558675309';
const noMessages = 'Phone number is not of a kind that can receive messages';

/** E.164 by its form alone. */
export const PhoneNumber = Pattern(phonePattern, e164, { example: '+15558675309' });

/**
 * E.164 that a text message can reach. The zero that is dialled inside a country is taken out, so that one phone is one
 * number.
 */
export const ReachablePhone = ReadBy(
  (value) => (typeof value === 'string' ? canonicalPhone(value) : value),
  With(PhoneNumber, {
    rules: [
      ownRule({
        name: 'isReachablePhone',
        validate: (value) =>
          typeof value !== 'string' || !phonePattern.test(value) || canReceiveMessages(value),
        message: noMessages,
      }),
    ],
  }),
);

/** The problem of a name that looks like an address; null for every other name. */
export function contactProblem(text: string): string | null {
  const given = text.trim();
  if (isEmail(given) && unseen.test(given)) return `is no e-mail address: ${unseenCharacter}`;
  return phonePattern.test(given) && !canReceiveMessages(given) ? `is refused: ${noMessages}` : null;
}

/** A name of a person that is written to where it is an address. */
export const isNameOrContact = ownRule({
  name: 'isContact',
  validate: (value) => typeof value !== 'string' || contactProblem(value) === null,
  message: (value) => contactProblem(String(value)) ?? '',
});
