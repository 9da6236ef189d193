import type { ProviderReason } from '@subjectline/contracts';
import type { Meaning, Refusal } from '../http/vendor-answer';

const account = (reason: ProviderReason): Meaning => ({ outcome: 'misconfigured', reason });
const message = (reason: ProviderReason): Meaning => ({ outcome: 'refused', reason });
const moment = (reason: ProviderReason): Meaning => ({ outcome: 'unavailable', reason });

/** Mailchimp answers most of them with a 500, a wrong key too: the name decides. */
const byName: Readonly<Record<string, Meaning>> = {
  Invalid_Key: account('key_wrong'),
  PaymentRequired: account('credits_used_up'),
  Unknown_Subaccount: account('account_unknown'),
  ValidationError: message('content_refused'),
  ServiceUnavailable: moment('vendor_unavailable'),
};

export function meaningOf({ body }: Refusal): Meaning | null {
  const name = readCode(body);
  return typeof name === 'string' && Object.hasOwn(byName, name) ? (byName[name] ?? null) : null;
}

export function readCode(body: object): unknown {
  const { name }: { name?: unknown } = body;
  return name ?? null;
}

/** Why a recipient is rejected in an answer that is a success. */
const byReason: Readonly<Record<string, Meaning>> = {
  'hard-bounce': message('recipient_suppressed'),
  'soft-bounce': message('recipient_suppressed'),
  spam: message('recipient_suppressed'),
  custom: message('recipient_suppressed'),
  unsub: message('recipient_opted_out'),
  invalid: message('recipient_invalid'),
  rule: message('content_refused'),
  'invalid-sender': account('sender_invalid'),
  unsigned: account('domain_unverified'),
  'test-mode-limit': account('credits_used_up'),
  // until the account is approved it sends to its own domain only
  'recipient-domain-mismatch': account('trial_account'),
};

export function meaningOfRejection(reason: string): Meaning | null {
  return Object.hasOwn(byReason, reason) ? (byReason[reason] ?? null) : null;
}
