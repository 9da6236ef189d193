import type { ProviderReason } from '@subjectline/contracts';
import type { Meaning } from '../http/vendor-answer';
import { boundedDelayMs } from '../http/vendor-delay';

/** What a mail server was asked when it refused. */
export type Step = 'connection' | 'login' | 'sender' | 'recipient' | 'content';

/** A refusal: `550 5.1.1 <ada@example.com>: user unknown`. */
export interface SmtpReply {
  readonly step: Step;
  /** 400 to 599 */
  readonly status: number;
  /** RFC 3463, without its first digit: `1.1`. Many servers have none. */
  readonly detail: string | null;
  readonly text: string;
}

const account = (reason: ProviderReason): Meaning => ({ outcome: 'misconfigured', reason });
const message = (reason: ProviderReason): Meaning => ({ outcome: 'refused', reason });
const moment = (reason: ProviderReason): Meaning => ({ outcome: 'unavailable', reason });

const replyForm = /^(\d{3})(?:[ -](?:[245]\.(\d{1,3}\.\d{1,3})(?= |$))?\s*([\s\S]*))?$/;

/** The last line counts: a server may write several. Null for what is no refusal of RFC 5321. */
export function readReply(step: Step, response: string): SmtpReply | null {
  const [, status, detail = null, text = ''] = replyForm.exec(response.trim()) ?? [];
  const code = Number(status);
  return code >= 400 && code < 600 ? { step, status: code, detail, text } : null;
}

/** What a refusal of a mail server means, by RFC 5321 and RFC 3463. */
export function meaningOf(reply: SmtpReply): Meaning {
  return reply.status < 500 ? laterOf(reply) : finalOf(reply);
}

function laterOf({ step, text }: SmtpReply): Meaning {
  if (/throttl|too many|rate limit|rate exceeded|too fast|quota/i.test(text) && step !== 'recipient')
    return { outcome: 'throttled', reason: 'rate_limited' };
  // greylisting, a full or a busy mailbox: other messages of this account pass
  return moment(step === 'recipient' ? 'recipient_deferred' : 'vendor_unavailable');
}

/** Of a 5xx, by what comes first: the login, the detail, the words, the code, what was asked. */
function finalOf(reply: SmtpReply): Meaning {
  const { step, status, detail, text } = reply;
  if (step === 'login' || loginCodes.has(status)) return account('login_refused');
  const said =
    detail === null ? bySentence.find(([pattern]) => pattern.test(text))?.[1] : meaningOfDetail(reply);
  return said ?? byCode[status]?.[step] ?? byStep[step];
}

/** What servers say that give no detail. */
const bySentence: readonly (readonly [RegExp, Meaning])[] = [
  [/relay/i, account('sender_unknown')],
  [/not verified/i, account('sender_unverified')],
  [/authenticat|log ?in/i, account('login_refused')],
  [/sending (limit|quota)/i, account('credits_used_up')],
];

/** 530 asks for a login, 534 and 538 for another way of it, 535 refuses it. */
const loginCodes: ReadonlySet<number> = new Set([530, 534, 535, 538]);

const byDetail: Readonly<Record<string, Meaning>> = {
  '1.7': account('sender_invalid'),
  '1.8': account('sender_invalid'),
  '2.1': message('recipient_invalid'),
  '2.2': message('mailbox_full'),
  '2.3': message('too_large'),
  '3.4': message('too_large'),
  // Gmail's and others' daily quota
  '4.5': account('credits_used_up'),
};

/** The second digit: addresses, mailboxes, the server, routes, protocol, content, rules. */
const byClass: Readonly<Record<string, Meaning>> = {
  1: message('recipient_invalid'),
  2: message('mailbox_full'),
  4: message('recipient_invalid'),
  6: message('content_refused'),
};

function meaningOfDetail({ step, status, detail, text }: SmtpReply): Meaning | null {
  const known = byDetail[detail ?? ''];
  if (known || detail === null) return known ?? null;
  if (detail.startsWith('7.'))
    return isAboutContent(step, status, text) ? message('content_refused') : account('sender_unknown');
  // whatever it says of an address here, the sender's is meant
  return step === 'sender' || step === 'connection' ? null : (byClass[detail.charAt(0)] ?? null);
}

/** What is not allowed is mostly the sender; once the server has read the message, it may be the message. */
function isAboutContent(step: Step, status: number, text: string): boolean {
  return step === 'content' && (status === 552 || /spam|virus|malware|phish|content|attachment/i.test(text));
}

const tooLarge = message('too_large');
const byCode: Readonly<Record<number, Partial<Record<Step, Meaning>>>> = {
  // a bad sequence of commands: the next session is another one
  503: { recipient: moment('vendor_unavailable'), content: moment('vendor_unavailable') },
  552: { sender: tooLarge, recipient: message('mailbox_full'), content: tooLarge },
};

const byStep: Readonly<Record<Step, Meaning>> = {
  connection: account('sender_unknown'),
  login: account('login_refused'),
  sender: account('sender_unknown'),
  recipient: message('recipient_invalid'),
  content: message('content_refused'),
};

/** `… try again in 300 seconds`, as servers that greylist say it. */
export function readDelayMs({ text }: SmtpReply): number | null {
  const [, count, unit = ''] = /\b(?:in|after|for)\s+(\d{1,5})\s*(s|m)(?:ec|in)?/i.exec(text) ?? [];
  if (count === undefined) return null;
  return boundedDelayMs(Number(count) * (unit.toLowerCase() === 'm' ? 60_000 : 1000));
}
