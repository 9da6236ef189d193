import {
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  ObjectOf,
  OneOf,
  Optional,
  Text,
  Timestamp,
} from '@subjectline/schema';
import { callOf, defineState } from '../contract/define';
import { defaultLocale, fallbackChain } from '../values/locales';
import { BrandDetails } from '../config/brands';
import { channels, messageKind, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { HeaderName, ReplyToList, tooLong } from '../values/mail-headers';
import { OrganizationId } from '../values/rules';

const call = callOf('templates', { askedBy: ['gateway'] });

/** Max length of each part of a wording, in characters. */
export const wordingLimits = {
  subject: 998, // RFC 5322 §2.1.1: the longest header line
  html: 100_000,
  text: 100_000,
  sms: 1_600, // what Twilio accepts in one message
  from_name: 100,
} as const;

/** Max reply-to addresses. */
export const maxReplyTo = 10;

const FromName = HeaderName(wordingLimits.from_name);
const ReplyTo = ReplyToList(maxReplyTo);

/** What a template author writes, in Handlebars. `html` is a body; the layout around it is ours. */
export class Words {
  @Text({ max: wordingLimits.subject }) subject!: string;
  @Text({ max: wordingLimits.html }) html!: string;

  /** The plain-text part. If null, it is generated from `html`. */
  @Nullable(Text({ max: wordingLimits.text })) text!: string | null;
  @Text({ max: wordingLimits.sms }) sms!: string;
}

/** The words, and how a mail with them is signed and answered. Neither of the two is a template. */
export class Wording extends Words {
  /** Null to use the provider's sender. */
  @Nullable(FromName) from_name!: string | null;

  /** Reply-to addresses; empty if replies go to the sender. Never logged. */
  @ReplyTo reply_to!: string[];
}

/** Whose words a message has. */
export class WordingSource {
  @Text() locale!: string;
  @Int() version!: number;
}

/** By channel: a mail may be in a language in which the SMS of its kind has no words. */
export class WordingSources {
  @Nested(() => WordingSource) email!: WordingSource;
  @Nested(() => WordingSource) sms!: WordingSource;
}

/** The wording of one kind in one language, as dispatch holds it in memory. */
export class PublishedWording extends Wording {
  @OrganizationId organization!: string;
  @OneOf(messageKindIds) kind!: MessageKindId;
  @Text() locale!: string;

  /** 0 is the shipped wording; every change increments it. */
  @Int() version!: number;

  /** If the organization has no wording in this language, but some part in a wider one. */
  @Optional(Nested(() => WordingSources)) sources?: WordingSources;
}

/** Key `<organization>.<kind>.<locale>`. The shipped wording is published under the organization `builtin`. */
export const PublishedWordings = defineState({
  owner: 'templates',
  bucket: 'wordings',
  value: PublishedWording,
  readBy: ['dispatch', 'consents', 'gateway'],
});

/** No organization of a user can have this name's place: it is refused at sign-up. */
export const builtinOrganization = 'builtin';

export function wordingKey(organization: string, kind: MessageKindId, locale: string): string {
  return `${organization}.${kind}.${locale}`;
}

/** The languages, among these keys, that an organization has wording of its own in. */
export function localesIn(keys: Iterable<string>, organization: string): string[] {
  const locales = [...keys].flatMap((key) => {
    const [owner, , locale] = key.split('.');
    return locale !== undefined && owner === organization ? [locale] : [];
  });
  return [...new Set(locales)];
}

/** The key that templates publishes after all others: where it is missing, so may be any. */
export const lastPublishedWording = wordingKey(
  builtinOrganization,
  'subject_identity_verification',
  defaultLocale,
);

/**
 * Where the words for a person may stand, the nearest first: what the organization created, then what is shipped; in
 * each `fr-CA`, `fr`, the default. Of a kind that must be created nothing shipped counts: the organization has a
 * template for it when one of these keys is in the state.
 */
export function wordingKeys(organization: string, kind: MessageKindId, locale: string): string[] {
  const owners = messageKind(kind).mustBeCreated ? [organization] : [organization, builtinOrganization];
  return owners.flatMap((owner) => fallbackChain(locale).map((each) => wordingKey(owner, kind, each)));
}

/** The parts of a wording that an organization can write itself. */
export const ownPartNames = ['subject', 'html', 'text', 'sms', 'from_name', 'reply_to'] as const;
export type OwnPartName = (typeof ownPartNames)[number];

export class ListWordingsRequest {
  @OrganizationId organization!: string;

  /** With all of them the reply may pass what the broker carries in one message (1 MB). */
  @Optional(OneOf(messageKindIds)) kind?: MessageKindId;
  @Optional(Text()) locale?: string;
}

/** A kind with the wording in force. */
export class WordingInForce extends PublishedWording {
  @Text() label!: string;

  /** Whether the organization has created a wording of its own here, even one that writes nothing itself. */
  @Flag customised!: boolean;

  @ObjectOf<object>() parameters!: object;

  /** The parts that the organization wrote itself: they are in force as it wrote them. */
  @ListOf(OneOf(ownPartNames)) own_parts!: OwnPartName[];

  /** When the organization created its own; a removal begins anew. */
  @Nullable(Timestamp) created_at!: string | null;
  @Nullable(Timestamp) updated_at!: string | null;
}

export class WordingList {
  @ListOf(() => WordingInForce) wordings!: WordingInForce[];
}

export const ListWordings = call('list-wordings', ListWordingsRequest, WordingList);

export class ShowWordingRequest {
  @OrganizationId organization!: string;
  @OneOf(messageKindIds) kind!: MessageKindId;
  @Optional(Text()) locale?: string;

  /** What is shipped, whatever the organization wrote. */
  @Optional(Flag) shipped?: boolean;
}

/** A template with all conditions true: texts, and the parameters between them. */
export class ShownTemplate {
  /** One more than there are names. */
  @ListOf(Text()) texts!: string[];
  @ListOf(Text()) names!: string[];
}

/** A wording as authors see it who write placeholders and know of no conditions. */
export class ShownWording {
  @Int() version!: number;
  @Flag customised!: boolean;
  @Nested(() => ShownTemplate) subject!: ShownTemplate;
  @Nested(() => ShownTemplate) html!: ShownTemplate;

  /** Null if generated from `html`. */
  @Nullable(Nested(() => ShownTemplate)) text!: ShownTemplate | null;
  @Nested(() => ShownTemplate) sms!: ShownTemplate;
}

export const ShowWording = call('show-wording', ShowWordingRequest, ShownWording);

/** What is to become of the parts: see `saveModes` for what is left out; null goes back to what is below. */
export class WordingChanges {
  @Nullish(Text({ max: wordingLimits.subject, tooLong })) subject?: string | null;
  @Nullish(Text({ max: wordingLimits.html, tooLong })) html?: string | null;
  @Nullish(Text({ max: wordingLimits.text, tooLong })) text?: string | null;
  @Nullish(Text({ max: wordingLimits.sms, tooLong })) sms?: string | null;
  @Nullish(FromName) from_name?: string | null;

  /** An empty list is one: answers go to the sender, whatever a wider language says. */
  @Nullish(ReplyTo) reply_to?: string[] | null;
}

/**
 * How a change is meant.
 *
 *   create    there must be none yet (`template_exists`); what is left out is not written. With nothing written at all
 *             the shipped words become the organization's own: the way to begin for a kind that must be created.
 *   change    there must be one (`template_unknown`); what is left out stays
 *   replace   there must be one (`template_unknown`); what is left out goes
 *   adjust    as `change`, whether there is one or not; and what writes nothing any more goes away as a whole
 */
export const saveModes = ['create', 'change', 'replace', 'adjust'] as const;
export type SaveMode = (typeof saveModes)[number];

/** Which wording: of one kind, in one language (the default one when it is left out). */
export class WordingPlace {
  @OrganizationId organization!: string;
  @OneOf(messageKindIds) kind!: MessageKindId;
  @Optional(Text()) locale?: string;
}

export class SaveWordingRequest extends WordingPlace {
  /** Default: `adjust`. */
  @Optional(OneOf(saveModes)) mode?: SaveMode;

  /** The API client that saves it. */
  @Optional(Text({ max: 256 })) saved_by?: string;

  /** The version that was edited: refused with `template_changed` where it is not the last one. */
  @Optional(Int({ min: 0, max: 2_147_483_647 })) if_version?: number;
  @Nested(() => WordingChanges) changes!: WordingChanges;
}

/** Refused with `invalid` if a part uses an unknown parameter or lacks a required one. */
export const SaveWording = call('save-wording', SaveWordingRequest, WordingInForce, { creates: true });

export class PreviewWordingRequest extends WordingPlace {
  @OneOf(channels) channel!: Channel;

  /** Also `metadata_<key>`, if the kind accepts metadata. */
  @ObjectOf<Record<string, string>>() variables!: Record<string, string>;

  /** Whether samples stand in for omitted `variables`. Default: true. */
  @Optional(Flag) samples?: boolean;

  /**
   * Unsaved parts, applied over the current wording of the locale as `change` would. Refused as `change` would
   * refuse them (`['draft', part]`).
   */
  @Optional(Nested(() => WordingChanges)) draft?: WordingChanges;

  /** An unsaved brand, shown instead of the organization's; the logo stays. */
  @Optional(Nested(() => BrandDetails)) brand?: BrandDetails;
}

export class RenderedMessage {
  @Nullable(Text()) subject!: string | null;
  @Nullable(Text()) html!: string | null;
  @Text() text!: string;

  /** The locale of this wording. */
  @Text() locale!: string;

  /** Null for SMS. */
  @Nullable(Text()) from_name!: string | null;
  @ListOf(Text()) reply_to!: string[];

  /** Required variables and metadata used on this channel that have no value. They render empty. */
  @ListOf(Text()) missing!: string[];

  /** The number of SMS segments; null for e-mail. */
  @Nullable(Int()) segments!: number | null;
}

export const PreviewWording = call('preview-wording', PreviewWordingRequest, RenderedMessage);
