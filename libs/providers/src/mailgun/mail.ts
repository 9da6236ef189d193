import type { OutgoingMessage } from '../provider';

const minute = 60_000;
const shortestMinutes = 5;
const longestMinutes = 24 * 60;

/** A message in the fields of Mailgun's API; `template` is the vendor's own frame around the body, if there is one. */
export function toFields(
  message: OutgoingMessage,
  from: string,
  template: string | null,
): Record<string, string> {
  const { id, to, subject, text, html, bodyHtml, variables, replyTo, expiresAt } = message;
  const fields: Record<string, string> = { from, to, text, 'v:subjectline_id': id, ...untracked };
  if (subject !== undefined) fields.subject = subject;
  if (replyTo?.length) fields['h:Reply-To'] = replyTo.join(', ');
  if (expiresAt) fields['o:deliver-within'] = deliverWithin(expiresAt);
  if (template !== null) {
    fields.template = template;
    fields['h:X-Mailgun-Variables'] = JSON.stringify({
      fides_email_body: bodyHtml ?? html ?? text,
      ...variables,
    });
  } else if (html !== undefined) {
    fields.html = html;
  }
  return fields;
}

/** Messages about a person's rights carry links that must not be rewritten, and nobody's reading is watched. */
const untracked = { 'o:tracking': 'no', 'o:tracking-clicks': 'no', 'o:tracking-opens': 'no' };

/** Mailgun drops what it could not deliver by then; it takes 5 minutes to 24 hours. */
function deliverWithin(expiresAt: Date): string {
  const left = Math.floor((expiresAt.getTime() - Date.now()) / minute);
  const minutes = Math.min(longestMinutes, Math.max(shortestMinutes, left));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours ? `${hours}h` : ''}${rest ? `${rest}m` : ''}`;
}

/** RFC 5322 3.4: a name of plain words stands as it is, any other in quotes. */
export function mailbox(name: string | undefined, address: string): string {
  const words = name?.replaceAll(/\p{Cc}+/gu, ' ').trim();
  if (!words) return `<${address}>`;
  const isPlain = /^[\p{L}\p{N} !#$%&'*+/=?^_`{|}~-]+$/u.test(words);
  return `${isPlain ? words : `"${words.replaceAll(/["\\]/g, '\\$&')}"`} <${address}>`;
}
