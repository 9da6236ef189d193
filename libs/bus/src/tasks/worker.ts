import { setTimeout as pause } from 'node:timers/promises';
import type { check, ClassOf, Work } from '@subjectline/contracts';
import type { ConsumerMessages, JetStreamClient, JsMsg, NatsConnection } from 'nats';
import { decode } from '../messages/json';
import { requestIdHeader, withRequestId } from '../messages/request-context';
import type { Metrics } from '../metrics/metrics';
import type { Logger } from '../service/logger';
import { FailureCount } from './failure-count';
import type { Delivery } from '../messages/handlers';
import { buryMessage, isWait, settlementOf, UnfitPayload } from './settlement';
import type { ConsumerPlan } from '../broker/topology';
import { endOfTick } from '../messages/tick';
import { traceParentHeader } from '../tracing/trace-parent';
import { markFailed, SpanKind, Tracing } from '../tracing/tracing';
import { WorkerMeter } from './worker-meter';

export interface WorkerOptions extends Work {
  readonly plan: ConsumerPlan;
  readonly payload: ClassOf<object>;
  /** Reads a payload; throws for one that does not fit. */
  readonly read: typeof check;
  readonly handle: (payload: object, delivery: Delivery) => Promise<unknown>;
}

/** What the JetStream client is asked to do while it waits for messages. */
const consuming = { expires: 30_000, idle_heartbeat: 5_000 };

/**
 * Takes messages from one durable consumer, a bounded number at a time, and settles each: done, again later, or dead.
 * A message being handled is reported as in progress, so that a long job is not delivered to another process.
 */
export class Worker {
  private readonly jetstream: JetStreamClient;
  private readonly inHand = new Set<JsMsg>();
  private readonly failures = new FailureCount();
  private readonly meter: WorkerMeter;
  private readonly loop: Promise<void>;
  private messages: ConsumerMessages | null = null;
  private stopping = false;
  private slotFreed: (() => void) | null = null;

  constructor(
    connection: NatsConnection,
    private readonly options: WorkerOptions,
    metrics: Metrics,
    private readonly logger: Logger,
    private readonly tracing = Tracing.off,
  ) {
    this.jetstream = connection.jetstream();
    this.meter = new WorkerMeter(metrics, options.plan, this.jetstream, () => this.inHand);
    this.loop = this.run();
  }

  /** Takes nothing new, finishes what is in hand. */
  async drain(): Promise<void> {
    this.stopping = true;
    this.messages?.stop();
    await this.loop;
    this.meter.close();
  }

  private async run(): Promise<void> {
    const signsOfLife = setInterval(() => this.showSignsOfLife(), this.options.ackWaitMs / 3);
    while (!this.stopping) {
      await this.consume().catch((error: unknown) => {
        if (!this.stopping)
          this.logger.warn({ err: error, consumer: this.options.plan.durable }, 'consumer disconnected');
      });
      if (!this.stopping) await pause(250);
    }
    while (this.inHand.size > 0) await this.nextFreeSlot();
    clearInterval(signsOfLife);
  }

  private async consume(): Promise<void> {
    const { plan, concurrency } = this.options;
    const consumer = await this.jetstream.consumers.get(plan.stream, plan.durable);
    this.messages = await consumer.consume({ ...consuming, max_messages: concurrency });
    if (this.stopping) this.messages.stop();
    for await (const message of this.messages) {
      if (this.stopping) {
        // requested and not begun: another process gets it without waiting for ack_wait
        message.nak();
        continue;
      }
      this.inHand.add(message);
      void this.work(message);
      while (this.inHand.size >= concurrency) await this.nextFreeSlot();
    }
  }

  private nextFreeSlot(): Promise<void> {
    return new Promise((resolve) => (this.slotFreed = resolve));
  }

  private async work(message: JsMsg): Promise<void> {
    const requestId = message.headers?.get(requestIdHeader) || undefined;
    const options = { kind: SpanKind.CONSUMER, parent: message.headers?.get(traceParentHeader) };
    await withRequestId(requestId, () =>
      this.tracing.span(message.subject, options, () => this.handleAndSettle(message)),
    );
    this.inHand.delete(message);
    this.slotFreed?.();
  }

  private async handleAndSettle(message: JsMsg): Promise<void> {
    try {
      await this.options.handle(this.payloadOf(message), { deliveries: message.info.deliveryCount });
      await endOfTick();
      message.ack();
      this.failures.forget(message);
    } catch (error) {
      if (!isWait(error)) markFailed(error);
      await this.settleFailure(message, error).catch((failure: unknown) => {
        // not settled: the broker delivers it again after ack_wait
        this.logger.warn({ err: failure, subject: message.subject }, 'message could not be settled');
      });
    }
  }

  private payloadOf(message: JsMsg): object {
    try {
      return this.options.read(this.options.payload, decode(message.data));
    } catch {
      throw new UnfitPayload('the payload does not fit its contract');
    }
  }

  private async settleFailure(message: JsMsg, error: unknown): Promise<void> {
    const { deliveryCount: deliveries } = message.info;
    const failures = isWait(error) ? 0 : this.failures.add(message);
    const settlement = settlementOf(error, { deliveries, failures });
    const about = { subject: message.subject, sequence: message.seq, deliveries };
    if (settlement.action === 'ack') return message.ack();
    if (settlement.action === 'retry') {
      this.logger.info({ ...about, err: error, delayMs: settlement.delayMs }, 'message is tried again');
      return message.nak(settlement.delayMs);
    }
    this.logger.error({ ...about, err: error, reason: settlement.reason }, 'message is a dead letter');
    await buryMessage(this.jetstream, this.options.plan, message, settlement);
    this.meter.countDeadLetter();
    // `term` with a reason is ignored by nats-server 2.9 and the message comes back
    message.term();
    this.failures.forget(message);
  }

  private showSignsOfLife(): void {
    for (const message of this.inHand) message.working();
  }
}
