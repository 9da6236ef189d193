import { field, type Rule } from '@subjectline/schema';
import { ArrayMaxSize, IsArray, IsString, Matches, MaxLength } from 'class-validator';
import { PlainEmail } from './contact-rules';

/* Fields that end up in the header of a mail. */

/** As reported by the check of a wording. */
export const tooLong = 'it is longer than $constraint1 characters';

/**
 * The name that a mail comes from. It is a header: no line break and no other control character, and nothing that
 * turns the direction of writing (U+202A–U+202E, U+2066–U+2069), which would have a name read as another's address.
 */
export function HeaderName(max: number) {
  return field<string>({
    rules: [
      (each) => IsString(each),
      (each) =>
        Matches(/^(?=.*\S)[^\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]+$/u, {
          ...each,
          message: 'it has to be one line of text without control characters',
        }),
      (each) => MaxLength(max, { ...each, message: tooLong }),
    ],
  });
}

const replyToRule = 'each has to be an e-mail address';

/**
 * Addresses of the organization. They share one header: no quoted local parts (RFC 5322 §3.4.1). They are not
 * templates: braces, which an address may contain, would be read as a variable without a value.
 */
export function ReplyToList(max: number) {
  return field<string[]>({
    rules: [
      () => IsArray(),
      () => ArrayMaxSize(max, { message: 'there are more than $constraint1 of them' }),
      ...PlainEmail(replyToRule).parts.rules.map(
        (rule): Rule =>
          () =>
            rule({ each: true }),
      ),
      () => Matches(/^[^\p{Cc}\s"(),:;<>[\\\]{}]+$/u, { each: true, message: replyToRule }),
    ],
    isList: true,
  });
}
