import type { NatsConnection, StoredMsg } from 'nats';
import type { Bus } from '../messages/bus';
import { decode } from '../messages/json';
import { requestIdHeader } from '../messages/request-context';
import { deadLetterHeaders } from '../tasks/settlement';
import { storedMessage, storedMessages } from '../broker/stored-messages';
import { deadLetterStream } from '../broker/topology';

/** A dead letter with what an operator may know of it: everything but what it says. */
export interface BuriedMessage {
  readonly sequence: number;
  readonly diedAt: Date;
  /** The durable consumer that gave up: `<service>--<subject>`. */
  readonly queue: string;
  readonly reason: string;
  readonly deliveries: number;
  readonly requestId: string | undefined;
  /** Where it was first sent. */
  readonly subject: string;
  /** A payload that did not fit its contract is not kept. */
  readonly isPayloadKept: boolean;
}

/** The dead letters after a sequence, oldest first, each with its payload: null if that was not kept. */
export async function* deadLetters(
  connection: NatsConnection,
  after = 0,
): AsyncGenerator<{ letter: BuriedMessage; payload: unknown }> {
  for await (const stored of storedMessages(connection, deadLetterStream, 'dead.>', after)) {
    yield { letter: describe(stored), payload: payloadOf(stored) };
  }
}

/** @returns null if there is none */
export async function readDeadLetter(
  connection: NatsConnection,
  sequence: number,
): Promise<{ letter: BuriedMessage; payload: unknown } | null> {
  const stored = await storedMessage(connection, deadLetterStream, sequence);
  return stored && { letter: describe(stored), payload: payloadOf(stored) };
}

/** Its bytes are overwritten. */
export async function deleteDeadLetter(connection: NatsConnection, sequence: number): Promise<void> {
  const manager = await connection.jetstreamManager({ checkAPI: false });
  await manager.streams.deleteMessage(deadLetterStream, sequence, true);
}

export type SentAgain = 'sent' | 'unknown' | 'not kept';

/**
 * Sends one to where it was first sent, and deletes it. It has an id of its own, since the broker and its receiver would
 * take the first one for a repetition; the same one for each attempt, for the case that this process is killed between
 * the two steps.
 */
export async function sendDeadLetterAgain(bus: Bus, sequence: number): Promise<SentAgain> {
  const stored = await storedMessage(bus.connection, deadLetterStream, sequence);
  if (!stored) return 'unknown';
  const { isPayloadKept, subject, requestId, diedAt } = describe(stored);
  if (!isPayloadKept) return 'not kept';
  await bus.publish(subject, stored.data, { id: `again-${sequence}-${diedAt.getTime()}`, requestId });
  await deleteDeadLetter(bus.connection, sequence);
  return 'sent';
}

function describe({ seq, time, subject, header }: StoredMsg): BuriedMessage {
  return {
    sequence: seq,
    diedAt: time,
    // dead.<stream>.<durable>
    queue: subject.split('.').at(-1) ?? subject,
    reason: header.get(deadLetterHeaders.reason),
    deliveries: Number(header.get(deadLetterHeaders.deliveries)),
    requestId: header.get(requestIdHeader) || undefined,
    subject: header.get(deadLetterHeaders.subject),
    isPayloadKept: !header.get(deadLetterHeaders.digest),
  };
}

function payloadOf({ data }: StoredMsg): unknown {
  try {
    return data.length > 0 ? decode(data) : null;
  } catch {
    return null;
  }
}
