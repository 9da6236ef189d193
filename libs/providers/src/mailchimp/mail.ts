import { asciiAddress } from '../mail/ascii-address';
import { commonHeaders, readMailbox, tidyName, uniqueAddresses } from '../mail/mailbox';
import type { OutgoingMessage } from '../provider';
import type { MailchimpDetails } from './settings';

/** A message in the fields of Mailchimp Transactional. It has no place for a deadline. */
export function toMail(message: OutgoingMessage, { email_from, reply_to }: MailchimpDetails): object {
  const { id, to, subject = '', html, text, fromName, logo, replyTo = reply_to ? [reply_to] : [] } = message;
  const { name = '', address } = readMailbox(email_from);
  const answersTo = uniqueAddresses(replyTo.map(asciiAddress)).join(', ');
  return {
    from_email: asciiAddress(address),
    from_name: tidyName(fromName ?? name),
    to: [{ email: asciiAddress(to), type: 'to' }],
    subject: tidyName(subject),
    text,
    ...(html !== undefined && { html }),
    ...(logo && {
      images: [{ type: logo.type, name: logo.contentId, content: logo.content.toString('base64') }],
    }),
    headers: { ...commonHeaders(id), ...(answersTo && { 'Reply-To': answersTo }) },
    metadata: { subjectline_id: id },
    ...asWritten,
  };
}

/** No tracking, and nothing that rewrites the mail, keeps it on a page or shows it to others. */
const asWritten = {
  track_opens: false,
  track_clicks: false,
  auto_text: false,
  auto_html: false,
  inline_css: false,
  view_content_link: false,
  preserve_recipients: false,
};
