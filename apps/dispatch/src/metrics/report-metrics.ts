import { Injectable } from '@nestjs/common';
import { Metrics } from '@subjectline/bus';
import type { DeliveryStatus } from '@subjectline/contracts';

/** Why a vendor's call is refused. */
export type ReportRefusal = 'no_config' | 'signature' | 'stale' | 'token_used';

/** Counts what vendors report. */
@Injectable()
export class ReportMetrics {
  private readonly stored;
  private readonly refused;

  constructor(metrics: Metrics) {
    this.stored = metrics.counter(
      'subjectline_delivery_reports_total',
      'Delivery reports of messages, by what they say',
      ['provider', 'status'],
    );
    this.refused = metrics.counter(
      'subjectline_delivery_reports_refused_total',
      'Calls with delivery reports that were refused, by the cause',
      ['provider', 'cause'],
    );
  }

  countStored(provider: string, status: DeliveryStatus): void {
    this.stored.inc({ provider, status });
  }

  countRefused(provider: string, cause: ReportRefusal): void {
    this.refused.inc({ provider, cause });
  }
}
