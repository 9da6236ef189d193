import type { JetStreamClient, JsMsg } from 'nats';
import type { ConsumerPlan } from '../broker/topology';
import { secondsSince, type Metrics } from '../metrics/metrics';

/** The metrics of one queue: how much waits in it, and for how long. */
export class WorkerMeter {
  private readonly gauges: (() => void)[];
  private readonly deadLetters;

  constructor(
    metrics: Metrics,
    private readonly plan: ConsumerPlan,
    private readonly jetstream: JetStreamClient,
    private readonly inHand: () => ReadonlySet<JsMsg>,
  ) {
    this.deadLetters = metrics.counter('subjectline_dead_letters_total', help.deadLetters, [
      'service',
      'queue',
    ]);
    this.deadLetters.inc(this.labels, 0);
    this.gauges = [
      metrics.gauge('subjectline_queue_messages', help.messages, ['service', 'queue', 'state'], () =>
        this.readMessages(),
      ),
      metrics.gauge('subjectline_queue_oldest_seconds', help.oldest, ['service', 'queue'], () => [
        { labels: this.labels, value: this.oldestSeconds() },
      ]),
    ];
  }

  countDeadLetter(): void {
    this.deadLetters.inc(this.labels);
  }

  close(): void {
    for (const close of this.gauges) close();
  }

  private get labels(): { service: string; queue: string } {
    return { service: this.plan.reader, queue: this.plan.config.filter_subject ?? '' };
  }

  /** The whole queue, of all replicas. */
  private async readMessages() {
    const consumer = await this.jetstream.consumers.get(this.plan.stream, this.plan.durable);
    const { num_pending: waiting, num_ack_pending: inHand } = await consumer.info(true);
    return [
      { labels: { ...this.labels, state: 'waiting' }, value: waiting },
      { labels: { ...this.labels, state: 'in_hand' }, value: inHand },
    ];
  }

  private oldestSeconds(): number {
    const sentMs = [...this.inHand()].map(({ info }) => info.timestampNanos / 1e6);
    return secondsSince(sentMs.length > 0 ? Math.min(...sentMs) : undefined, Date.now());
  }
}

const help = {
  messages: 'Tasks and events of a queue, not yet taken and being worked on, over all replicas',
  oldest: 'Seconds since the oldest message that this process has in hand was published; 0 when it has none',
  deadLetters: 'Messages that were given up, to be looked at with npm run dead-letters',
};
