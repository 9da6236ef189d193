import { AppError, TakeSends } from '@subjectline/contracts';
import type { Bus } from './bus';

/** Who causes messages: a caller without a digest, such as a program on the same machine, has no budget of its own. */
export interface SendingCaller {
  readonly organization: string;
  readonly client_digest?: string | null | undefined;
}

export interface GrantedSends {
  readonly granted: number;
  readonly retryAfterSeconds: number;
  /** False when there was nothing to count, or identity did not answer: it counts when it comes to the message. */
  readonly counted: boolean;
}

/**
 * Asks how many of the messages of a call its caller may cause, before anything is stored. When identity does not answer
 * all are granted: the work is accepted, and identity itself keeps back what is over the budget.
 */
export async function takeSends(
  bus: Bus,
  { organization, client_digest }: SendingCaller,
  count: number,
): Promise<GrantedSends> {
  const uncounted = { granted: count, retryAfterSeconds: 0, counted: false };
  if (!client_digest || count === 0) return uncounted;
  try {
    const { granted, retry_after_seconds } = await bus.ask(TakeSends, { organization, client_digest, count });
    return { granted, retryAfterSeconds: retry_after_seconds ?? 0, counted: true };
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return uncounted;
    throw error;
  }
}

/** The same for a call that is done as a whole or refused. @returns whether its messages are counted now */
export async function requireSends(bus: Bus, caller: SendingCaller, count = 1): Promise<boolean> {
  const { granted, retryAfterSeconds, counted } = await takeSends(bus, caller, count);
  if (granted < count) {
    throw new AppError('too_many_requests', { retry_after_seconds: retryAfterSeconds });
  }
  return counted;
}
