import {
  Anything,
  type Field,
  ListOf,
  Nested,
  Nullish,
  OneOf,
  Optional,
  ownRule,
  Text,
  With,
} from '@subjectline/schema';
import {
  ConsentChoices,
  ConsentDelegate,
  ConsentUserInput,
  ConsentValidation,
  FreeObject,
  type FreeValues,
  areChoices,
  ForeignId,
  ListedForeignId,
  Moment,
  RegulationId,
} from './consent-values';
import { messageKindIds, type MessageKindId } from '../catalog/messages';
import { LanguageTag } from '../values/rules';

/** No more than the broker carries in one message, with room for the rest of it. */
const longestProofs = 720_000;
export const mostProofs = 10;

export const areProofs = ownRule({
  name: 'areProofs',
  validate: areShortTexts,
  message: `must be of no more than ${longestProofs} characters in all`,
});

function areShortTexts(proofs: unknown): boolean {
  const texts: unknown[] = Array.isArray(proofs) ? proofs : [proofs];
  // what is no text has no length, and may not even be turned into one: `{"toString": 1}`
  const lengths = texts.map((text) => (typeof text === 'string' ? text.length : 0));
  return lengths.reduce((sum, length) => sum + length, 0) <= longestProofs;
}

/** A consent event as a caller writes it. */
export class ConsentEventInput {
  /** Made unless given; one that is taken is refused. */
  @Nullish(ForeignId) id?: string | null;

  /** When the choice was made: now or earlier. */
  @Nullish(Moment) created_at?: string | null;
  @Nullish(RegulationId) regulation?: string | null;

  /** Default: `confirmed`. With a validation it is always `pending_approval`. */
  @Nullish(OneOf(['confirmed', 'pending_approval'])) status?: 'confirmed' | 'pending_approval' | null;
  @Nullish(Nested(() => ConsentUserInput)) user?: ConsentUserInput | null;

  /** An event that is made has to have some. */
  @Optional(
    With(
      Nested(() => ConsentChoices),
      { rules: [areChoices] },
    ),
  )
  consents?: ConsentChoices;

  /** Data URIs in base64: they are kept as proofs of their own. */
  @Nullish(ListOf(Text(), { max: mostProofs, rules: [areProofs] })) proofs?: string[] | null;
  @Nullish(ListOf(ListedForeignId, { max: mostProofs })) proofs_id?: string[] | null;
  @Nullish(Nested(() => ConsentDelegate)) delegate?: ConsentDelegate | null;
  @Nullish(FreeObject) metadata?: FreeValues | null;
  @Nullish(Nested(() => ConsentValidation)) validation?: ConsentValidation | null;

  /** BCP 47; the language of the messages about it. */
  @Nullish(LanguageTag) locale?: string | null;
}

export const consentWarningReasons = [
  /** The organization has not created the template: the message is recorded and not sent. */
  'template_missing',
  'no_recipient',
  'no_approver',
  /** The author of a choice, and its person, cannot approve it. */
  'self_approval',
  /** Kept, and not to be named in a template. */
  'metadata_ignored',
] as const;
export type ConsentWarningReason = (typeof consentWarningReasons)[number];

/** What a caller should know of an event that was taken all the same. */
export class ConsentWarning {
  @OneOf(consentWarningReasons) reason!: ConsentWarningReason;
  @Optional(OneOf(messageKindIds)) email_type?: MessageKindId;

  /** In the event, such as `['user', 'metadata', 'tags']`. */
  @Optional(ListOf(Anything as Field<string | number>)) path?: (string | number)[];
}
