import type { MailJSON } from '@sendgrid/helpers/classes/mail';
import { commonHeaders, readMailbox, tidyName, uniqueAddresses } from '../mail/mailbox';
import type { OutgoingMessage } from '../provider';
import { asciiAddress } from '../mail/ascii-address';

/** A message as SendGrid's API takes it. A template of the vendor brings its own content. */
export type MailBody = Omit<MailJSON, 'content' | 'mail_settings'> &
  Partial<Pick<MailJSON, 'content'>> & {
    // the SDK's types lack some of the settings
    readonly mail_settings?: Readonly<Record<string, { readonly enable: boolean }>>;
  };

export interface Frame {
  /** The vendor's own frame around the body, or null. */
  readonly template: string | null;
  /** The sender, which may have a name. */
  readonly sender: string;
  /** The default Reply-To. */
  readonly replyTo?: string | undefined;
}

/**
 * A message in the form of the wire. The SDK would make it from its own words by copying the content several times, which
 * costs more than all else that a message does in this process.
 */
export function toMailBody(message: OutgoingMessage, frame: Frame): MailBody {
  const { to, subject = '', html, bodyHtml, text, variables } = message;
  const recipients = [{ email: asciiAddress(to) }];
  if (frame.template !== null) {
    // a dynamic template sees no other subject than this one
    const dynamic_template_data = { subject, fides_email_body: bodyHtml ?? html ?? text, ...variables };
    const personalizations = [{ to: recipients, dynamic_template_data }];
    return { ...envelope(message, frame), template_id: frame.template, personalizations };
  }
  // SendGrid wants the plain part first and refuses an empty one
  const parts = [
    { type: 'text/plain', value: text },
    { type: 'text/html', value: html ?? '' },
  ].filter((part) => part.value !== '');
  const [first = { type: 'text/plain', value: ' ' }, ...rest] = parts;
  return {
    ...envelope(message, frame),
    personalizations: [{ to: recipients }],
    content: [first, ...rest],
    ...picture(message),
  };
}

function picture({ logo }: OutgoingMessage): Pick<MailBody, 'attachments'> {
  if (!logo) return {};
  const { content, fileName: filename, type, contentId: content_id } = logo;
  return {
    attachments: [{ content: content.toString('base64'), filename, type, disposition: 'inline', content_id }],
  };
}

function envelope(message: OutgoingMessage, { sender, replyTo: defaultReplyTo }: Frame) {
  const {
    id,
    subject = '',
    fromName,
    isRequested,
    replyTo = defaultReplyTo ? [defaultReplyTo] : [],
  } = message;
  const { name = '', address } = readMailbox(sender);
  const shownName = displayName(fromName ?? name);
  return {
    from: { email: asciiAddress(address), ...(shownName && { name: shownName }) },
    subject,
    custom_args: { subjectline_id: id },
    headers: commonHeaders(id),
    tracking_settings: untracked,
    // a person who unsubscribed from all mail still gets what they ask for
    ...(isRequested && { mail_settings: { bypass_unsubscribe_management: { enable: true } } }),
    ...(replyTo.length > 0 && {
      reply_to_list: uniqueAddresses(replyTo.map(asciiAddress)).map((email) => ({ email })),
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
  click_tracking: { enable: false, enable_text: false },
  open_tracking: { enable: false },
  subscription_tracking: { enable: false },
  ganalytics: { enable: false },
};
