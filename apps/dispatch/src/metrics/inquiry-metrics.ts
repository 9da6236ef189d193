import { Injectable } from '@nestjs/common';
import { Metrics } from '@subjectline/bus';

/** What a vendor says when it is asked for a message. */
export type InquiryAnswer = 'found' | 'absent' | 'unclear' | 'failed';

/** Counts what vendors answer when they are asked for messages. */
@Injectable()
export class InquiryMetrics {
  private readonly asked;

  constructor(metrics: Metrics) {
    this.asked = metrics.counter(
      'subjectline_inquiries_total',
      'Questions to vendors whether they took a message, by the answer',
      ['provider', 'answer'],
    );
  }

  count(provider: string, answer: InquiryAnswer): void {
    this.asked.inc({ provider, answer });
  }
}
