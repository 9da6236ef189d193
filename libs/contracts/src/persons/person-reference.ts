import { Nullish, ReadBy, With } from '@subjectline/schema';
import { ForeignId } from '../consents/consent-values';
import { maxAddress, PhoneNumber, PlainEmail } from '../values/contact-rules';
import { canonicalPhone } from '../values/phone-numbers';

const KnownPhone = ReadBy(
  (value) => (typeof value === 'string' ? canonicalPhone(value) : value),
  PhoneNumber,
);

/** Whose data is meant: all values are of one person. At least one has to be there. */
export class PersonReference {
  @Nullish(With(PlainEmail('must be an email'), { rules: [maxAddress] })) email?: string | null;
  @Nullish(KnownPhone) phone_number?: string | null;

  /** An id that the organization has for the person: of a consent user, or an identifier of a privacy request. */
  @Nullish(With(ForeignId, { example: 'crm-4711' })) user_id?: string | null;
}

/** The context that a sealed person reference is bound to. */
export function personContext(organization: string): string {
  return `person:${organization}`;
}

/** The given values of a reference. */
export function valuesOfPerson({ email, phone_number, user_id }: PersonReference): string[] {
  return [email, phone_number, user_id].flatMap((value) => value?.trim() || []);
}
