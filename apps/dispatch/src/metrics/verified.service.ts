import { Injectable } from '@nestjs/common';
import type { IdentityVerifiedEvent } from '@subjectline/contracts';
import { Batch } from '@subjectline/storage';
import { MessageMetrics } from './message-metrics';
import { VerifiedStore, type Verified } from './verified.store';

/** A counter is in no hurry: one query for all persons who are verified within this time. */
const gatherMs = 200;

/** Counts the message by which a person was verified: identity knows neither its provider nor its country. */
@Injectable()
export class VerifiedService {
  private readonly counts = new Batch((all: readonly Verified[]) => this.countAll(all), { gatherMs });

  constructor(
    private readonly store: VerifiedStore,
    private readonly metrics: MessageMetrics,
  ) {}

  async count({ organization, about, channel }: IdentityVerifiedEvent): Promise<void> {
    await this.counts.add({ organization, about, channel });
  }

  private async countAll(verified: readonly Verified[]): Promise<undefined[]> {
    for (const message of await this.store.lastMessages(verified)) {
      this.metrics.countStage(message, 'verified');
    }
    return verified.map(() => undefined);
  }
}
