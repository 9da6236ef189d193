import { Email, Nullish, Own, problemsOf, Text, Uuid, With } from '@subjectline/schema';
import { emailProblem, isPlainEmail, PhoneNumber, ReachablePhone, maxAddress } from '../values/contact-rules';

/** What Fides names itself of a person; every other identifier has a label of its own. */
export const identifierNames = [
  'email',
  'phone_number',
  'external_id',
  'ga_client_id',
  'ljt_readerID',
  'fides_user_device_id',
] as const;
export type IdentifierName = (typeof identifierNames)[number];

/** No mail is ever delivered there: RFC 2606 §2, RFC 6761 §6, RFC 6762, RFC 7686, RFC 3172. */
const reservedDomains = /(^|\.)(test|invalid|localhost|local|onion|arpa)$/i;

const noAddress = 'value is not a valid email address';

/** An address as Fides takes it: by its syntax alone, but none below a domain that can have no mailbox. */
export const MailAddress = Own<string>({
  name: 'isEmail',
  validate: (value) => isPlainEmail(value) && !reservedDomains.test(value),
  message: (value) => emailProblem(value, noAddress) ?? noAddress,
});

export type PlainValue = string | number | (string | number)[];

const maxTextLength = 4_096;
const maxValues = 100;

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' ? value.length <= maxTextLength : Number.isSafeInteger(value);
}

function isPlainValue(value: unknown): value is PlainValue {
  return Array.isArray(value) ? value.length <= maxValues && value.every(isScalar) : isScalar(value);
}

/** What a form asked for by a name of its own, and what was answered. */
export class LabelledValue {
  @Text({ max: 512 }) label!: string;

  @Own<PlainValue>({
    name: 'isPlainValue',
    validate: isPlainValue,
    message: 'must be a text, an integer or a list of these',
  })
  value!: PlainValue;
}

/** How many values of its own an identity or a form may have. */
export const maxLabelled = 50;
const namePattern = /^[^\p{Cc}]{1,128}$/u;

/** An object of labelled values by their names. */
export const LabelledValues = Own<Record<string, LabelledValue>>({
  name: 'isLabelledValues',
  validate: areLabelledValues,
  message: `must be an object of no more than ${maxLabelled} labelled values`,
});

function areLabelledValues(values: unknown): boolean {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false;
  const entries = Object.entries(values);
  if (entries.length > maxLabelled) return false;
  return entries.every(
    ([name, value]) => namePattern.test(name) && problemsOf(LabelledValue, value).length === 0,
  );
}

/** Who a person is, as it is kept and shown. */
export class PersonIdentity {
  @Nullish(With(Email(noAddress), { rules: [maxAddress] })) email?: string | null;
  @Nullish(PhoneNumber) phone_number?: string | null;
  @Nullish(Text({ max: 512 })) external_id?: string | null;
  @Nullish(Text({ max: 512 })) ga_client_id?: string | null;
  @Nullish(Text({ max: 512 })) ljt_readerID?: string | null;
  @Nullish(Uuid) fides_user_device_id?: string | null;

  /** Identifiers under names of the caller's own. */
  @Nullish(LabelledValues) custom?: Record<string, LabelledValue> | null;
}

/** Who asks, as they describe themselves to Fides' API. At least one value has to be there. */
export class RequestIdentity extends PersonIdentity {
  @MailAddress override email?: string | null;
  @ReachablePhone override phone_number?: string | null;
}
