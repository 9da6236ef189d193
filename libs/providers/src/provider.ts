import type { Channel, VendorAction } from '@subjectline/contracts';
import type { ReportReader } from './report';

/** A picture within a mail: its HTML names it as `cid:<contentId>`. */
export interface InlinePicture {
  contentId: string;
  fileName: string;
  type: string;
  content: Buffer;
}

export interface OutgoingMessage {
  /** ours, `msg_<uuid>`; travels to the vendor where it has a place for it, so that its reports can name it */
  id: string;
  to: string;
  subject?: string;
  html?: string;
  /** `html` without its layout, for a template that the operator keeps at the vendor */
  bodyHtml?: string;
  text: string;
  /** for a template named `fides` that the operator keeps at the vendor */
  variables?: Readonly<Record<string, string>>;
  /** the vendor is asked not to deliver later than this, within what it allows */
  expiresAt?: Date;
  replyTo?: string[];
  fromName?: string;
  /** stands in `html`, and not in `bodyHtml` */
  logo?: InlinePicture;
  /** the person has asked for it, so that it goes to those who unsubscribed from the sender's mail, too */
  isRequested?: boolean;
}

export interface Sent {
  /** the name under which the vendor reports on this message later */
  providerMessageId: string | null;
}

/** What has to be done before a message may leave. */
export type BeforeLeaving = () => Promise<void>;

/** A message of which it is not known whether the vendor took it. */
export interface SoughtMessage {
  /** ours, as it was sent */
  readonly id: string;
  readonly to: string;
  /** whether a text is that of the message, for a vendor that does not know our id; null: this cannot be told */
  readonly isItsText: ((text: string) => boolean) | null;
  /** when it was tried */
  readonly from: Date;
  readonly until: Date;
}

/** `unclear`: the vendor has messages of which one may be this. */
export type SearchAnswer =
  { readonly state: 'found'; readonly providerMessageId: string } | { readonly state: 'absent' | 'unclear' };

/** One set of credentials at one vendor, with its own connections. Every method throws `ProviderError`. */
export interface Account {
  /** How many messages it can send at once, where that is fewer than `connectionsPerAccount` allows. */
  readonly connections?: number;
  /**
   * @param beforeLeaving done when the request has begun on a connection and before the vendor can have taken the message;
   *   once more where it is sent in a second request. When it throws, nothing is sent, and its error comes out as it is
   */
  send(message: OutgoingMessage, signal: AbortSignal, beforeLeaving?: BeforeLeaving): Promise<Sent>;
  /** checks the credentials without delivering a message */
  check(signal: AbortSignal): Promise<void>;
  /** tells the vendor our address for reports. Repeating it changes nothing. @returns the secrets that it signs with, by name */
  registerReports?(url: string, signal: AbortSignal): Promise<Record<string, string>>;
  /** asks the vendor whether it has taken a message */
  find?(message: SoughtMessage, signal: AbortSignal): Promise<SearchAnswer>;
  /**
   * deletes what the vendor has under an address, or a message, as `Provider.erasure` says. Repeating it changes nothing
   * @param name the address, or the vendor's id of the message
   * @returns how many records were deleted; 0 where the vendor does not say
   */
  erase?(name: string, signal: AbortSignal): Promise<number>;
  /** waits for pending calls, then closes the connections */
  close(): Promise<void>;
}

/** What the inbox keeps instead of sending. */
export interface KeptMessage {
  id: string;
  to: string;
  channel: Channel;
  subject?: string;
  html?: string;
  text: string;
  fromName?: string;
  replyTo?: string[];
  at: Date;
}

export interface ProviderOptions {
  /** in place of the vendor's own address */
  baseUrl?: string;
  /** for each of connecting (max 10 seconds), waiting for the response and reading it. Default: 30 seconds */
  timeoutMs?: number;
  /** where the vendor is to report the outcome of messages; none: it is not asked to */
  reportUrl?: string;
  /** inbox only: where its messages go */
  keep?: (message: KeptMessage) => Promise<void>;
}

/** Plain objects that have passed the checks of the provider's classes. */
export interface ProviderSettings {
  details: object | null;
  secrets: object | null;
}

export interface Provider {
  serviceType: string;
  /** the display name */
  label: string;
  /** the default name of a config. Default: the label */
  configName?: string;
  channels: Channel[];
  Details: (new () => object) | null;
  Secrets: (new () => object) | null;
  /** not for production: sends nothing */
  development?: true;
  open(settings: ProviderSettings, options: ProviderOptions): Account;
  /** so long after a try, a message that `Account.find` does not find has not been taken */
  absentAfterMs?: number;
  /** how its vendor reports the outcome of messages */
  reports?: ReportReader;
  /** what `Account.erase` is given and does; absent where the vendor has no API for it */
  erasure?: { readonly by: 'address' | 'message'; readonly action: VendorAction };
}
