import { BrandDetails, channels, ContactAddress, WordingChanges, type Channel } from '@subjectline/contracts';
import { Int, Nested, ObjectOf, OneOf, Optional } from '@subjectline/schema';

/** What is left out stays; null goes back to what is shipped. */
export class SaveWordingBody extends WordingChanges {
  /** The version that was edited: refused with `template_changed` where it is not the last one. */
  @Optional(Int({ min: 0, max: 2_147_483_647, example: 4 })) if_version?: number;
}

export class PreviewWordingBody {
  /** Default: email. */
  @Optional(OneOf(channels, { example: 'email' })) channel?: Channel;

  /** Unsaved parts, shown over what is in force. */
  @Optional(Nested(() => WordingChanges)) changes?: WordingChanges;

  /** What is left out has sample values. */
  @Optional(ObjectOf<Record<string, string>>()) variables?: Record<string, string>;

  /** An unsaved brand, shown instead of the organization's; the logo stays. */
  @Optional(Nested(() => BrandDetails)) brand?: BrandDetails;
}

export class TestWordingBody {
  /** An e-mail address or a phone number, not both. */
  @Nested(() => ContactAddress) to!: ContactAddress;
}
