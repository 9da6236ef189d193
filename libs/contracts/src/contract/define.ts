import type { ClassOf } from '@subjectline/schema';

/**
 * The four kinds of message between services. Each is one NATS feature:
 *
 *   call   tell me now       request/reply, one queue group per owner       call.<owner>.<name>.v<n>
 *   task   do this once      JetStream work queue, one durable consumer     task.<owner>.<name>.v<n>
 *   event  this happened     JetStream stream, one durable per listener     event.<owner>.<name>.v<n>
 *   state  this holds now    JetStream key-value bucket, one writer         bucket <name>
 *
 * A contract object is used by both sides. Who may use it is part of it: the permissions of every NATS user are
 * generated from these lists and from nothing else.
 */

export const serviceNames = [
  'gateway',
  'config',
  'templates',
  'identity',
  'requests',
  'consents',
  'dispatch',
  'webhooks',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Every service but the gateway keeps tables. */
export type StoringServiceName = Exclude<ServiceName, 'gateway'>;

/** A value for each service that keeps tables. */
export function byStoringService<Value>(
  make: (name: StoringServiceName) => Value,
): Readonly<Record<StoringServiceName, Value>> {
  const names = serviceNames.filter((name) => name !== 'gateway');
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<StoringServiceName, Value>;
}

/** `engine` finds and erases the data: another team's service, outside this repository. */
export const participantNames = [...serviceNames, 'engine'] as const;
export type ParticipantName = (typeof participantNames)[number];

export type { ClassOf };

export interface Call<Request extends object, Reply extends object> {
  readonly kind: 'call';
  readonly owner: ServiceName;
  readonly subject: string;
  readonly request: ClassOf<Request>;
  readonly reply: ClassOf<Reply>;
  readonly askedBy: readonly ParticipantName[];
  /** The caller's timeout. */
  readonly timeoutMs: number;
  /**
   * It makes something that was not there: not begun once its asker has stopped waiting, and under one idempotency key
   * done once.
   */
  readonly creates: boolean;
}

/** How a task or an event is processed. Defaults are in `define.ts`. */
export interface Work {
  /** Max processed at once per process. */
  readonly concurrency: number;
  /** After this long without a sign of life, the broker redelivers the message. */
  readonly ackWaitMs: number;
}

export interface Task<Payload extends object> extends Work {
  readonly kind: 'task';
  readonly owner: ServiceName;
  readonly subject: string;
  readonly payload: ClassOf<Payload>;
  readonly sentBy: readonly ParticipantName[];
}

export interface Event<Payload extends object> extends Work {
  readonly kind: 'event';
  readonly owner: ServiceName;
  readonly subject: string;
  readonly payload: ClassOf<Payload>;
  readonly heardBy: readonly ParticipantName[];
}

export interface State<Value extends object> {
  readonly kind: 'state';
  readonly owner: ServiceName;
  readonly bucket: string;
  readonly value: ClassOf<Value>;
  readonly readBy: readonly ParticipantName[];
  /** The lifetime of a value. Default: unlimited. */
  readonly lifetimeMs?: number;
}

export type Contract = Call<object, object> | Task<object> | Event<object> | State<object>;

const defaultWork: Work = { concurrency: 16, ackWaitMs: 5_000 };

type Named = { owner: ServiceName; name: string; version?: number };

function subjectOf(kind: string, { owner, name, version = 1 }: Named): string {
  return `${kind}.${owner}.${name}.v${version}`;
}

interface CallOptions {
  readonly askedBy: readonly ParticipantName[];
  /** Default: five seconds. */
  readonly timeoutMs?: number;
  readonly creates?: boolean;
}

type DefineCall = <Request extends object, Reply extends object>(
  name: string,
  request: ClassOf<Request>,
  reply: ClassOf<Reply>,
  options?: Partial<CallOptions>,
) => Call<Request, Reply>;

/** What defines the calls of one service; each takes these options where it has none of its own. */
export function callOf(owner: ServiceName, defaults: CallOptions): DefineCall {
  return (name, request, reply, options) => {
    const { askedBy, timeoutMs = 5_000, creates = false } = { ...defaults, ...options };
    const subject = subjectOf('call', { owner, name });
    return { kind: 'call', owner, subject, request, reply, askedBy, timeoutMs, creates };
  };
}

export function defineTask<Payload extends object>(
  definition: Named & {
    payload: ClassOf<Payload>;
    sentBy: readonly ParticipantName[];
  } & Partial<Work>,
): Task<Payload> {
  const { owner, payload, sentBy } = definition;
  return {
    ...workOf(definition),
    kind: 'task',
    owner,
    subject: subjectOf('task', definition),
    payload,
    sentBy,
  };
}

export function defineEvent<Payload extends object>(
  definition: Named & {
    payload: ClassOf<Payload>;
    heardBy: readonly ParticipantName[];
  } & Partial<Work>,
): Event<Payload> {
  const { owner, payload, heardBy } = definition;
  return {
    ...workOf(definition),
    kind: 'event',
    owner,
    subject: subjectOf('event', definition),
    payload,
    heardBy,
  };
}

export function defineState<Value extends object>(definition: {
  owner: ServiceName;
  bucket: string;
  value: ClassOf<Value>;
  readBy: readonly ParticipantName[];
  lifetimeMs?: number;
}): State<Value> {
  return { kind: 'state', ...definition };
}

function workOf({ concurrency, ackWaitMs }: Partial<Work>): Work {
  return {
    concurrency: concurrency ?? defaultWork.concurrency,
    ackWaitMs: ackWaitMs ?? defaultWork.ackWaitMs,
  };
}
