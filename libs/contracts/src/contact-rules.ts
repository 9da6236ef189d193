import { Transform } from 'class-transformer';
import {
  isEmail,
  Matches,
  ValidateBy,
  type ValidationArguments,
  type ValidationOptions,
} from 'class-validator';
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

export function IsPlainEmail(refusal: string, options?: ValidationOptions): PropertyDecorator {
  const problemOf = (value: unknown) =>
    [value].flat().flatMap((one: unknown) => emailProblem(one, refusal) ?? [])[0] ?? refusal;
  const defaultMessage = (given?: ValidationArguments) => problemOf(given?.value);
  return ValidateBy({ name: 'isEmail', validator: { validate: isPlainEmail, defaultMessage } }, options);
}

const e164 = 'Phone number must be formatted in E.164 format, i.e. +15558675309';
const noMessages = 'Phone number is not of a kind that can receive messages';

/** E.164 by its form alone. */
export function IsPhoneNumber(): PropertyDecorator {
  return Matches(phonePattern, { message: e164 });
}

/**
 * E.164 that a text message can reach. The zero that is dialled inside a country is taken out, so that one phone is one
 * number.
 */
export function IsReachablePhone(): PropertyDecorator {
  const tidy = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? canonicalPhone(value) : value,
  );
  const validate = (value: unknown) =>
    typeof value !== 'string' || !phonePattern.test(value) || canReceiveMessages(value);
  const isReachable = ValidateBy({
    name: 'isReachablePhone',
    validator: { validate, defaultMessage: () => noMessages },
  });
  return (target, property) => [tidy, isReachable, IsPhoneNumber()].forEach((rule) => rule(target, property));
}

/** What is wrong with a name that may be an address, too; null for every other name. */
export function contactProblem(text: string): string | null {
  const given = text.trim();
  if (isEmail(given) && unseen.test(given)) return `is no e-mail address: ${unseenCharacter}`;
  return phonePattern.test(given) && !canReceiveMessages(given) ? `is refused: ${noMessages}` : null;
}

/** A name of a person that is written to where it is an address. */
export function IsNameOrContact(): PropertyDecorator {
  return ValidateBy({
    name: 'isContact',
    validator: {
      validate: (value) => typeof value !== 'string' || contactProblem(value) === null,
      defaultMessage: (given) => contactProblem(String(given?.value)) ?? '',
    },
  });
}
