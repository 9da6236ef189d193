import { Inject, Injectable } from '@nestjs/common';
import { annotate, loggerToken, SpanKind, Tracing, type Logger } from '@subjectline/bus';
import { Clock, EndpointDisabled, type DisabledReason } from '@subjectline/contracts';
import { Outbox, type Transaction } from '@subjectline/storage';
import { DeliveryStore, type Attempt } from '../delivery/delivery.store';
import { EndpointSecrets } from '../endpoint/endpoint-secrets';
import { EndpointStore } from '../endpoint/endpoint.store';
import type { EndpointRow } from '../endpoint/endpoint';
import type { ClaimedDelivery } from './claim.store';
import { signedHeaders } from './signature';
import { disablingAfter, settlementAfter } from './verdict';
import { WebhookClient, type AttemptResult } from './webhook-client';

/** Makes one attempt at a claimed delivery, and records how it ended. */
@Injectable()
export class AttemptRunner {
  constructor(
    private readonly client: WebhookClient,
    private readonly secrets: EndpointSecrets,
    private readonly endpoints: EndpointStore,
    private readonly deliveries: DeliveryStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly tracing: Tracing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Continues the trace of the event, however much later. */
  attempt(delivery: ClaimedDelivery): Promise<void> {
    const { event_type, attempts, trace_parent } = delivery;
    const attributes = {
      'subjectline.webhook_event': event_type,
      ...(attempts > 0 && { 'http.request.resend_count': attempts }),
    };
    const span = { kind: SpanKind.CLIENT, attributes, parent: trace_parent ?? undefined };
    return this.tracing.span('send webhook', span, () => this.sendAndRecord(delivery));
  }

  private async sendAndRecord(delivery: ClaimedDelivery): Promise<void> {
    const started_at = this.clock.now();
    const begunMs = performance.now();
    const result = await this.send(delivery, started_at);
    const { outcome, status } = result;
    annotate({
      'subjectline.outcome': outcome,
      ...(status !== null && { 'http.response.status_code': status }),
    });
    const duration_ms = Math.round(performance.now() - begunMs);
    await this.record(delivery, result, { started_at, duration_ms, outcome, status });
  }

  private send(delivery: ClaimedDelivery, now: Date): Promise<AttemptResult> {
    const { organization, endpoint_id, event_id: id, body, url } = delivery;
    const secrets = this.secrets.open({ ...delivery, organization, id: endpoint_id }, now);
    const timestamp = Math.floor(now.getTime() / 1_000);
    return this.client.post(url, body, signedHeaders({ id, timestamp, body }, secrets));
  }

  private async record(delivery: ClaimedDelivery, result: AttemptResult, attempt: Attempt): Promise<void> {
    const settlement = settlementAfter(result, delivery.attempts + 1, this.clock.now());
    await this.endpoints.transaction(async (transaction) => {
      const place = { organization: delivery.organization, id: delivery.endpoint_id };
      if (result.outcome === 'delivered') this.endpoints.markWorking(transaction, place);
      const failing = result.outcome === 'delivered' ? null : await this.endpoints.lock(transaction, place);
      const isCurrent = await this.deliveries.endAttempt(transaction, delivery, attempt, settlement);
      if (isCurrent && failing) await this.recordFailure(transaction, failing, result);
    });
  }

  private async recordFailure(
    transaction: Transaction,
    endpoint: EndpointRow,
    result: AttemptResult,
  ): Promise<void> {
    const now = this.clock.now();
    const since = endpoint.failing_since ?? now;
    if (!endpoint.failing_since) this.endpoints.markFailing(transaction, endpoint, since);
    const reason = disablingAfter(result, since, now);
    if (reason) await this.disable(transaction, endpoint, reason, since);
  }

  private async disable(
    transaction: Transaction,
    { organization, id: endpoint_id }: EndpointRow,
    reason: DisabledReason,
    since: Date,
  ): Promise<void> {
    const place = { organization, id: endpoint_id };
    this.endpoints.disable(transaction, place, reason);
    this.deliveries.endPending(transaction, place, reason === 'gone' ? 'gone' : 'endpoint_disabled');
    const failing_since = since.toISOString();
    const disabled_at = this.clock.now().toISOString();
    const event = { organization, endpoint_id, reason, failing_since, disabled_at };
    await this.outbox.add(transaction, EndpointDisabled, event);
    const facts = { organization, endpoint: endpoint_id, reason, failingSince: failing_since };
    transaction.afterCommit(() => this.logger.error(facts, 'webhook endpoint disabled'));
  }
}
