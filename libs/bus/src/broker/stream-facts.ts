import type { ParticipantName } from '@subjectline/contracts';
import type { JetStreamManager, NatsConnection } from 'nats';
import { eventStream, readersOfWhatIsSentBy, taskStream } from './topology';

/** Identifies the streams: recreated ones are different, whatever their names. */
export async function streamIdentity(connection: NatsConnection): Promise<string> {
  const manager = await connection.jetstreamManager({ checkAPI: false });
  const infos = await Promise.all([taskStream, eventStream].map((stream) => manager.streams.info(stream)));
  return infos.map(({ config, created }) => config.description || created).join(' ');
}

/** For every subject that a participant publishes: up to which sequence all its readers have acknowledged. */
export async function readUpTo(
  connection: NatsConnection,
  name: ParticipantName,
): Promise<ReadonlyMap<string, number>> {
  const manager = await connection.jetstreamManager({ checkAPI: false });
  const floors = new Map<string, number>();
  const read = readersOfWhatIsSentBy(name).map(async ({ stream, durable, config }) => {
    const subject = config.filter_subject ?? '';
    const floor = await acknowledged(manager, stream, durable);
    floors.set(subject, Math.min(floor, floors.get(subject) ?? Infinity));
  });
  await Promise.all(read);
  return floors;
}

async function acknowledged(manager: JetStreamManager, stream: string, durable: string): Promise<number> {
  const { ack_floor } = await manager.consumers.info(stream, durable);
  return ack_floor.stream_seq;
}
