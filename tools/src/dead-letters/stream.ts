import { type Bus, deadLetterHeaders, deadLetterStream, requestIdHeader } from '@subjectline/bus';

/** What an operator may know of a dead letter: everything but its payload. */
export interface DeadLetter {
  readonly sequence: number;
  readonly diedAt: Date;
  /** The durable consumer that gave up: `<service>--<subject>`. */
  readonly queue: string;
  readonly reason: string;
  readonly deliveries: number;
  readonly requestId: string | undefined;
  /** A payload that did not fit its contract is not kept: its contents are unknown. */
  readonly isPayloadKept: boolean;
}

interface Headers {
  get(name: string): string;
}

/** All of them, oldest first. The payloads stay at the broker. */
export async function listDeadLetters({ connection }: Bus): Promise<DeadLetter[]> {
  const manager = await connection.jetstreamManager();
  const { state } = await manager.streams.info(deadLetterStream);
  if (state.messages === 0) return [];
  const consumer = await connection.jetstream().consumers.get(deadLetterStream, { headers_only: true });
  const letters: DeadLetter[] = [];
  for await (const message of await consumer.fetch({ max_messages: state.messages, expires: 5_000 })) {
    const { streamSequence, timestampNanos, pending } = message.info;
    const diedAt = new Date(timestampNanos / 1e6);
    if (message.headers) letters.push(describe(streamSequence, diedAt, message.subject, message.headers));
    if (pending === 0) break;
  }
  return letters;
}

function describe(sequence: number, diedAt: Date, subject: string, headers: Headers): DeadLetter {
  return {
    sequence,
    diedAt,
    // dead.<stream>.<durable>
    queue: subject.split('.').at(-1) ?? subject,
    reason: headers.get(deadLetterHeaders.reason),
    deliveries: Number(headers.get(deadLetterHeaders.deliveries)),
    requestId: headers.get(requestIdHeader) || undefined,
    isPayloadKept: !headers.get(deadLetterHeaders.digest),
  };
}

export type SentAgain = 'sent' | 'unknown' | 'not kept';

/**
 * Sends one to where it was sent first, and takes it from the dead. It carries an id of its own, since the broker and
 * its receiver would take the first one for a repetition; the same one for each attempt, should this program be killed
 * between the two steps.
 */
export async function sendAgain(bus: Bus, sequence: number): Promise<SentAgain> {
  const manager = await bus.connection.jetstreamManager();
  const letter = await manager.streams
    .getMessage(deadLetterStream, { seq: sequence })
    .catch((error: unknown) => {
      if (isNotFound(error)) return null;
      throw error;
    });
  if (!letter) return 'unknown';
  if (letter.header.get(deadLetterHeaders.digest)) return 'not kept';
  await bus.publish(letter.header.get(deadLetterHeaders.subject), letter.data, {
    id: `again-${sequence}-${letter.time.getTime()}`,
    requestId: letter.header.get(requestIdHeader) || undefined,
  });
  await manager.streams.deleteMessage(deadLetterStream, sequence);
  return 'sent';
}

function isNotFound(error: unknown): boolean {
  return (error as { api_error?: { code?: number } }).api_error?.code === 404;
}
