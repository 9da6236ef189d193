import type { ParticipantName } from '@subjectline/contracts';
import type { NatsConnection } from 'nats';
import { eventStream, readersOfWhatIsSentBy, taskStream } from './topology';

export interface StreamFacts {
  /** Of both streams: recreated ones are different, whatever their names. */
  readonly identity: string;
  /** Last sequences. They never fall, unless the server lost what it had stored. */
  readonly lastTaskSeq: number;
  readonly lastEventSeq: number;
}

export async function streamFacts(connection: NatsConnection): Promise<StreamFacts> {
  const manager = await connection.jetstreamManager({ checkAPI: false });
  const [tasks, events] = await Promise.all([
    manager.streams.info(taskStream),
    manager.streams.info(eventStream),
  ]);
  return {
    identity: [tasks, events].map(({ config, created }) => config.description || created).join(' '),
    lastTaskSeq: tasks.state.last_seq,
    lastEventSeq: events.state.last_seq,
  };
}

export interface ReadFacts extends StreamFacts {
  /** For every subject that a participant publishes: up to which sequence all its readers have acknowledged. */
  readonly floors: ReadonlyMap<string, number>;
}

/** The streams are looked at after the floors: if they are those that the caller knows, so are the floors. */
export async function readUpTo(connection: NatsConnection, name: ParticipantName): Promise<ReadFacts> {
  const manager = await connection.jetstreamManager({ checkAPI: false });
  const readers = readersOfWhatIsSentBy(name);
  const acknowledged = await Promise.all(
    readers.map(({ stream, durable }) => manager.consumers.info(stream, durable)),
  );
  const facts = await streamFacts(connection);
  const floors = new Map<string, number>();
  readers.forEach(({ stream, config }, index) => {
    const subject = config.filter_subject ?? '';
    const last = stream === taskStream ? facts.lastTaskSeq : facts.lastEventSeq;
    const floor = acknowledged[index]?.ack_floor.stream_seq ?? 0;
    // the stream lost its end: what it has under these sequences now is something else
    const isAhead = floor > last;
    floors.set(subject, Math.min(isAhead ? 0 : floor, floors.get(subject) ?? Infinity));
  });
  return { ...facts, floors };
}
