import type { JetStreamManager, NatsConnection, SeqMsgRequest, StoredMsg } from 'nats';
import { orNotFound } from './not-found';

/** @returns null if there is none */
export async function storedMessage(
  connection: NatsConnection,
  stream: string,
  sequence: number,
): Promise<StoredMsg | null> {
  const manager = await connection.jetstreamManager({ checkAPI: false });
  return orNotFound(manager.streams.getMessage(stream, { seq: sequence }));
}

/**
 * The messages of a subject after a sequence, one after the other: a work queue has no second reader.
 * @param subject may have wildcards
 */
export async function* storedMessages(
  connection: NatsConnection,
  stream: string,
  subject: string,
  after = 0,
): AsyncGenerator<StoredMsg> {
  const manager = await connection.jetstreamManager({ checkAPI: false });
  for (let last = after; ;) {
    const message = await next(manager, stream, { seq: last + 1, next_by_subj: subject });
    if (!message) return;
    yield message;
    last = message.seq;
  }
}

/** The server finds the next one of a subject, which the client's type leaves out. */
function next(
  manager: JetStreamManager,
  stream: string,
  query: SeqMsgRequest & { next_by_subj: string },
): Promise<StoredMsg | null> {
  return orNotFound(manager.streams.getMessage(stream, query));
}
