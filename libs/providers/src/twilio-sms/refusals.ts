import type { ProviderReason } from '@subjectline/contracts';
import type { Outcome } from '../provider-error';
import type { Meaning, Refusal } from '../http/vendor-answer';

const table = (outcome: Outcome, reasons: Readonly<Record<number, ProviderReason>>): [string, Meaning][] =>
  Object.entries(reasons).map(([code, reason]) => [code, { outcome, reason }]);

/** By Twilio's code (https://www.twilio.com/docs/api/errors). */
const byCode: ReadonlyMap<string, Meaning> = new Map([
  ...table('misconfigured', {
    10001: 'account_suspended',
    20003: 'key_wrong',
    20005: 'account_suspended',
    20404: 'account_unknown',
    21212: 'sender_invalid',
    21408: 'country_not_enabled',
    21603: 'sender_invalid',
    21609: 'settings_unusable', // the address for reports
    21606: 'sender_unknown',
    21608: 'trial_account',
    21659: 'sender_unknown',
    21660: 'sender_unknown',
    21701: 'sender_unknown',
    21703: 'sender_unknown', // the service has no number
    21704: 'sender_unknown', // nor one for this
    21705: 'sender_invalid',
    30002: 'account_suspended',
    30032: 'sender_unverified', // a toll-free number
    30034: 'sender_unverified', // a number of the United States that is not registered
  }),
  ...table('refused', {
    21211: 'recipient_invalid',
    21602: 'content_refused',
    21604: 'recipient_invalid',
    21610: 'recipient_opted_out',
    21611: 'sender_queue_full',
    21612: 'recipient_unreachable',
    21614: 'recipient_invalid',
    21617: 'too_large',
    21635: 'recipient_invalid',
    30003: 'recipient_unreachable',
    30004: 'recipient_blocked',
    30005: 'recipient_invalid',
    30006: 'recipient_unreachable',
    30007: 'content_refused',
    30008: 'recipient_unreachable',
  }),
  ...table('unavailable', { 20009: 'message_unfinished' }), // it cannot be deleted yet
  ...table('throttled', { 14107: 'rate_limited', 20429: 'rate_limited', 63038: 'rate_limited' }),
]);

export function meaningOf({ status, body }: Refusal): Meaning | null {
  const known = meaningOfCode(readCode(body));
  if (known) return known;
  return status === 404 ? { outcome: 'misconfigured', reason: 'account_unknown' } : null;
}

export function meaningOfCode(code: unknown): Meaning | null {
  return byCode.get(String(code)) ?? null;
}

export function readCode(body: object): unknown {
  const { code }: { code?: unknown } = body;
  return code;
}
