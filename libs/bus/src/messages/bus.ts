import { AppError, check, type Call, type Event, type State, type Task } from '@subjectline/contracts';
import {
  ErrorCode as NatsErrorCode,
  headers,
  NatsError,
  type JetStreamClient,
  type KV,
  type Msg,
  type MsgHdrs,
  type NatsConnection,
} from 'nats';
import {
  currentIdempotency,
  currentRequestId,
  deadlineHeader,
  idempotencyHeader,
  requestIdHeader,
} from './request-context';
import { maxMessageBytesOf } from '../broker/connection';
import { Replies } from '../broker/replies';
import { decode, encode } from './json';
import type { Logger } from '../service/logger';
import type { LocalAsker } from './local-calls';
import { readReply } from './reply';
import { endOfTick } from './tick';
import { currentTraceParent, traceParentHeader } from '../tracing/trace-parent';
import { SpanKind, Tracing } from '../tracing/tracing';
import { SharedReads } from '../state/shared-reads';
import { WatchedKeys, WatchedState } from '../state/watched-state';

/** By which the broker knows a message that it has stored already. */
const messageIdHeader = 'Nats-Msg-Id';
/** The broker stores a message in a fraction of a millisecond; past this it is down. */
const publishTimeoutMs = 3_000;

export interface PublishOptions {
  /** Published twice with the same id within two minutes, it is stored once (`Nats-Msg-Id`). */
  readonly id: string;
  readonly requestId?: string | undefined;
  /** What causes it, if that is not the work that publishes it. */
  readonly traceParent?: string | undefined;
}

/** The messages between services: four verbs for four kinds. Every payload is checked before it is sent. */
export class Bus {
  private readonly jetstream: JetStreamClient;
  private readonly replies: Replies;
  private readonly buckets = new Map<string, Promise<KV>>();
  private readonly reads = new SharedReads((state, key) => this.readNow(state, key));

  constructor(
    readonly connection: NatsConnection,
    private readonly logger: Logger,
    private readonly local?: LocalAsker,
    private readonly tracing = Tracing.off,
  ) {
    this.jetstream = connection.jetstream();
    this.replies = new Replies(connection);
  }

  /**
   * Asks and waits for the answer. Throws the `AppError` that the owner answered with, or `unavailable` when there is no
   * answer in time.
   */
  async ask<Request extends object, Reply extends object>(
    call: Call<Request, Reply>,
    request: Request,
  ): Promise<Reply> {
    const body = encode(check(call.request, request));
    return this.tracing.span(call.subject, { kind: SpanKind.CLIENT }, () => this.exchange(call, body));
  }

  private async exchange<Request extends object, Reply extends object>(
    call: Call<Request, Reply>,
    body: Uint8Array,
  ): Promise<Reply> {
    const data = await this.request(call, body).catch((error: unknown) => {
      throw isTooLarge(error)
        ? new AppError('too_large', { subject: call.subject }, [], { cause: error })
        : unavailable(call.subject, error);
    });
    // Nest's reply packet: `response` or `err`
    const packet = decode(data) as { err?: unknown; response?: unknown };
    if (packet.err !== undefined && packet.err !== null) {
      throw AppError.fromJSON(packet.err) ?? new AppError('internal', { subject: call.subject });
    }
    return readReply(call, packet.response);
  }

  private async request(call: Call<object, object>, body: Uint8Array): Promise<Uint8Array> {
    const { subject, timeoutMs } = call;
    const headers = this.headersOf(call);
    const answerer = this.local?.calls.answererOf(call, this.local.name);
    if (!answerer) return (await this.replies.request(subject, body, { timeoutMs, headers })).data;
    if (body.byteLength > this.maxMessageBytes)
      throw NatsError.errorForCode(NatsErrorCode.MaxPayloadExceeded);
    return inTime(answerer(body, headers), timeoutMs);
  }

  /** Adds a task to its owner's queue; resolved once the broker has stored it. */
  async send<Payload extends object>(
    task: Task<Payload>,
    payload: Payload,
    options: PublishOptions,
  ): Promise<void> {
    await this.publish(task.subject, encode(check(task.payload, payload)), options);
  }

  /** Publishes an event; resolved once the broker has stored it. */
  async say<Payload extends object>(
    event: Event<Payload>,
    payload: Payload,
    options: PublishOptions,
  ): Promise<void> {
    await this.publish(event.subject, encode(check(event.payload, payload)), options);
  }

  /**
   * Stores bytes under a subject of a stream. Tasks and events go through `send` and `say`, or the outbox.
   * @returns the sequence that the message has in its stream
   */
  async publish(
    subject: string,
    data: Uint8Array,
    { id, requestId, traceParent }: PublishOptions,
  ): Promise<number> {
    try {
      await endOfTick();
      const headers = this.headers(requestId, traceParent);
      headers.set(messageIdHeader, id);
      return sequenceOf(await this.replies.request(subject, data, { headers, timeoutMs: publishTimeoutMs }));
    } catch (error) {
      throw unavailable(subject, error);
    }
  }

