import { AsyncResource } from 'node:async_hooks';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { NatsContext, ServerNats, type MessageHandler } from '@nestjs/microservices';
import { AppError, check, checkKnown } from '@subjectline/contracts';
import { whileBrokerAnswers } from '../service/closing';
import type { Msg, MsgHdrs, NatsConnection, Subscription } from 'nats';
import { isObservable, lastValueFrom, of, throwError, type Observable } from 'rxjs';
import { isTooLarge } from './bus';
import { maxMessageBytesOf } from '../broker/connection';
import { decode, encode } from './json';
import type { LocalCalls } from './local-calls';
import {
  deadlineHeader,
  idempotencyHeader,
  requestIdHeader,
  requireInTime,
  withDeadline,
  withRequestId,
  type Idempotency,
} from './request-context';
import type { Delivery, Binding } from './handlers';
import type { Metrics } from '../metrics/metrics';
import type { Logger } from '../service/logger';
import { checkReply } from './reply';
import { consumerOfEvent, consumerOfTask } from '../broker/topology';
import { Worker } from '../tasks/worker';
import { traceParentHeader } from '../tracing/trace-parent';
import { SpanKind, Tracing } from '../tracing/tracing';

export interface CallOnce extends Idempotency {
  /** The organization that it is made for. */
  readonly organization?: string | undefined;
}

/** Runs a call once, however often it is repeated; `libs/storage` keeps the result of the first. */
export interface DoneOnce {
  run(name: string, call: CallOnce, work: () => Promise<unknown>): Promise<unknown>;
}

/**
 * Nest's NATS transport on the service's one connection, with tasks and events on JetStream beside its calls. Nest
 * finds the handlers and runs them through its pipeline; checks, answers and settlement are done here.
 */
export class BusServer extends ServerNats implements BeforeApplicationShutdown {
  private readonly workers: Worker[] = [];
  private readonly callSubscriptions: Subscription[] = [];
  private readonly answering = new Set<Promise<unknown>>();
  /** A call of this process must not run in the transaction or the context of its asker. */
  private readonly scope = new AsyncResource('BusServer');

  constructor(
    private readonly connection: NatsConnection,
    private readonly serviceName: string,
    private readonly log: Logger,
    private readonly metrics: Metrics,
    private readonly once: DoneOnce | null = null,
    private readonly localCalls?: LocalCalls,
    private readonly tracing = Tracing.off,
  ) {
    super({ deserializer: { deserialize: readRequest } });
  }

  override createNatsClient(): Promise<NatsConnection> {
    return Promise.resolve(this.connection);
  }

  /** The connection reports its status itself. */
  override handleStatusUpdates(): Promise<void> {
    return Promise.resolve();
  }

  override bindEvents(connection: NatsConnection): void {
    for (const [subject, handler] of this.messageHandlers) this.bind(connection, subject, handler);
  }

  /** Nest closes the server of a microservice before any hook runs; ours goes on until `beforeApplicationShutdown`. */
  override close(): Promise<void> {
    return Promise.resolve();
  }

  /** Takes nothing new, finishes what is in hand. The connection stays: its owner closes it last. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const subscription of this.callSubscriptions) this.localCalls?.remove(subscription.getSubject());
    await Promise.all([
      ...this.callSubscriptions.map((subscription) => whileBrokerAnswers(subscription.drain())),
      ...this.workers.map((worker) => worker.drain()),
    ]);
    await Promise.all(this.answering);
  }

  /**
   * Nest answers in a tick of its own, where an error would end the process: an answer that is larger than the broker
   * accepts, such as a page of a hundred large items, is replaced by an error.
   */
  override getPublisher(message: Msg, id: string, context: NatsContext): (answer: object) => void {
    const publish = super.getPublisher(message, id, context);
    return (answer) => {
      try {
        publish(answer);
      } catch (error) {
        this.log.error({ err: error, subject: message.subject }, 'an answer could not be given');
        if (isTooLarge(error)) publish({ err: new AppError('too_large').toJSON(), isDisposed: true });
      }
    };
  }

  private bind(connection: NatsConnection, subject: string, handler: MessageHandler): void {
    const binding = (handler.extras as { binding?: Binding } | undefined)?.binding;
    if (!binding) throw new Error(`${subject} has a handler without a contract`);
    if (binding.kind === 'call') {
      const checked = this.checked(binding, handler);
      this.messageHandlers.set(subject, checked);
      this.localCalls?.add(subject, (request, headers) =>
        this.scope.runInAsyncScope(() => this.answerHere(subject, checked, request, headers)),
      );
      const callback = (error: Error | null, message: Msg) => this.answer(subject, error, message);
      this.callSubscriptions.push(connection.subscribe(subject, { queue: this.serviceName, callback }));
      return;
    }
    const handle = (payload: object, delivery: Delivery) => resultOf(handler(payload, delivery));
    const contract = binding.kind === 'task' ? binding.task : binding.event;
    const plan =
      binding.kind === 'task'
        ? consumerOfTask(binding.task)
        : consumerOfEvent(binding.event, binding.listener);
    const { payload, concurrency, ackWaitMs } = contract;
    // a newer sender of an event may say more; what a newer sender of a task asks for must not be left out
    const read = binding.kind === 'task' ? check : checkKnown;
    const options = { plan, payload, read, concurrency, ackWaitMs, handle };
    this.workers.push(new Worker(connection, options, this.metrics, this.log, this.tracing));
  }

