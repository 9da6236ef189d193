import type MailComposer from 'nodemailer/lib/mail-composer';
import { asciiAddress } from '../mail/ascii-address';
import { commonHeaders, readMailbox, tidyName, uniqueAddresses } from '../mail/mailbox';
import type { InlinePicture, OutgoingMessage } from '../provider';
import type { Envelope } from './session';
import type { SmtpDetails } from './settings';

/** A message as it goes over the wire. */
export interface Mail {
  readonly envelope: Envelope;
  /** Without the angle brackets. */
  readonly messageId: string;
  readonly content: Buffer;
}

type Sender = Pick<SmtpDetails, 'from' | 'reply_to'>;

/** Header and body (RFC 5322, MIME). Each value is an address, a text or a header of ours: none can begin a new header. */
export async function compose(message: OutgoingMessage, sender: Sender): Promise<Mail> {
  const Composer: typeof MailComposer = require('nodemailer/lib/mail-composer');
  const { id, subject = '', html, text, logo, replyTo = sender.reply_to ? [sender.reply_to] : [] } = message;
  const { name = '', address } = readMailbox(sender.from);
  const envelope = { from: asciiAddress(address), to: asciiAddress(message.to) };
  const messageId = `${id}@${envelope.from.slice(envelope.from.lastIndexOf('@') + 1)}`;
  const composer = new Composer({
    from: { name: tidyName(message.fromName ?? name), address: envelope.from },
    to: { name: '', address: envelope.to },
    replyTo: uniqueAddresses(replyTo.map(asciiAddress)).map((one) => ({ name: '', address: one })),
    subject: tidyName(subject),
    messageId: `<${messageId}>`,
    headers: commonHeaders(id),
    text,
    ...(html !== undefined && { html }),
    ...(logo && { attachments: [attachmentOf(logo)] }),
    // a text is a text, never the name of something to fetch
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { envelope, messageId, content: await composer.compile().build() };
}

function attachmentOf({ contentId: cid, content, fileName: filename, type: contentType }: InlinePicture) {
  return { cid, content, filename, contentType, contentDisposition: 'inline' as const };
}
