import { AppError, type NewRequest, type Problem } from '@subjectline/contracts';

/** The clocks of callers may be a little ahead of ours. */
const toleranceMs = 60_000;

/** Refuses requests that a caller says came in later than now. A caller that does not vouch for the person says nothing. */
export function requireReceived(
  requests: readonly Pick<NewRequest, 'received_at'>[],
  submitted_by: string | null,
  now: Date,
): void {
  if (submitted_by === null) return;
  for (const [index, { received_at }] of requests.entries()) {
    requireReceivedAt(received_at, ['requests', index, 'received_at'], now);
  }
}

/** @param path where it stands */
export function requireReceivedAt(
  received_at: string | null | undefined,
  path: Problem['path'],
  now: Date,
): void {
  if (!received_at || Date.parse(received_at) <= now.getTime() + toleranceMs) return;
  throw new AppError('invalid', {}, [{ path, rule: 'isPast', message: 'must not be in the future' }]);
}

/** When a request came in, by what its caller says. */
export function receivedAt(said: string | null | undefined, now: Date): Date {
  const received = new Date(said ?? now);
  return received < now ? received : now;
}
