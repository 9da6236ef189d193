import {
  channels,
  didomiTemplateIds,
  type Channel,
  type DidomiTemplateId,
  type RenderedMessage,
} from '@subjectline/contracts';
import { Int, ListOf, Nullable, OneOf, Text } from '@subjectline/schema';
import type { EmailPlace } from '../email-id';

export class PreviewResource {
  @OneOf(didomiTemplateIds, { example: 'validation-double-optin' }) email_type!: DidomiTemplateId;

  /** The language of the text: a wider one if there is none in the requested language. */
  @Text({ example: 'en' }) locale!: string;
  @OneOf(channels, { example: 'email' }) channel!: Channel;
  @Nullable(Text({ example: 'Please confirm' })) subject!: string | null;
  @Nullable(Text({ example: '<!doctype html>…' })) html!: string | null;
  @Text({ example: 'Confirm your choices: https://subjectline.example.com/links?token=Ju3dTqk' })
  text!: string;
  @Nullable(Text()) from_name!: string | null;
  @ListOf(Text({ example: 'privacy@example.com' })) reply_to!: readonly string[];

  /** Required variables and metadata used in the text for which no value was given. They render empty. */
  @ListOf(Text(), { example: [] }) missing!: readonly string[];

  /** The number of SMS segments. */
  @Nullable(Int()) segments!: number | null;
}

export function toPreview(
  { kind }: EmailPlace,
  channel: Channel,
  rendered: RenderedMessage,
): PreviewResource {
  return { email_type: kind, channel, ...rendered };
}
