import { commonHeaders, tidyName, uniqueAddresses } from '../mail/mailbox';
import type { OutgoingMessage } from '../provider';
import { encodedWords } from '../mail/encoded-words';

const minute = 60_000;
const shortestMinutes = 5;
const maxMinutes = 24 * 60;

/** Mailgun's limit for everything that a message carries in `o:`, `h:`, `v:` and `t:` fields. */
export const maxExtraBytes = 16 * 1024;

export interface Frame {
  /** The vendor's own frame around the body, or null. */
  readonly template: string | null;
  readonly from: string;
  /** The default Reply-To. */
  readonly replyTo?: string | undefined;
}

/** A message in the fields of Mailgun's API. One that would be too much for the template goes without. */
export function toFields(
  message: OutgoingMessage,
  { template, from, replyTo }: Frame,
): Record<string, string> {
  const { html } = withFileName(message);
  const fields = envelope(message, from, message.replyTo ?? (replyTo ? [replyTo] : []));
  if (template !== null) {
    const framed = { ...fields, template, 't:variables': JSON.stringify(variablesOf(message)) };
    if (extraBytes(framed) <= maxExtraBytes) return framed;
  }
  return { ...fields, ...(html !== undefined && { html }) };
}

/** Mailgun knows a picture within a mail by the name of its file alone. */
function withFileName({ html, logo }: OutgoingMessage): Pick<OutgoingMessage, 'html'> {
  return { html: logo ? html?.replaceAll(`cid:${logo.contentId}`, `cid:${logo.fileName}`) : html };
}

/** In `t:variables`: values in `v:` or `X-Mailgun-Variables` travel in the mail's headers and in every report. */
function variablesOf({ bodyHtml, html, text, variables }: OutgoingMessage): Record<string, string> {
  return { fides_email_body: bodyHtml ?? html ?? text, ...variables };
}

function envelope(
  message: OutgoingMessage,
  from: string,
  replyTo: readonly string[],
): Record<string, string> {
  const { id, to, subject, text, expiresAt } = message;
  const fields: Record<string, string> = { from, to, text, 'v:subjectline_id': id, ...untracked };
  for (const [name, value] of Object.entries(commonHeaders(id))) fields[`h:${name}`] = value;
  if (subject !== undefined) fields['subject'] = subject;
  if (replyTo.length > 0) fields['h:Reply-To'] = uniqueAddresses(replyTo).join(', ');
  if (expiresAt) fields['o:deliver-within'] = deliverWithin(expiresAt);
  return fields;
}

function extraBytes(fields: Readonly<Record<string, string>>): number {
  const extra = Object.entries(fields).filter(([name]) => /^[ohvt]:/.test(name));
  return extra.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
}

/** No tracking: links in messages about a person's rights must not be rewritten, nor opens recorded. */
const untracked = { 'o:tracking': 'no', 'o:tracking-clicks': 'no', 'o:tracking-opens': 'no' };

/** Mailgun drops what it could not deliver by then; it takes 5 minutes to 24 hours. */
function deliverWithin(expiresAt: Date): string {
  const left = Math.floor((expiresAt.getTime() - Date.now()) / minute);
  const minutes = Math.min(maxMinutes, Math.max(shortestMinutes, left));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours ? `${hours}h` : ''}${rest ? `${rest}m` : ''}`;
}

/**
 * RFC 5322 3.4: a name of plain words stands as it is, any other in quotes. Of what is in quotes Mailgun loses the
 * letters that are not ASCII; those names are encoded (RFC 2047).
 */
export function mailbox(name: string | undefined, address: string): string {
  const words = tidyName(name);
  if (!words) return `<${address}>`;
  if (/^[\p{L}\p{N} !#$%&'*+/=?^_`{|}~-]+$/u.test(words)) return `${words} <${address}>`;
  if (!/^[\x20-\x7e]*$/.test(words)) return `${encodedWords(words)} <${address}>`;
  return `"${words.replaceAll(/["\\]/g, '\\$&')}" <${address}>`;
}
