import type { Channel, DidomiTemplateId, RenderedMessage } from '@subjectline/contracts';
import { listOf, nullableText, objectOf, text } from '../openapi/shape';
import type { EmailPlace } from './email-id';

export interface PreviewResource {
  readonly email_type: DidomiTemplateId;
  /** The language whose words these are; a wider one where the one that was asked for has none. */
  readonly locale: string;
  readonly channel: Channel;
  readonly subject: string | null;
  readonly html: string | null;
  readonly text: string;
  readonly from_name: string | null;
  readonly reply_to: readonly string[];
  /** Variables used in the text for which no value was given. They render empty. */
  readonly missing: readonly string[];
  /** How many parts an SMS is charged as. */
  readonly segments: number | null;
}

export const previewShape = objectOf({
  email_type: text,
  locale: text,
  channel: text,
  subject: nullableText,
  html: nullableText,
  text,
  from_name: nullableText,
  reply_to: listOf(text),
  missing: listOf(text),
  segments: { type: 'integer', nullable: true },
});

export const previewExample: PreviewResource = {
  email_type: 'validation-double-optin',
  locale: 'en',
  channel: 'email',
  subject: 'Please confirm',
  html: '<!doctype html>…',
  text: 'Confirm your choices: https://subjectline.example.com/links?token=Ju3dTqk',
  from_name: null,
  reply_to: ['privacy@example.com'],
  missing: [],
  segments: null,
};

export function toPreview(
  { kind }: EmailPlace,
  channel: Channel,
  rendered: RenderedMessage,
): PreviewResource {
  return { email_type: kind, channel, ...rendered };
}
