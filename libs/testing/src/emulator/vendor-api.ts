import type { IncomingHttpHeaders } from 'node:http';
import type { QuotaState } from './quotas';

export type VendorName = 'mailgun' | 'sendgrid' | 'twilio' | 'mailchimp' | 'ses' | 'smtp';

/** A message as the person would get it, with everything the vendor was told about it. */
export interface EmulatedMessage {
  vendor: VendorName;
  /** the vendor's id, without decoration */
  id: string;
  from: string;
  to: string;
  subject?: string;
  html?: string;
  text?: string;
  /** as they stood in the request */
  fields: Readonly<Record<string, unknown>>;
  /** ISO 8601 */
  at: string;
}

export interface VendorCall {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string;
  headers: IncomingHttpHeaders;
  contentType: string;
  body: Buffer;
}

/** What a vendor erased when it was told to. */
export interface EmulatedErasure {
  vendor: VendorName;
  /** a job for an address, an entry of a suppression list, or a message */
  what: 'job' | SuppressionList | 'message';
  /** the address, or the vendor's id of the message */
  name: string;
}

export const suppressionLists = ['bounces', 'complaints', 'unsubscribes'] as const;
export type SuppressionList = (typeof suppressionLists)[number];

export interface Reply {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: string;
  /** what would be delivered now */
  message?: EmulatedMessage;
  /** in milliseconds: the vendor keeps the message until then */
  deliverAt?: number;
  /** what would be erased now */
  erases?: Omit<EmulatedErasure, 'vendor'>;
}

/** Whether the vendor holds a template named `fides`, or does not let this key look. */
export type TemplateState = boolean | 'forbidden';

/** What a vendor has been told of reports. */
export interface ReportSetup {
  readonly url: string | null;
  /** what it signs with, as it is shown to its customer */
  key(): string;
  /** new addresses */
  setUrl(url: string): void;
}

/** A refusal, before it has the vendor's form. */
export interface Refusal {
  readonly status: number;
  /** the vendor's sentence; `<to>` stands for the address */
  readonly says?: string;
  /** SendGrid's: the field that it refuses. SMTP's: the step at which it is refused, RCPT by default */
  readonly field?: string;
  /** Twilio's */
  readonly code?: number;
  /** what an error is called, where the vendor names them */
  readonly name?: string;
  /** Mailchimp's: why it rejects the recipient, in a success */
  readonly reason?: string;
}

/** What a vendor shows of the messages that it took. */
export interface TakenMessages {
  /** Whether its key may look; a sending key may not. */
  readonly mayLook: boolean;
  /** The newest first. */
  readonly messages: readonly EmulatedMessage[];
  /** Whether a list has an address, of the vendor that keeps such lists. */
  isSuppressed(list: SuppressionList, address: string): boolean;
}

export type QuotaPeriod = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'queue';

/** A message beyond a quota. */
export interface BeyondQuota {
  readonly to: string;
  readonly limit: number;
  /** in milliseconds: when it is, and when there is room again */
  readonly now: number;
  readonly freesAt: number;
  /** what the vendor would have answered */
  readonly taken: Reply;
}

/** What a vendor does about a message beyond a quota, of those that it has. */
export type QuotaAnswers = Readonly<Partial<Record<QuotaPeriod, (beyond: BeyondQuota) => Reply>>>;

export interface VendorApi {
  name: VendorName;
  /** null: another vendor's path */
  answer(
    call: VendorCall,
    template: TemplateState,
    reports: ReportSetup,
    taken: () => TakenMessages,
  ): Promise<Reply> | Reply | null;
  /** the vendor's words for a failure; like the real ones, they repeat the address */
  fail(refusal: Refusal, to: string): Reply;
  /** refusals that accounts really meet */
  refusals: Readonly<Record<string, Refusal>>;
  quotaAnswers: QuotaAnswers;
  /** what each answer to a message says of the quotas */
  quotaHeaders?(quotas: readonly QuotaState[], now: number): Record<string, string> | null;
}

export function json(status: number, body: unknown, headers?: Record<string, string>): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** `user:password` of a Basic header, or null. */
export function readBasic(authorization: string): [user: string, password: string] | null {
  const [, encoded] = /^Basic (\S+)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return null;
  const [user = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  return [user, password.join(':')];
}
