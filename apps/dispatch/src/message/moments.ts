import { messageKind, type SendMessageTask } from '@subjectline/contracts';

/** How long one try may take: long enough to learn the outcome from a slow vendor. */
export const sendDeadlineMs = 30_000;
/** After this long without a renewal a try without an outcome has ended, in whatever process it was made. */
export const leaseMs = 15_000;
/** A code this close to its expiry leaves the person no time to read and type it. */
const minCodeLifetimeMs = 15_000;

export function expiryOf({ expires_at }: SendMessageTask): Date | null {
  return expires_at ? new Date(expires_at) : null;
}

/** After this no try begins. */
export function lastMomentOf(task: SendMessageTask): Date | null {
  const expiresAt = expiryOf(task);
  if (!expiresAt || messageKind(task.kind).lane !== 'codes') return expiresAt;
  return new Date(expiresAt.getTime() - minCodeLifetimeMs);
}
