import { Flag, Nested, ObjectOf, OneOf, Optional, Text } from '@subjectline/schema';
import { channels, ContactAddress, WordingChanges, type Channel } from '@subjectline/contracts';

/** The parts that the body names are the organization's own; the others are inherited. */
export class CreateEmailBody {
  /** Who sends it; here that is `didomi`, whichever provider is active. */
  @Text({ max: 64 }) type_id!: string;
  @Text({ max: 128 }) email_type!: string;

  /** Default: `en`. */
  @Optional(Text({ max: 64 })) locale?: string;

  /** Left out, the wording that we ship is installed. */
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

  /** False: a variable that is not given stays empty and is reported; else a sample stands for it. */
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
  @Nested(() => ContactAddress) to!: ContactAddress;

  /** Another language than that of the e-mail: what a person who reads it would get. */
  @Optional(Text({ max: 64 })) locale?: string;

  /** Samples stand for what is left out. */
  @Optional(ObjectOf<Record<string, string>>()) variables?: Record<string, string>;
}
