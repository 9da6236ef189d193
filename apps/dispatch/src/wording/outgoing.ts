import {
  isMetadataName,
  isRequested,
  messageKind,
  type Channel,
  type MessageKindId,
  type MessageReason,
} from '@subjectline/contracts';
import type { OutgoingMessage } from '@subjectline/providers';
import { RenderedTooLong, withDates } from '@subjectline/rendering';
import type { SentLetterhead } from './letterheads';
import type { FoundWording } from './wordings';

export interface Delivery {
  readonly id: string;
  readonly kind: MessageKindId;
  readonly to: string;
  readonly channel: Channel;
  readonly variables: Readonly<Record<string, string>>;
  readonly expiresAt?: Date | null;
  readonly isTest?: boolean;
  /** The site where the code is typed, if the text message is to name it. */
  readonly codeOrigin?: string | null;
  /** Null: no brand is set. */
  readonly letterhead: SentLetterhead | null;
}

const testPrefix = '[Test] ';

/** The message for the provider, or why there is none. */
export function outgoingMessage(
  wording: FoundWording,
  delivery: Delivery,
): OutgoingMessage | { readonly reason: MessageReason } {
  try {
    return rendered(wording, delivery);
  } catch (error) {
    if (error instanceof RenderedTooLong) return { reason: 'too_long' };
    throw error;
  }
}

function rendered(
  { compiled, sources, fromName, replyTo }: FoundWording,
  { id, kind, to, channel, variables: given, expiresAt, isTest, codeOrigin = null, letterhead }: Delivery,
): OutgoingMessage {
  const { locale } = sources[channel];
  const timeZone = letterhead?.brand.time_zone ?? null;
  const variables = withDates(kind, knownTo(kind, given), { locale, timeZone });
  const options = { locale, prefix: isTest ? testPrefix : '', letterhead };
  const { subject, bodyHtml, html, text } = compiled.render(channel, variables, options);
  return {
    id,
    to,
    text: channel === 'sms' ? boundToOrigin(text, codeOrigin, variables['code']) : text,
    ...(subject !== null && { subject }),
    ...(html !== null && { html }),
    ...(bodyHtml !== null && { bodyHtml }),
    ...(channel === 'email' && sender({ fromName, replyTo }, letterhead)),
    // for an operator's own template at the vendor: our variables, without metadata
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => !isMetadataName(name))),
    ...(expiresAt && { expiresAt }),
    ...(isRequested(kind) && { isRequested: true }),
  };
}

/** What the words themselves say comes first, then the brand; the provider config knows the rest. */
function sender(
  { fromName, replyTo }: Pick<FoundWording, 'fromName' | 'replyTo'>,
  letterhead: SentLetterhead | null,
): Pick<OutgoingMessage, 'fromName' | 'replyTo' | 'logo'> {
  const { name = null, email_sender_name = null, reply_to = null } = letterhead?.brand ?? {};
  const shownName = fromName ?? email_sender_name ?? name;
  const answersTo = replyTo.length > 0 ? replyTo : (reply_to ?? []);
  return {
    ...(shownName !== null && { fromName: shownName }),
    ...(answersTo.length > 0 && { replyTo: [...answersTo] }),
    ...(letterhead?.picture && { logo: letterhead.picture }),
  };
}

/** The last line of an origin-bound one-time code, out of which a browser or a phone fills in the form of that site. */
function boundToOrigin(text: string, origin: string | null, code: string | undefined): string {
  return origin === null || !code ? text : `${text}\n\n@${new URL(origin).host} #${code}`;
}

/** The variables that the message kind declares; senders may pass more. */
function knownTo(
  kind: MessageKindId,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { parameters, takesMetadata } = messageKind(kind);
  const isKnown = (name: string) =>
    Object.hasOwn(parameters, name) || (takesMetadata === true && isMetadataName(name));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => isKnown(name)));
}
