import { createHmac } from 'node:crypto';
import type { Happened, ReportEvent, SignedReport } from './signed-reports';

const mailchimpEvents: Readonly<Record<ReportEvent, readonly [event: string, message: object]>> = {
  accepted: ['send', { state: 'sent' }],
  delivered: ['delivered', { state: 'sent' }],
  deferred: [
    'deferral',
    {
      state: 'deferred',
      smtp_events: [{ ts: 1, type: 'deferred', diag: '452 4.2.2 over quota', destination_ip: '127.0.0.1' }],
    },
  ],
  bounced: [
    'hard_bounce',
    { state: 'bounced', bounce_description: 'bad_mailbox', diag: 'smtp;550 5.1.1 no such user here' },
  ],
  blocked: [
    'soft_bounce',
    { state: 'soft-bounced', bounce_description: 'general', diag: 'smtp;554 5.7.1 refused by policy' },
  ],
  rejected: ['reject', { state: 'rejected', reject: { reason: 'hard-bounce', last_event_at: null } }],
  unsubscribed: ['unsub', { state: 'sent' }],
  complained: ['spam', { state: 'spam' }],
  opened: ['open', { state: 'sent' }],
};

/** The event as Mailchimp's documentation prints it; it has no id of its own. */
export function mailchimpEvent({ message, event, at = new Date() }: Happened): object {
  const { id: _id, to: email, from: sender, subject, fields } = message;
  const [name, details] = mailchimpEvents[event];
  const ts = Math.floor(at.getTime() / 1000);
  const msg = { ts, _id, email, sender, subject, tags: [], opens: [], clicks: [] };
  return { event: name, _id, ts, msg: { ...msg, metadata: fields['metadata'] ?? {}, ...details } };
}

/** @param url as it was set up: it is signed, too */
export function signMailchimp(events: readonly object[], key: string, url: string): SignedReport {
  const mandrill_events = JSON.stringify(events);
  const signature = createHmac('sha1', key)
    .update(`${url}mandrill_events${mandrill_events}`)
    .digest('base64');
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-mandrill-signature': signature },
    body: new URLSearchParams({ mandrill_events }).toString(),
  };
}
