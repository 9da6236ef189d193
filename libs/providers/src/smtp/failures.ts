import type { NodemailerError } from 'nodemailer/lib/errors';
import { ProviderError, type ProviderFailure } from '../provider-error';
import { meaningOf, readDelayMs, readReply, type SmtpReply, type Step } from './refusals';

export const identity = { serviceType: 'smtp', label: 'SMTP' } as const;

/** How far a message had come when something failed. */
export interface Progress {
  /** The server may have the whole message. */
  readonly isDispatched: boolean;
  readonly isAborted: boolean;
}

export function failure(facts: Omit<ProviderFailure, 'serviceType' | 'label'>): ProviderError {
  return new ProviderError({ ...identity, ...facts });
}

/** It is unknown whether the message was taken: this is no answer of a mail server. */
export function unreadable(): ProviderError {
  return failure({ outcome: 'unknown', reason: 'answer_unreadable' });
}

/** What an error of the library means. Its text repeats the server's, and so the address; nothing of it is kept. */
export function failureOf(given: unknown, { isDispatched, isAborted }: Progress): ProviderError {
  if (given instanceof ProviderError) return given;
  const error = given as NodemailerError;
  const reply = replyOf(error);
  if (reply) return refusal(reply, error);
  const code = isAborted ? 'aborted' : (error.originalCode ?? error.code);
  if (isDispatched && error.code === 'EMESSAGE') return unreadable();
  if (isDispatched) return failure({ outcome: 'unknown', code, reason: 'vendor_silent' });
  if (isAborted) return failure({ outcome: 'unavailable', code, reason: 'vendor_unreachable' });
  return beforeSending(error, code);
}

/** The server said no, and is ready for another message. */
export function isRefusal(error: unknown): boolean {
  return replyOf(error as NodemailerError) !== null;
}

/** The connection broke, or the server ended the session (RFC 5321 4.2.1). */
export function hasHungUp(error: unknown): boolean {
  const reply = replyOf(error as NodemailerError);
  return reply ? reply.status === 421 : !(error instanceof ProviderError);
}

function replyOf({ response, command }: NodemailerError): SmtpReply | null {
  return typeof response === 'string' ? readReply(stepOf(command), response) : null;
}

function stepOf(command = ''): Step {
  if (command.startsWith('AUTH')) return 'login';
  return steps[command] ?? 'connection';
}

const steps: Readonly<Record<string, Step>> = {
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipient',
  DATA: 'content',
};

function refusal(reply: SmtpReply, { code: kind }: NodemailerError): ProviderError {
  const { status, detail } = reply;
  const code = detail === null ? undefined : `${String(status).charAt(0)}.${detail}`;
  // STARTTLS is not known there, or is switched off
  if (kind === 'ETLS' && status >= 500)
    return failure({ outcome: 'misconfigured', reason: 'tls_failed', status, code });
  const { outcome, reason } = meaningOf(reply);
  const retryAfterMs = status < 500 ? (readDelayMs(reply) ?? undefined) : undefined;
  return failure({ outcome, reason, status, code, retryAfterMs });
}

/** A certificate that is not trusted, or no TLS where it is expected. A server that hangs up is another thing. */
const ofTls = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_|EPROTO$)/;

/** Nothing was sent. */
function beforeSending({ code: kind }: NodemailerError, code: string | undefined): ProviderError {
  if (code !== undefined && ofTls.test(code))
    return failure({ outcome: 'misconfigured', reason: 'tls_failed', code });
  if (kind === 'EPROTOCOL') return failure({ outcome: 'misconfigured', reason: 'base_address_wrong', code });
  if (kind === 'EAUTH') return failure({ outcome: 'misconfigured', reason: 'login_refused', code });
  if (kind === 'EMESSAGE') return failure({ outcome: 'refused', reason: 'too_large', code });
  if (kind === 'EENVELOPE') return failure({ outcome: 'refused', reason: 'recipient_invalid', code });
  return failure({ outcome: 'unavailable', reason: 'vendor_unreachable', code });
}
