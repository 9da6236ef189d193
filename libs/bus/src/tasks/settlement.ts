import { createHash } from 'node:crypto';
import { AppError } from '@subjectline/contracts';
import { headers, type JetStreamClient, type JsMsg } from 'nats';
import { requestIdHeader } from '../messages/request-context';
import { nextDelayMs } from './retry';
import type { ConsumerPlan } from '../broker/topology';

/** The work cannot be done now, and is tried again after a time that the handler knows. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';

  constructor(readonly delayMs: number) {
    super(`try again in ${delayMs} ms`);
  }
}

export type Settlement =
  | { readonly action: 'ack' }
  | { readonly action: 'retry'; readonly delayMs: number }
  | { readonly action: 'dead-letter'; readonly reason: string; readonly keepPayload: boolean };

export interface Tries {
  readonly deliveries: number;
  readonly failures: number;
}

/** The handler has not failed: it waits for something, however often the message is delivered meanwhile. */
export function isWait(error: unknown): boolean {
  return error instanceof RetryLater || (error instanceof AppError && error.code === 'unavailable');
}

/** The waits between tries during an outage. There is no last try: an outage loses nothing. */
const outageStepsMs = [100, 250, 500, 1_000, 2_000];

/**
 * How a message is settled whose handler has thrown.
 * @param deliveries how often the broker has delivered it, this time included
 * @param failures how many of these were failures of the handler, this time included
 */
export function settlementOf(error: unknown, { deliveries, failures }: Tries): Settlement {
  if (error instanceof RetryLater) return { action: 'retry', delayMs: error.delayMs };
  if (isWait(error)) {
    const step = Math.min(deliveries, outageStepsMs.length) - 1;
    return { action: 'retry', delayMs: outageStepsMs[step] ?? 2_000 };
  }
  // a payload that does not fit its contract never will; it may contain anything, so it is not kept
  if (error instanceof UnfitPayload) {
    return { action: 'dead-letter', reason: error.message, keepPayload: false };
  }
  const delayMs = nextDelayMs('handlers', failures);
  if (delayMs !== null) return { action: 'retry', delayMs };
  const reason = error instanceof AppError ? error.code : 'the handler failed every time';
  return { action: 'dead-letter', reason, keepPayload: true };
}

/** Bytes that are not the JSON of their contract. */
export class UnfitPayload extends Error {
  override readonly name = 'UnfitPayload';
}

export const deadLetterHeaders = {
  reason: 'Dead-Reason',
  deliveries: 'Dead-Deliveries',
  subject: 'Dead-Subject',
  digest: 'Dead-Payload-SHA-256',
} as const;

/** Stores the message where an operator can see it and send it again; resolved once the broker has it. */
export async function buryMessage(
  jetstream: JetStreamClient,
  { stream, durable }: ConsumerPlan,
  message: JsMsg,
  settlement: Extract<Settlement, { action: 'dead-letter' }>,
): Promise<void> {
  const kept = headers();
  kept.set(deadLetterHeaders.reason, settlement.reason);
  kept.set(deadLetterHeaders.deliveries, String(message.info.deliveryCount));
  kept.set(deadLetterHeaders.subject, message.subject);
  const requestId = message.headers?.get(requestIdHeader);
  if (requestId) kept.set(requestIdHeader, requestId);
  if (!settlement.keepPayload) {
    kept.set(deadLetterHeaders.digest, createHash('sha256').update(message.data).digest('hex'));
  }
  await jetstream.publish(
    `dead.${stream}.${durable}`,
    settlement.keepPayload ? message.data : new Uint8Array(),
    { headers: kept, msgID: `dead-${durable}-${message.seq}` },
  );
}
