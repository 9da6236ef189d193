import { IsEmail, IsOptional, IsString, IsUUID, MaxLength, ValidateBy } from 'class-validator';
import { problemsOf } from './check';
import { emailProblem, IsPhoneNumber, isPlainEmail, IsReachablePhone } from './contact-rules';

/** What Fides names itself of a person; every other identifier has a label of its own (contracts/fides). */
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
function IsMailAddress(): PropertyDecorator {
  return ValidateBy({
    name: 'isEmail',
    validator: {
      validate: (value) => isPlainEmail(value) && !reservedDomains.test(value),
      defaultMessage: (given) => emailProblem(given?.value, noAddress) ?? noAddress,
    },
  });
}

export type PlainValue = string | number | (string | number)[];

const longestText = 4_096;
const mostValues = 100;

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' ? value.length <= longestText : Number.isSafeInteger(value);
}

function isPlainValue(value: unknown): value is PlainValue {
  return Array.isArray(value) ? value.length <= mostValues && value.every(isScalar) : isScalar(value);
}

/** What a form asked for by a name of its own, and what was answered. */
export class LabelledValue {
  @IsString()
  @MaxLength(512)
  label!: string;

  @ValidateBy({
    name: 'isPlainValue',
    validator: {
      validate: isPlainValue,
      defaultMessage: () => 'must be a text, an integer or a list of these',
    },
  })
  value!: PlainValue;
}

/** How many values of its own an identity or a form may have. */
export const maxLabelled = 50;
const namePattern = /^[^\p{Cc}]{1,128}$/u;

/** An object of labelled values by their names. */
export function IsLabelledValues(): PropertyDecorator {
  return ValidateBy({
    name: 'isLabelledValues',
    validator: {
      validate: areLabelledValues,
      defaultMessage: () => `must be an object of no more than ${maxLabelled} labelled values`,
    },
  });
}

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
  @IsOptional()
  @IsEmail({}, { message: noAddress })
  @MaxLength(320)
  email?: string | null;

  @IsOptional()
  @IsPhoneNumber()
  phone_number?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(512)
  external_id?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(512)
  ga_client_id?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(512)
  ljt_readerID?: string | null;

  @IsOptional()
  @IsUUID()
  fides_user_device_id?: string | null;

  /** Identifiers under names of the caller's own. */
  @IsOptional()
  @IsLabelledValues()
  custom?: Record<string, LabelledValue> | null;
}

/** Who asks, as they describe themselves to Fides' API. At least one value has to be there. */
export class RequestIdentity extends PersonIdentity {
  @IsMailAddress()
  override email?: string | null;

  @IsReachablePhone()
  override phone_number?: string | null;
}
