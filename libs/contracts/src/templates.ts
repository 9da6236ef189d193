import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { defineCall, defineState } from './define';
import { channels, messageKindIds, type Channel, type MessageKindId } from './messages';
import { IsAbsentOr, IsOrganization } from './rules';

/** The locale that every kind has wording in, and the last to be tried. */
export const defaultLocale = 'en';

/** The longest that each part of a wording may be, in characters. */
export const wordingLimits = {
  subject: 998, // RFC 5322 §2.1.1: the longest header line
  html: 100_000,
  text: 100_000,
  sms: 1_600, // what Twilio accepts in one message
} as const;

/** What a template author writes, in Handlebars. `html` is a body; the layout around it is ours. */
export class Wording {
  @IsString()
  @MaxLength(wordingLimits.subject)
  subject!: string;

  @IsString()
  @MaxLength(wordingLimits.html)
  html!: string;

  /** The plain-text part; when null it is made from `html`. */
  @IsOptional()
  @IsString()
  @MaxLength(wordingLimits.text)
  text!: string | null;

  @IsString()
  @MaxLength(wordingLimits.sms)
  sms!: string;
}

/** The wording of one kind in one language, as dispatch holds it in memory. */
export class PublishedWording extends Wording {
  @IsOrganization()
  organization!: string;

  @IsIn(messageKindIds)
  kind!: MessageKindId;

  @IsString()
  locale!: string;

  /** 0 is the shipped wording; every change makes a new one. */
  @IsInt()
  version!: number;
}

/** Key `<organization>.<kind>.<locale>`. The shipped wording is published under the organization `builtin`. */
export const PublishedWordings = defineState({
  owner: 'templates',
  bucket: 'wordings',
  value: PublishedWording,
  readBy: ['dispatch'],
});

/** No organization of a user can have this name's place: it is refused at sign-up. */
export const builtinOrganization = 'builtin';

export function wordingKey(organization: string, kind: MessageKindId, locale: string): string {
  return `${organization}.${kind}.${locale}`;
}

export class ListWordingsRequest {
  @IsOrganization()
  organization!: string;

  /** With all of them the reply may pass what the broker carries in one message (1 MB). */
  @IsAbsentOr()
  @IsIn(messageKindIds)
  kind?: MessageKindId;

  @IsAbsentOr()
  @IsString()
  locale?: string;
}

/** A kind with the wording in force. */
export class WordingInForce extends PublishedWording {
  @IsString()
  label!: string;

  /** False while the shipped wording is in force. */
  @IsBoolean()
  customised!: boolean;

  @IsObject()
  parameters!: object;
}

export class WordingList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => WordingInForce)
  wordings!: WordingInForce[];
}

export const ListWordings = defineCall({
  owner: 'templates',
  name: 'list-wordings',
  request: ListWordingsRequest,
  reply: WordingList,
  askedBy: ['gateway'],
});

export class ShowWordingRequest {
  @IsOrganization()
  organization!: string;

  @IsIn(messageKindIds)
  kind!: MessageKindId;

  @IsAbsentOr()
  @IsString()
  locale?: string;

  /** What is shipped, whatever the organization wrote. */
  @IsAbsentOr()
  @IsBoolean()
  shipped?: boolean;
}

/** A template without its conditions, as if everything were given: texts, and the parameters between them. */
export class ShownTemplate {
  /** One more than there are names. */
  @IsArray()
  @IsString({ each: true })
  texts!: string[];

  @IsArray()
  @IsString({ each: true })
  names!: string[];
}

/** A wording as authors see it who write placeholders and know of no conditions. */
export class ShownWording {
  @IsInt()
  version!: number;

  @IsBoolean()
  customised!: boolean;

  @IsDefined()
  @ValidateNested()
  @Type(() => ShownTemplate)
  subject!: ShownTemplate;

  @IsDefined()
  @ValidateNested()
  @Type(() => ShownTemplate)
  html!: ShownTemplate;

  /** Null while it is made from `html`. */
  @IsOptional()
  @ValidateNested()
  @Type(() => ShownTemplate)
  text!: ShownTemplate | null;

  @IsDefined()
  @ValidateNested()
  @Type(() => ShownTemplate)
  sms!: ShownTemplate;
}

export const ShowWording = defineCall({
  owner: 'templates',
  name: 'show-wording',
  request: ShowWordingRequest,
  reply: ShownWording,
  askedBy: ['gateway'],
});

/** As whoever examines a wording says it. */
const tooLong = { message: 'it is longer than $constraint1 characters' };

export class WordingChanges {
  @IsOptional()
  @IsString()
  @MaxLength(wordingLimits.subject, tooLong)
  subject?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(wordingLimits.html, tooLong)
  html?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(wordingLimits.text, tooLong)
  text?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(wordingLimits.sms, tooLong)
  sms?: string | null;
}

export class SaveWordingRequest {
  @IsOrganization()
  organization!: string;

  @IsIn(messageKindIds)
  kind!: MessageKindId;

  @IsAbsentOr()
  @IsString()
  locale?: string;

  /** A part that is null goes back to the shipped one; a part that is absent stays. */
  @IsDefined()
  @ValidateNested()
  @Type(() => WordingChanges)
  changes!: WordingChanges;
}

/** Refused with `invalid` when a part names something unknown or lacks a parameter it cannot do without. */
export const SaveWording = defineCall({
  owner: 'templates',
  name: 'save-wording',
  request: SaveWordingRequest,
  reply: WordingInForce,
  askedBy: ['gateway'],
});

export class PreviewWordingRequest {
  @IsOrganization()
  organization!: string;

  @IsIn(messageKindIds)
  kind!: MessageKindId;

  @IsAbsentOr()
  @IsString()
  locale?: string;

  @IsIn([...channels])
  channel!: Channel;

  /** What is left out takes the sample of the kind's parameter. */
  @IsObject()
  variables!: Record<string, string>;
}

export class RenderedMessage {
  @IsOptional()
  @IsString()
  subject!: string | null;

  @IsOptional()
  @IsString()
  html!: string | null;

  @IsString()
  text!: string;
}

export const PreviewWording = defineCall({
  owner: 'templates',
  name: 'preview-wording',
  request: PreviewWordingRequest,
  reply: RenderedMessage,
  askedBy: ['gateway'],
});
