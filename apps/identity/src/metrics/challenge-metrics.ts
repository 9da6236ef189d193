import { Injectable } from '@nestjs/common';
import { Metrics } from '@subjectline/bus';
import type { Channel, SendLimitName } from '@subjectline/contracts';

/** Counts codes and links, their outcome, and what was kept back. */
@Injectable()
export class ChallengeMetrics {
  private readonly started;
  private readonly verifications;
  private readonly lockOuts;
  private readonly suppressed;

  constructor(metrics: Metrics) {
    this.started = metrics.counter('subjectline_challenges_total', 'Codes and links that were sent', [
      'kind',
      'channel',
    ]);
    this.verifications = metrics.counter(
      'subjectline_verifications_total',
      'Persons verified by a code or a link, and wrong guesses at codes',
      ['kind', 'channel', 'outcome'],
    );
    this.lockOuts = metrics.counter(
      'subjectline_lock_outs_total',
      'Codes whose tries were used up: the person has to ask for another',
      ['kind', 'channel'],
    );
    this.suppressed = metrics.counter(
      'subjectline_sends_suppressed_total',
      'Messages to unverified addresses that were kept back, by the limit that had no room',
      ['limit'],
    );
  }

  countStarted(kind: string, channel: Channel): void {
    this.started.inc({ kind, channel });
  }

  countVerification(kind: string, channel: Channel, outcome: 'verified' | 'incorrect'): void {
    this.verifications.inc({ kind, channel, outcome });
  }

  countLockOut(kind: string, channel: Channel): void {
    this.lockOuts.inc({ kind, channel });
  }

  countSuppressed(limit: SendLimitName): void {
    this.suppressed.inc({ limit });
  }
}
