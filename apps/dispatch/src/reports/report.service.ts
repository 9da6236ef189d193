import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Tracing, type Logger } from '@subjectline/bus';
import { Clock, type ReceivedReports, type ReceiveReportsRequest } from '@subjectline/contracts';
import type { SignedReports } from '@subjectline/providers';
import { Database, type Transaction } from '@subjectline/storage';
import { MessageTraces } from '../message/message-traces';
import { MessageMetrics } from '../metrics/message-metrics';
import { ReportMetrics } from '../metrics/report-metrics';
import { askAgain, ReportConfigs } from './report-configs';
import { ReportWriter } from './report-writer';
import { ReportStore, type ConfigName } from './report.store';

/** Vendors repeat a call for a day at most; with their outages, and ours, it may be older. */
export const maxReportAgeMs = 3 * 24 * 3_600_000;
/** Clocks differ. */
const maxReportLeadMs = 3_600_000;

const refused: ReceivedReports = { verdict: 'refused', stored: 0 };
const repeated: ReceivedReports = { verdict: 'accepted', stored: 0 };

/** Takes what vendors report of messages. */
@Injectable()
export class ReportService {
  constructor(
    private readonly configs: ReportConfigs,
    private readonly store: ReportStore,
    private readonly writer: ReportWriter,
    private readonly database: Database,
    private readonly metrics: ReportMetrics,
    private readonly messages: MessageMetrics,
    private readonly tracing: Tracing,
    private readonly traces: MessageTraces,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  receive(request: ReceiveReportsRequest): Promise<ReceivedReports> {
    return this.tracing.span('delivery report', {}, () => this.take(request));
  }

  private async take(request: ReceiveReportsRequest): Promise<ReceivedReports> {
    const { organization, key, service_type } = request;
    const signed = await this.configs.open(request);
    if (!signed) return refused;
    const config = { organization, key };
    if (!this.isTimely(signed)) return this.refuse(service_type, config, 'stale');
    const { reports } = signed;
    if (signed.confirm) return this.confirm(config, signed.confirm);
    const received = await this.database.transaction(async (transaction) => {
      const [token, reported] = await Promise.all([
        this.claimToken(transaction, config, signed, request.body),
        this.writer.lock(transaction, config, reports),
      ]);
      if (token === 'taken') return this.refuse(service_type, config, 'token_used');
      if (token === 'repeated' || reports.length === 0) return repeated;
      const added = await this.writer.write(transaction, config, reports, reported);
      const stored = added.length;
      transaction.afterCommit(() => {
        for (const { status, message } of added) {
          this.metrics.countStored(service_type, status);
          if (status === 'delivered') this.messages.countStage({ ...message, service_type }, 'delivered');
        }
      });
      this.logger.info({ organization, key, reports: reports.length, stored }, 'delivery reports received');
      return { verdict: 'accepted' as const, stored };
    });
    if (received.stored > 0) await this.link(organization, reports);
    return received;
  }

  private link(organization: string, reports: SignedReports['reports']): Promise<void> {
    const ids = reports.map(({ messageId }) => messageId);
    return this.traces.link(organization, ids);
  }

  private async confirm(config: ConfigName, confirm: () => Promise<void>): Promise<ReceivedReports> {
    await confirm().catch((error: unknown) => {
      this.logger.warn({ ...config, err: error }, 'the address for delivery reports could not be confirmed');
      throw askAgain(error);
    });
    this.logger.info(config, 'the address for delivery reports was confirmed');
    return repeated;
  }

  private isTimely({ signedAt }: SignedReports): boolean {
    if (!signedAt) return true;
    const ageMs = this.clock.nowMs() - signedAt.getTime();
    return ageMs <= maxReportAgeMs && ageMs >= -maxReportLeadMs;
  }

  /** Mailgun signs no body: with a token of its own an event could be attached to any signature that was ever seen. */
  private async claimToken(
    transaction: Transaction,
    config: ConfigName,
    { token }: SignedReports,
    body: string,
  ): Promise<'new' | 'repeated' | 'taken'> {
    if (token === null) return 'new';
    const bodyDigest = createHash('sha256').update(body).digest('base64url');
    return this.store.claimToken(transaction, config, { token, bodyDigest, now: this.clock.now() });
  }

  private refuse(
    serviceType: string,
    { organization, key }: ConfigName,
    cause: 'stale' | 'token_used',
  ): ReceivedReports {
    this.metrics.countRefused(serviceType, cause);
    this.logger.warn({ organization, key, cause }, 'signed delivery reports were refused');
    return refused;
  }
}
