import type { Attachment, SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { asciiAddress } from '../mail/ascii-address';
import { encodedWords } from '../mail/encoded-words';
import { commonHeaders, readMailbox, tidyName, uniqueAddresses } from '../mail/mailbox';
import type { InlinePicture, OutgoingMessage } from '../provider';
import type { SesDetails } from './settings';

const charset = { Charset: 'UTF-8' } as const;

/** The address that mails come from. */
export function senderOf({ email_from, domain }: SesDetails): string {
  return asciiAddress(email_from ?? `noreply@${domain ?? ''}`);
}

/** A message in the fields of SES. It has no place for a deadline. */
export function toMail(message: OutgoingMessage, details: SesDetails): SendEmailCommandInput {
  const { id, to, subject = '', html, text, fromName, replyTo, logo } = message;
  const { reply_to: usual, configuration_set } = details;
  const { name = '' } = readMailbox(details.email_from ?? '');
  const answersTo = uniqueAddresses((replyTo ?? (usual ? [usual] : [])).map(asciiAddress));
  const headers = Object.entries(commonHeaders(id)).map(([Name, Value]) => ({ Name, Value }));
  return {
    FromEmailAddress: mailbox(fromName ?? name, senderOf(details)),
    Destination: { ToAddresses: [asciiAddress(to)] },
    ...(answersTo.length > 0 && { ReplyToAddresses: answersTo }),
    ...(configuration_set && { ConfigurationSetName: configuration_set }),
    EmailTags: [{ Name: 'subjectline_id', Value: id }],
    Content: {
      Simple: {
        Subject: { Data: tidyName(subject), ...charset },
        Body: {
          Text: { Data: text, ...charset },
          ...(html !== undefined && { Html: { Data: html, ...charset } }),
        },
        Headers: headers,
        ...(logo && { Attachments: [attachmentOf(logo)] }),
      },
    },
  };
}

function attachmentOf({ content, contentId, fileName, type }: InlinePicture): Attachment {
  return {
    RawContent: content,
    ContentDisposition: 'INLINE',
    ContentTransferEncoding: 'BASE64',
    ContentId: contentId,
    ContentType: type,
    FileName: fileName,
  };
}

/** SES takes ASCII alone there. */
function mailbox(name: string, address: string): string {
  const words = tidyName(name);
  if (!words) return address;
  if (!/^[\x20-\x7e]*$/.test(words)) return `${encodedWords(words)} <${address}>`;
  return `"${words.replaceAll(/["\\]/g, '\\$&')}" <${address}>`;
}
