import { Injectable } from '@nestjs/common';
import { Metrics } from '@subjectline/bus';
import { messageKind, phoneCountry, type Channel, type SendMessageTask } from '@subjectline/contracts';
import type { Attempt, Unsent } from '../journal/attempt';
import type { Verdict } from '../message/outcome';

/** From the moment a try begins to the vendor's answer: seconds. */
const vendorBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface UnsentMessage extends Pick<Unsent, 'verdict'> {
  readonly task: Pick<SendMessageTask, 'kind'>;
}

/** What is told apart of a message: few values each. */
export interface Converted {
  readonly kind: string;
  readonly service_type: string | null;
  readonly channel: Channel | null;
  readonly country: string | null;
}

/** The country of a number, for text messages alone: an e-mail address has none. */
export function countryOf(channel: Channel, to: string): string | null {
  return channel === 'sms' ? phoneCountry(to) : null;
}

/** Counts messages, their tries, and how far they come. */
@Injectable()
export class MessageMetrics {
  private readonly accepted;
  private readonly ended;
  private readonly tries;
  private readonly vendorSeconds;
  private readonly conversions;

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
    this.conversions = metrics.counter(
      'subjectline_conversions_total',
      'Messages that were sent, that were delivered, and whose code or link was used',
      ['kind', 'provider', 'country', 'stage'],
    );
  }

  countAccepted({ kind }: SendMessageTask): void {
    this.accepted.inc({ kind, lane: messageKind(kind).lane });
  }

  countTry(attempt: Attempt): void {
    const { task, serviceType: provider, result, startedAt, finishedAt, verdict } = attempt;
    const { kind } = task;
    const { outcome } = result;
    this.tries.inc({ kind, provider, outcome });
    this.vendorSeconds.observe({ provider, outcome }, (finishedAt.getTime() - startedAt.getTime()) / 1_000);
    this.countEnd(task, provider, verdict);
    const { channel = null, country = null } = attempt;
    if (outcome === 'sent') this.countStage({ kind, service_type: provider, channel, country }, 'sent');
  }

  countStage(
    { kind, service_type, channel, country }: Converted,
    stage: 'sent' | 'delivered' | 'verified',
  ): void {
    const place = channel === 'sms' ? (country ?? 'unknown') : 'none';
    this.conversions.inc({ kind, provider: service_type ?? 'none', country: place, stage });
  }

  countUnsent({ task, verdict }: UnsentMessage): void {
    this.countEnd(task, 'none', verdict);
  }

  private countEnd({ kind }: UnsentMessage['task'], provider: string, { state, reason }: Verdict): void {
    if (state !== 'queued') this.ended.inc({ kind, provider, state, reason: reason ?? 'none' });
  }
}
