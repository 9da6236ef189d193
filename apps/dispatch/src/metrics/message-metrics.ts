import { Injectable } from '@nestjs/common';
import { Metrics } from '@subjectline/bus';
import { messageKind, type SendMessageTask } from '@subjectline/contracts';
import type { Attempt, Unsent } from '../message/attempt';
import type { Verdict } from '../message/outcome';

/** From the moment a try begins to the vendor's answer: seconds. */
const vendorBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface UnsentMessage extends Pick<Unsent, 'verdict'> {
  readonly task: Pick<SendMessageTask, 'kind'>;
}

/** Counts messages and their tries. */
@Injectable()
export class MessageMetrics {
  private readonly accepted;
  private readonly ended;
  private readonly tries;
  private readonly vendorSeconds;

  constructor(metrics: Metrics) {
    this.accepted = metrics.counter('subjectline_messages_accepted_total', 'Messages that dispatch took on', [
      'kind',
      'lane',
    ]);
    this.ended = metrics.counter(
      'subjectline_messages_ended_total',
      'Messages that ended, by state (sent, failed, unknown, expired, skipped, canceled) and the reason of it',
      ['kind', 'provider', 'state', 'reason'],
    );
    this.tries = metrics.counter('subjectline_tries_total', 'Tries to send a message, by their outcome', [
      'kind',
      'provider',
      'outcome',
    ]);
    this.vendorSeconds = metrics.histogram(
      'subjectline_try_seconds',
      'From the beginning of a try to the answer of the provider',
      ['provider', 'outcome'],
      vendorBuckets,
    );
  }

  countAccepted({ kind }: SendMessageTask): void {
    this.accepted.inc({ kind, lane: messageKind(kind).lane });
  }

  countTry({ task, serviceType: provider, result, startedAt, finishedAt, verdict }: Attempt): void {
    const { kind } = task;
    const { outcome } = result;
    this.tries.inc({ kind, provider, outcome });
    this.vendorSeconds.observe({ provider, outcome }, (finishedAt.getTime() - startedAt.getTime()) / 1_000);
    this.countEnd(task, provider, verdict);
  }

  countUnsent({ task, verdict }: UnsentMessage): void {
    this.countEnd(task, 'none', verdict);
  }

  private countEnd({ kind }: UnsentMessage['task'], provider: string, { state, reason }: Verdict): void {
    if (state !== 'queued') this.ended.inc({ kind, provider, state, reason: reason ?? 'none' });
  }
}
