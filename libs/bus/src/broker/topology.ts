import { randomUUID } from 'node:crypto';
import {
  dayMs,
  events,
  states,
  tasks,
  type Event,
  type ParticipantName,
  type State,
  type Task,
} from '@subjectline/contracts';
import {
  AckPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  nanos,
  type ConsumerConfig,
  type ConsumerInfo,
  type JetStreamManager,
  type NatsConnection,
  type StreamConfig,
  type StreamInfo,
} from 'nats';
import { orNotFound } from './not-found';

/** The streams of the product. Everything here works on nats-server 2.9: one filter per consumer, no metadata. */
export const taskStream = 'TASKS';
export const eventStream = 'EVENTS';
export const deadLetterStream = 'DEAD';

const streams: readonly Partial<StreamConfig>[] = [
  {
    name: taskStream,
    subjects: ['task.>'],
    retention: RetentionPolicy.Workqueue,
    // a full queue refuses new work; it never drops what was accepted
    discard: DiscardPolicy.New,
    max_bytes: 4 * 1024 ** 3,
  },
  {
    name: eventStream,
    subjects: ['event.>'],
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(7 * dayMs),
    max_bytes: 1024 ** 3,
  },
  {
    name: deadLetterStream,
    subjects: ['dead.>'],
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(30 * dayMs),
    max_bytes: 256 * 1024 ** 2,
  },
];

/** A durable consumer: its stream, its name and its settings. */
export interface ConsumerPlan {
  readonly stream: string;
  readonly durable: string;
  readonly reader: ParticipantName;
  readonly config: Partial<ConsumerConfig>;
}

export function consumerOfTask(task: Task<object>): ConsumerPlan {
  return plan(taskStream, durableName(task.owner, task.subject), task.owner, task);
}

export function consumerOfEvent(event: Event<object>, listener: ParticipantName): ConsumerPlan {
  return plan(eventStream, durableName(listener, event.subject), listener, event);
}

function plan(
  stream: string,
  durable: string,
  reader: ParticipantName,
  { subject, ackWaitMs }: Task<object> | Event<object>,
): ConsumerPlan {
  const config: Partial<ConsumerConfig> = {
    durable_name: durable,
    filter_subject: subject,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitMs),
    // no max_deliver: past it the server would keep a message and never deliver it again
    max_deliver: -1,
    max_ack_pending: 2_000,
  };
  return { stream, durable, reader, config };
}

/** `task.dispatch.send-code.v1` worked on by dispatch → `dispatch--task-dispatch-send-code-v1`. */
export function durableName(reader: string, subject: string): string {
  return `${reader}--${subject.replaceAll('.', '-')}`;
}

export function consumerPlans(): ConsumerPlan[] {
  return [
    ...tasks.map(consumerOfTask),
    ...events.flatMap((event) => event.heardBy.map((listener) => consumerOfEvent(event, listener))),
  ];
}

/** The consumers of everything that a participant may publish. */
export function readersOfWhatIsSentBy(name: ParticipantName): ConsumerPlan[] {
  return [
    ...tasks.filter(({ sentBy }) => sentBy.includes(name)).map(consumerOfTask),
    ...events
      .filter(({ owner }) => owner === name)
      .flatMap((event) => event.heardBy.map((listener) => consumerOfEvent(event, listener))),
  ];
}

export function bucketStream(state: State<object>): string {
  return `KV_${state.bucket}`;
}

/**
 * Creates or updates streams, consumers and buckets. Idempotent.
 * @param replicas on how many nodes of a cluster each is kept; what is kept on more stays there
 */
export async function createTopology(connection: NatsConnection, replicas = 1): Promise<void> {
  const manager = await connection.jetstreamManager();
  for (const stream of streams) await addOrUpdateStream(manager, stream, replicas);
  const plans = consumerPlans();
  const consumers = await Promise.all(
    plans.map(({ stream, config }) => manager.consumers.add(stream, config)),
  );
  await recreate(manager, plans, consumers);
  const jetstream = connection.jetstream();
  for (const state of states) {
    const { bucket, lifetimeMs } = state;
    const ttl = lifetimeMs !== undefined && { ttl: lifetimeMs };
    await jetstream.views.kv(bucket, { history: 1, replicas, ...ttl });
    await raiseReplicas(manager, bucketStream(state), replicas);
  }
}