  /** Sets a state. Only its owner may. */
  async put<Value extends object>(state: State<Value>, key: string, value: Value): Promise<void> {
    const bucket = await this.bucket(state);
    try {
      await bucket.put(key, encode(check(state.value, value)));
    } catch (error) {
      throw unavailable(`state ${state.bucket}`, error);
    }
  }

  /** Stores a value when there is none. @returns the stored one: of two concurrent calls one wins */
  async claim<Value extends object>(state: State<Value>, key: string, value: Value): Promise<Value> {
    const bucket = await this.bucket(state);
    try {
      await bucket.create(key, encode(check(state.value, value)));
      return value;
    } catch (error) {
      const known = await this.read(state, key);
      if (known) return known;
      throw unavailable(`state ${state.bucket}`, error);
    }
  }

  /** Removes a state. Only its owner may. Succeeds if there is none. */
  async remove(state: State<object>, key: string): Promise<void> {
    const bucket = await this.bucket(state);
    try {
      await bucket.delete(key);
    } catch (error) {
      throw unavailable(`state ${state.bucket}`, error);
    }
  }

  /**
   * The state, read from the broker: sees every `put` that was answered before. Callers share what they get, which must
   * not be changed.
   */
  async read<Value extends object>(state: State<Value>, key: string): Promise<Readonly<Value> | null> {
    try {
      return await this.reads.read(state, key);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw unavailable(`state ${state.bucket}`, error);
    }
  }

  private async readNow(state: State<object>, key: string): Promise<Uint8Array | null> {
    const bucket = await this.bucket(state);
    const entry = await bucket.get(key);
    return entry && entry.operation === 'PUT' ? entry.value : null;
  }

  /** The states, kept up to date in memory, for the hot path. Resolved once all of them have been read. */
  async watch<Value extends object>(state: State<Value>): Promise<WatchedState<Value>> {
    const watched = new WatchedState(state, () => this.bucket(state), this.connection, this.logger);
    await watched.start();
    return watched;
  }

  /** The keys alone, kept up to date the same way. */
  async watchKeys(state: State<object>): Promise<WatchedKeys> {
    const watched = new WatchedKeys(state, () => this.bucket(state), this.connection, this.logger);
    await watched.start();
    return watched;
  }

  /** The max size of a message. Known once there is a broker. */
  get maxMessageBytes(): number {
    return maxMessageBytesOf(this.connection);
  }

  private bucket(state: State<object>): Promise<KV> {
    const known = this.buckets.get(state.bucket);
    if (known) return known;
    const opened = this.jetstream.views.kv(state.bucket, { bindOnly: true, allow_direct: true });
    this.buckets.set(state.bucket, opened);
    opened.catch(() => this.buckets.delete(state.bucket));
    return opened.catch((error: unknown) => {
      throw unavailable(`state ${state.bucket}`, error);
    });
  }

  private headersOf({ creates, timeoutMs }: Call<object, object>): MsgHdrs {
    const result = this.headers();
    if (!creates) return result;
    result.set(deadlineHeader, String(Date.now() + timeoutMs));
    const idempotency = currentIdempotency();
    if (idempotency) result.set(idempotencyHeader, `${idempotency.key} ${idempotency.body}`);
    return result;
  }

  private headers(requestId = currentRequestId(), traceParent = currentTraceParent()): MsgHdrs {
    const result = headers();
    if (traceParent) result.set(traceParentHeader, traceParent);
    if (requestId) result.set(requestIdHeader, requestId);
    return result;
  }
}

/** The acknowledgement of JetStream: the message is stored, or was before. */
function sequenceOf({ data }: Msg): number {
  const ack = decode(data) as { seq?: number; error?: { code: number; description: string } };
  if (ack.error) throw new NatsError(ack.error.description, String(ack.error.code));
  if (ack.seq === undefined) throw NatsError.errorForCode(NatsErrorCode.JetStreamInvalidAck);
  return ack.seq;
}

/** Stops waiting for an answer, as for one from another process. */
async function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(NatsError.errorForCode(NatsErrorCode.Timeout)), timeoutMs);
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** No answer, no broker, or a refusal by the broker: for the caller these are the same. */
function unavailable(subject: string, error: unknown): AppError {
  const reason = error instanceof NatsError ? error.code : NatsErrorCode.Unknown;
  return new AppError('unavailable', { subject, reason }, [], { cause: error });
}

/** The client itself refuses what the broker would not accept. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof NatsError && error.code === 'MAX_PAYLOAD_EXCEEDED';
}
