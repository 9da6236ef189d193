import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import {
  AreChoices,
  ConsentChoices,
  ConsentDelegate,
  ConsentUserInput,
  ConsentValidation,
  IsForeignId,
  IsForeignIdList,
  IsFreeValues,
  IsMoment,
  IsRegulation,
  type FreeValues,
} from './consent-values';
import { messageKindIds, type MessageKindId } from './messages';
import { IsAbsentOr, IsLanguageTag } from './rules';

/** No more than the broker carries in one message, with room for the rest of it. */
const longestProofs = 720_000;
export const mostProofs = 10;

export function AreProofs(): PropertyDecorator {
  return ValidateBy({
    name: 'areProofs',
    validator: {
      validate: areShortTexts,
      defaultMessage: () => `must be of no more than ${longestProofs} characters in all`,
    },
  });
}

function areShortTexts(proofs: unknown): boolean {
  const texts: unknown[] = Array.isArray(proofs) ? proofs : [proofs];
  // what is no text has no length, and may not even be turned into one: `{"toString": 1}`
  const lengths = texts.map((text) => (typeof text === 'string' ? text.length : 0));
  return lengths.reduce((sum, length) => sum + length, 0) <= longestProofs;
}

/** A consent event as a caller writes it. */
export class ConsentEventInput {
  /** Made unless given; one that is taken is refused. */
  @IsOptional()
  @IsForeignId()
  id?: string | null;

  /** When the choice was made: now or earlier. */
  @IsOptional()
  @IsMoment()
  created_at?: string | null;

  @IsOptional()
  @IsRegulation()
  regulation?: string | null;

  /** `confirmed` unless told; with a validation it is `pending_approval` whatever is told. */
  @IsOptional()
  @IsIn(['confirmed', 'pending_approval'])
  status?: 'confirmed' | 'pending_approval' | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentUserInput)
  user?: ConsentUserInput | null;

  /** An event that is made has to have some. */
  @IsAbsentOr()
  @IsObject()
  @AreChoices()
  @ValidateNested()
  @Type(() => ConsentChoices)
  consents?: ConsentChoices;

  /** Data URIs in base64: they are kept as proofs of their own. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(mostProofs)
  @IsString({ each: true })
  @AreProofs()
  proofs?: string[] | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(mostProofs)
  @IsForeignIdList()
  proofs_id?: string[] | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentDelegate)
  delegate?: ConsentDelegate | null;

  @IsOptional()
  @IsFreeValues()
  metadata?: FreeValues | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentValidation)
  validation?: ConsentValidation | null;

  /** BCP 47; the language of the messages about it. */
  @IsOptional()
  @IsLanguageTag()
  locale?: string | null;
}

export const consentWarningReasons = [
  /** The organization has not created the template: the message is recorded and not sent. */
  'template_missing',
  'no_recipient',
  'no_approver',
  /** Whoever made the choice, or is the person, is none of its approvers. */
  'self_approval',
  /** Kept, and not to be named in a template. */
  'metadata_ignored',
] as const;
export type ConsentWarningReason = (typeof consentWarningReasons)[number];

/** What a caller should know of an event that was taken all the same. */
export class ConsentWarning {
  @IsIn([...consentWarningReasons])
  reason!: ConsentWarningReason;

  @IsAbsentOr()
  @IsIn(messageKindIds)
  email_type?: MessageKindId;

  /** In the event, such as `['user', 'metadata', 'tags']`. */
  @IsAbsentOr()
  @IsArray()
  path?: (string | number)[];
}