/** A bucket that is there already is left as it is by the client. */
async function raiseReplicas(manager: JetStreamManager, name: string, replicas: number): Promise<void> {
  const { config } = await manager.streams.info(name);
  if (config.num_replicas < replicas)
    await manager.streams.update(name, { ...config, num_replicas: replicas });
}

/**
 * Recreates the consumers that have delivered more than their stream ever held, and those that are missing. A nats-server
 * that is killed while its disk is full may come back with an empty stream that counts from one again (seen with 2.9):
 * its consumers would deliver nothing until it has grown past them. A new one begins with what is there; its reader
 * recognizes what it has handled before.
 * @returns the names of those that were ahead
 */
export async function recreateConsumersAhead(
  manager: JetStreamManager,
  plans: readonly ConsumerPlan[],
): Promise<string[]> {
  const known = await Promise.all(
    plans.map(({ stream, durable }) => orNotFound(manager.consumers.info(stream, durable))),
  );
  return recreate(manager, plans, known);
}

async function recreate(
  manager: JetStreamManager,
  plans: readonly ConsumerPlan[],
  known: readonly (ConsumerInfo | null)[],
): Promise<string[]> {
  const lastSeqs = new Map<string, number>();
  for (const stream of new Set(plans.map((plan) => plan.stream))) {
    // asked for after the consumers: a healthy stream is never behind what it has delivered
    lastSeqs.set(stream, (await manager.streams.info(stream)).state.last_seq);
  }
  const isAhead = (consumer: ConsumerInfo) =>
    consumer.delivered.stream_seq > (lastSeqs.get(consumer.stream_name) ?? 0);
  const ahead = known.filter((consumer) => consumer !== null).filter(isAhead);
  const names = ahead.map(({ name }) => name);
  const unfit = plans.filter(({ durable }, index) => !known[index] || names.includes(durable));
  await Promise.all(unfit.map((plan) => recreateOne(manager, plan)));
  return names;
}

async function recreateOne(
  manager: JetStreamManager,
  { stream, durable, config }: ConsumerPlan,
): Promise<void> {
  // another replica, or this one before it was interrupted, may have deleted it
  await orNotFound(manager.consumers.delete(stream, durable));
  await manager.consumers.add(stream, config);
}

/**
 * Each stream gets an id of its own in its description. Its creation time is no id: a server changes that with every
 * update, and shows the change after its next start.
 */
async function addOrUpdateStream(
  manager: JetStreamManager,
  stream: Partial<StreamConfig>,
  replicas: number,
): Promise<void> {
  const name = stream.name as string;
  const known = await findStream(manager, name);
  const config: Partial<StreamConfig> = {
    storage: StorageType.File,
    num_replicas: Math.max(replicas, known?.config.num_replicas ?? 1),
    // two minutes: an outbox row that is published again within them is one message
    duplicate_window: nanos(120_000),
    description: known?.config.description || randomUUID(),
    ...stream,
  };
  if (known) await manager.streams.update(name, config);
  else await manager.streams.add(config);
}

/** The missing streams and buckets of those that `reader` needs; empty when it can start. */
export async function missingTopology(connection: NatsConnection): Promise<string[]> {
  const manager = await connection.jetstreamManager({ checkAPI: false });
  const needed = [taskStream, eventStream, deadLetterStream, ...states.map(bucketStream)];
  const missing: string[] = [];
  for (const stream of needed) if (!(await findStream(manager, stream))) missing.push(stream);
  return missing;
}

function findStream(manager: JetStreamManager, name: string): Promise<StreamInfo | null> {
  return orNotFound(manager.streams.info(name));
}
