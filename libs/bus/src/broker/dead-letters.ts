import type { NatsConnection } from 'nats';
import { decode } from '../messages/json';
import { deadLetterStream } from './topology';

/**
 * Deletes the dead letters that fit. Their bytes are overwritten.
 * @param fits takes the payload; one that was not kept is none
 * @returns how many there were
 */
export async function deleteDeadLetters(
  connection: NatsConnection,
  fits: (payload: unknown) => boolean,
): Promise<number> {
  const manager = await connection.jetstreamManager({ checkAPI: false });
  const { state } = await manager.streams.info(deadLetterStream);
  let deleted = 0;
  for (let seq = state.first_seq; state.messages > 0 && seq <= state.last_seq; seq += 1) {
    const letter = await manager.streams.getMessage(deadLetterStream, { seq }).catch((error: unknown) => {
      if (isNotFound(error)) return null;
      throw error;
    });
    if (!letter || letter.data.length === 0 || !fits(payloadOf(letter.data))) continue;
    await manager.streams.deleteMessage(deadLetterStream, seq, true);
    deleted += 1;
  }
  return deleted;
}

function payloadOf(data: Uint8Array): unknown {
  try {
    return decode(data);
  } catch {
    return null;
  }
}

function isNotFound(error: unknown): boolean {
  return (error as { api_error?: { code?: number } }).api_error?.code === 404;
}
