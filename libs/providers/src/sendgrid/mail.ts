import type SdkMailService from '@sendgrid/mail';
import { commonHeaders, readMailbox, tidyName, uniqueAddresses } from '../mail/mailbox';
import type { OutgoingMessage } from '../provider';
import { asciiAddress } from './ascii-address';

export type Mail = Exclude<Parameters<typeof SdkMailService.send>[0], unknown[]>;

export interface Frame {
  /** The vendor's own frame around the body, or null. */
  readonly template: string | null;
  /** The sender, which may have a name. */
  readonly sender: string;
  /** The default Reply-To. */
  readonly replyTo?: string | undefined;
}

/** A message in the words of SendGrid's SDK. */
export function toMail(message: OutgoingMessage, frame: Frame): Mail {
  const { to, subject = '', html, bodyHtml, text, variables } = message;
  const recipients = [{ email: asciiAddress(to) }];
  if (frame.template !== null) {
    // a dynamic template sees no other subject than this one
    const dynamicTemplateData = { subject, fides_email_body: bodyHtml ?? html ?? text, ...variables };
    const personalizations = [{ to: recipients, dynamicTemplateData }];
    return { ...envelope(message, frame), templateId: frame.template, personalizations };
  }
  // SendGrid wants the plain part first and refuses an empty one
  const parts = [
    { type: 'text/plain', value: text },
    { type: 'text/html', value: html ?? '' },
  ].filter((part) => part.value !== '');
  const [first = { type: 'text/plain', value: ' ' }, ...rest] = parts;
  return { ...envelope(message, frame), personalizations: [{ to: recipients }], content: [first, ...rest] };
}

function envelope(message: OutgoingMessage, { sender, replyTo: usualReplyTo }: Frame) {
  const { id, subject = '', fromName, isRequested, replyTo = usualReplyTo ? [usualReplyTo] : [] } = message;
  const { name = '', address } = readMailbox(sender);
  const shownName = displayName(fromName ?? name);
  return {
    from: { email: asciiAddress(address), ...(shownName && { name: shownName }) },
    subject,
    customArgs: { subjectline_id: id },
    headers: commonHeaders(id),
    trackingSettings: untracked,
    // a person who unsubscribed from all mail still gets what they ask for
    ...(isRequested && { mailSettings: { bypassUnsubscribeManagement: { enable: true } } }),
    ...(replyTo.length > 0 && {
      replyToList: uniqueAddresses(replyTo.map(asciiAddress)).map((email) => ({ email })),
    }),
  };
}

/** SendGrid reads a name with a comma or a semicolon as two, unless it is in quotes; any other it shows with them. */
function displayName(name: string): string {
  const words = tidyName(name);
  return /[,;]/.test(words) ? `"${words.replaceAll(/["\\]/g, '\\$&')}"` : words;
}

/** No tracking: links in messages about a person's rights must not be rewritten, nor opens recorded. */
const untracked = {
  clickTracking: { enable: false, enableText: false },
  openTracking: { enable: false },
  subscriptionTracking: { enable: false },
  ganalytics: { enable: false },
};