  private answer(subject: string, error: Error | null, message: Msg): void {
    if (error) return this.log.error({ err: error, subject }, 'calls cannot be heard');
    const requestId = message.headers?.get(requestIdHeader) || undefined;
    const answered = withRequestId(requestId, () => this.handleMessage(subject, message)).catch(
      (failure: unknown) => {
        this.log.error({ err: failure, subject }, 'a call was not answered');
      },
    );
    this.waitFor(answered);
  }

  /** Answers a call of this process with the packet that the broker would carry. */
  private answerHere(
    subject: string,
    handler: MessageHandler,
    request: Uint8Array,
    headers: MsgHdrs,
  ): Promise<Uint8Array> {
    const answered = withRequestId(headers.get(requestIdHeader) || undefined, async () => {
      try {
        const response = await resultOf(handler(decode(request), new NatsContext([subject, headers])));
        const answer = encode({ response });
        if (answer.byteLength <= maxMessageBytesOf(this.connection)) return answer;
        this.log.error({ subject, bytes: answer.byteLength }, 'an answer could not be given');
        return encode({ err: new AppError('too_large').toJSON() });
      } catch (error) {
        return encode({ err: error });
      }
    });
    this.waitFor(answered);
    return answered;
  }

  private waitFor(answered: Promise<unknown>): void {
    this.answering.add(answered);
    void answered.finally(() => this.answering.delete(answered));
  }

  /** The handler behind its contract: the request and the reply are checked, and every error has a code. */
  private checked({ call }: Extract<Binding, { kind: 'call' }>, handler: MessageHandler): MessageHandler {
    return async (data: unknown, context: NatsContext): Promise<Observable<unknown>> => {
      try {
        const request = check(call.request, data);
        const work = () => resultOf(handler(request, context));
        const { organization } = request as { organization?: string };
        const named = { subject: call.subject, organization };
        const answer = () => (call.creates ? this.create(named, context, work) : work());
        const options = { kind: SpanKind.SERVER, parent: traceParentOf(context) };
        return of(checkReply(call, await this.tracing.span(call.subject, options, answer)));
      } catch (error) {
        return throwError(() => this.wireError(call.subject, error));
      }
    };
  }

  /** Not begun when the caller has stopped waiting, and run once under one idempotency key. */
  private create(
    { subject, organization }: { readonly subject: string; readonly organization: string | undefined },
    context: NatsContext,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const headers = context.getHeaders() as MsgHdrs | undefined;
    const [key = '', body] = headers?.get(idempotencyHeader).split(' ') ?? [];
    const deadlineMs = Number(headers?.get(deadlineHeader) || Infinity);
    return withDeadline(deadlineMs, async () => {
      requireInTime();
      return body && this.once ? this.once.run(subject, { key, body, organization }, work) : work();
    });
  }

  private wireError(subject: string, error: unknown): object {
    if (error instanceof AppError && error.code !== 'internal') return error.toJSON();
    this.log.error({ err: error, subject }, 'internal error');
    return new AppError('internal', { subject }).toJSON();
  }
}

function traceParentOf(context: NatsContext): string | undefined {
  return (context.getHeaders() as MsgHdrs | undefined)?.get(traceParentHeader);
}

/** The result of a handler: a value, a promise, or the observable that Nest's pipeline makes of them. */
async function resultOf(result: unknown): Promise<unknown> {
  const value = await result;
  return isObservable(value) ? lastValueFrom(value, { defaultValue: undefined }) : value;
}

/**
 * Reads a request of ours (the payload alone), or of a Nest client (`pattern` and `data`). Never throws: with Nest's
 * own reader one message that is not JSON ends the process.
 */
function readRequest(value: unknown, options?: { channel?: string; replyTo?: string }): object {
  const { channel: pattern, replyTo: id } = options ?? {};
  try {
    const message = decode(value as Uint8Array);
    // a Nest event has no id; on the subject of a call it is answered all the same
    if (typeof message === 'object' && message !== null && 'pattern' in message)
      return { id: id ?? '', ...message };
    return { pattern, data: message, id: id ?? '' };
  } catch {
    return { pattern, data: undefined, id: id ?? '' };
  }
}
