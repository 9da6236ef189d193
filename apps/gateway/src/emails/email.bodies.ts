import { Flag, Nested, ObjectOf, OneOf, Optional, ReadBy, Text } from '@subjectline/schema';
import { channels, ContactAddress, WordingChanges, type Channel } from '@subjectline/contracts';

/** The given parts are the organization's own; the others are inherited. */
export class CreateEmailBody {
  /** Always `didomi`, whichever provider is active. */
  @Text({ max: 64 }) type_id!: string;
  @Text({ max: 128 }) email_type!: string;

  /** Default: `en`. */
  @Optional(Text({ max: 64 })) locale?: string;

  /** Default: the shipped wording. */
  @Optional(Nested(() => WordingChanges)) properties?: WordingChanges;
}

export class ChangeEmailBody {
  /** May be repeated, but an e-mail keeps it, as it keeps the next two. */
  @Optional(Text({ max: 64 })) type_id?: string;
  @Optional(Text({ max: 128 })) email_type?: string;
  @Optional(Text({ max: 64 })) locale?: string;
  @Nested(() => WordingChanges) properties!: WordingChanges;
}

export class PreviewEmailBody {
  /** Unsaved parts, applied over the current wording. */
  @Optional(Nested(() => WordingChanges)) properties?: WordingChanges;
  @Optional(ObjectOf<Record<string, string>>()) variables?: Record<string, string>;

  /** Whether samples stand in for omitted variables. Default: true. If false, they render empty and are reported. */
  @Optional(Flag) samples?: boolean;

  /** Default: the e-mail. */
  @Optional(OneOf(channels)) channel?: Channel;
}

export class PreviewUnsavedEmailBody extends PreviewEmailBody {
  /** May be there as when the e-mail is created: the body of that can be shown first. */
  @Optional(Text({ max: 64 })) type_id?: string;
  @Text({ max: 128 }) email_type!: string;

  /** Default: `en`. */
  @Optional(Text({ max: 64 })) locale?: string;
}

export class TestEmailBody {
  /** A text is taken as its `email`. */
  @ReadBy(
    (to) => (typeof to === 'string' ? Object.assign(new ContactAddress(), { email: to }) : to),
    Nested(() => ContactAddress),
  )
  to!: ContactAddress;

  /** Another language than that of the e-mail: shows what a reader of that language would get. */
  @Optional(Text({ max: 64 })) locale?: string;

  /** Omitted variables get sample values. */
  @Optional(ObjectOf<Record<string, string>>()) variables?: Record<string, string>;
}
