import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics, readTogether, secondsSince, type Sample } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { Circuits } from '../circuits/circuits';
import { WaitingStore } from '../held/waiting.store';

/** The state of provider accounts, and what is held for them. */
@Injectable()
export class AccountMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly circuits: Circuits,
    private readonly waiting: WaitingStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const { metrics } = this;
    const lanes = readTogether(() => this.waiting.lanes());
    metrics.gauge(
      'subjectline_circuit_open',
      'Provider accounts whose messages are held because they do not work: 1 each',
      ['organization', 'provider_key', 'reason'],
      () => this.readCircuits(),
    );
    metrics.gauge(
      'subjectline_messages_held',
      'Messages that wait for their account or their next try, by lane',
      ['lane'],
      async () => (await lanes()).map(({ lane, messages }) => ({ labels: { lane }, value: messages })),
    );
    metrics.gauge(
      'subjectline_messages_held_oldest_seconds',
      'Seconds that the oldest of them has waited',
      ['lane'],
      async () =>
        (await lanes()).map(({ lane, oldest }) => ({
          labels: { lane },
          value: secondsSince(oldest?.getTime(), this.clock.nowMs()),
        })),
    );
  }

  private readCircuits(): Sample<'organization' | 'provider_key' | 'reason'>[] {
    return this.circuits.list().map(({ organization, provider_key, reason }) => ({
      labels: { organization, provider_key, reason },
      value: 1,
    }));
  }
}
