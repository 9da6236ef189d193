import type SdkMailService from '@sendgrid/mail';
import type { OutgoingMessage } from '../provider';

export type Mail = Exclude<Parameters<typeof SdkMailService.send>[0], unknown[]>;

/** A message in the words of SendGrid's SDK; `template` is the vendor's own frame around the body, if there is one. */
export function toMail(message: OutgoingMessage, sender: string, template: string | null): Mail {
  const { id, to, subject, html, bodyHtml, text, variables, fromName, replyTo } = message;
  const envelope = {
    from: { email: sender, ...(fromName && { name: displayName(fromName) }) },
    subject: subject ?? '',
    customArgs: { subjectline_id: id },
    trackingSettings: untracked,
    ...(replyTo?.length && { replyToList: replyTo.map((email) => ({ email })) }),
  };
  if (template !== null) {
    const dynamicTemplateData = { fides_email_body: bodyHtml ?? html ?? text, ...variables };
    return {
      ...envelope,
      templateId: template,
      personalizations: [{ to: [{ email: to }], dynamicTemplateData }],
    };
  }
  // SendGrid wants the plain part first and refuses an empty one
  const parts = [
    { type: 'text/plain', value: text },
    { type: 'text/html', value: html ?? '' },
  ].filter((part) => part.value !== '');
  const [first = { type: 'text/plain', value: ' ' }, ...rest] = parts;
  return { ...envelope, personalizations: [{ to: [{ email: to }] }], content: [first, ...rest] };
}

/** SendGrid reads a name with a comma or a semicolon as two, unless it is in quotes; any other it shows with them. */
function displayName(name: string): string {
  const words = name.replaceAll(/[\p{Cc}]+/gu, ' ').trim();
  return /[,;]/.test(words) ? `"${words.replaceAll(/["\\]/g, '\\$&')}"` : words;
}

/** Messages about a person's rights carry links that must not be rewritten, and nobody's reading is watched. */
const untracked = {
  clickTracking: { enable: false, enableText: false },
  openTracking: { enable: false },
  subscriptionTracking: { enable: false },
  ganalytics: { enable: false },
};
