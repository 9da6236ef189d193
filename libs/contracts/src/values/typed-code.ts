import { Pattern, ReadBy } from '@subjectline/schema';

/** A sentence with a code in it, but no page of text. */
const maxTypedLength = 1_000;

/**
 * A code as it was drawn, however it was typed or pasted: `870-432` and `code: 870432` are `870432`, and so is the same in
 * full-width, Arabic or any other decimal digits of Unicode. What has not six digits stays as it is.
 */
function plainCode(typed: string): string {
  if (typed.length > maxTypedLength) return typed;
  const digits = typed.match(/\p{Nd}/gu) ?? [];
  return digits.length === 6 ? digits.map(valueOf).join('') : typed;
}

/** Decimal digits stand together in order, ten for each script, so the distance to the first of them tells the value. */
function valueOf(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((point - zero) % 10);
}

/** The code of a message as a person typed it. Without six digits it can be no code, and is no try at one either. */
export const TypedCode = ReadBy(
  (value) => (typeof value === 'string' ? plainCode(value) : value),
  Pattern(/^[0-9]{6}$/, 'must be the six digits of the code', { example: '482913' }),
);
