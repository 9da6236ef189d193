import type { EmulatedMessage, VendorName } from '../vendor-api';
import { mailchimpEvent, signMailchimp } from './mailchimp-reports';
import { sesEvent, signSns, signSubscription } from './ses-reports';
import {
  eventsFor,
  mailgunEvent,
  ReportKeys,
  sendgridEvent,
  signMailgun,
  signSendgrid,
  signTwilio,
  twilioParams,
  type Happened,
  type SignedReport,
} from './signed-reports';

export interface Account {
  readonly sid: string;
  readonly token: string;
}

/** The answer to a report. */
export interface Reported {
  readonly status: number;
  readonly retryAfter: string | null;
}

/** Reports the outcome of messages, as each vendor does. */
export class Reporter {
  readonly keys = new ReportKeys();
  /** Where vendors report to that are told once; Twilio is told with each message. */
  private readonly targets = new Map<VendorName, string>();
  private readonly accounts = new Map<string, Account>();

  setTarget(vendor: VendorName, url: string | null): void {
    if (url === null) this.targets.delete(vendor);
    else this.targets.set(vendor, url);
  }

  registered(vendor: VendorName): string | null {
    return this.targets.get(vendor) ?? null;
  }

  /** The account that sent a message, which Twilio signs its reports with. */
  noteAccount(message: EmulatedMessage, account: Account): void {
    this.accounts.set(message.id, account);
  }

  clear(): void {
    this.targets.clear();
    this.accounts.clear();
  }

  targetOf({ vendor, fields }: EmulatedMessage): string | null {
    const own = fields['StatusCallback'];
    return typeof own === 'string' ? own : (this.targets.get(vendor) ?? null);
  }

  /** As the vendor would send it. */
  sign(happened: Happened): SignedReport {
    const { message, at, eventId: id } = happened;
    const { mailgun, mailchimp, sendgridPrivateKey, sns } = this.keys;
    const url = happened.url ?? this.targetOf(message) ?? '';
    switch (message.vendor) {
      case 'mailgun':
        return signMailgun(mailgunEvent(happened), mailgun);
      case 'sendgrid':
        return signSendgrid([sendgridEvent(happened)], sendgridPrivateKey);
      case 'mailchimp':
        return signMailchimp([mailchimpEvent(happened)], mailchimp, url);
      case 'ses':
        return signSns(sesEvent(happened), sns, { ...(at && { at }), ...(id && { id }) });
      case 'smtp':
        throw new Error('a mail server reports by mail alone');
      case 'twilio': {
        const { sid, token } = this.accounts.get(message.id) ?? { sid: '', token: '' };
        return signTwilio(twilioParams(happened, sid), token, url);
      }
    }
  }

  /** Subscribes an address to the topic of SES, which has to confirm it before it gets anything. */
  subscribe(url: string): Promise<Reported> {
    return post(url, signSubscription(Buffer.from(url).toString('hex'), this.keys.sns));
  }

  async report(happened: Happened): Promise<Reported> {
    const url = this.targetOf(happened.message);
    if (url === null) throw new Error(`${happened.message.vendor} knows no address for reports`);
    return post(url, this.sign(happened));
  }

  /** Everything that happens to a message, one after the other; a report that is not taken is not repeated. */
  async reportAll(message: EmulatedMessage): Promise<void> {
    if (this.targetOf(message) === null) return;
    for (const event of eventsFor(message)) {
      const [, code] = /(21610|3000[3-8])$/.exec(message.to) ?? [];
      await this.report({ message, event, ...(code && event !== 'accepted' && { code }) }).catch(() => null);
    }
  }
}

export async function post(url: string, { headers, body }: SignedReport): Promise<Reported> {
  const answer = await fetch(url.split('#', 1)[0] ?? url, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
}
