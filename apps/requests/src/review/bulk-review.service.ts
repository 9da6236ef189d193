import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import {
  AppError,
  Clock,
  reviewedPerCall,
  type Decision,
  type ItemFailure,
  type OrganizationSettings,
  type RequestResults,
  type RequestStatus,
  type ReviewRequestsRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import type { RequestRow } from '../request/request-row';
import { mayFollow } from '../request/request-status';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { changeOf } from './decision-change';

const statusOf: Readonly<Record<Decision, RequestStatus>> = {
  approve: 'approved',
  deny: 'denied',
  cancel: 'canceled',
};

/** The result for one request: its row when it exists, and why it was not reviewed when it was not. */
interface Outcome {
  readonly row: RequestRow | null;
  readonly failure?: ItemFailure;
}

/** Staff decide on many requests at once, with a few statements for each fifty. */
@Injectable()
export class BulkReviewService {
  constructor(
    private readonly store: RequestStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Requests that cannot be reviewed are returned with their reasons; the others are reviewed. */
  async review(request: ReviewRequestsRequest): Promise<RequestResults> {
    const settings = await this.settings.read(request.organization);
    const { ids } = request;
    const outcomes: Outcome[] = [];
    for (let start = 0; start < ids.length; start += reviewedPerCall) {
      const some = ids.slice(start, start + reviewedPerCall);
      outcomes.push(...(await this.reviewSome(request, some, settings)));
    }
    return this.resultsOf(ids, outcomes);
  }

  /** All in one transaction; after an internal error one by one, so that one request does not block the rest. */
  private async reviewSome(
    request: ReviewRequestsRequest,
    ids: readonly string[],
    settings: OrganizationSettings,
  ): Promise<Outcome[]> {
    try {
      return await this.store.transaction((transaction) => this.decide(transaction, request, ids, settings));
    } catch (error) {
      if (isOutage(error)) throw error;
      if (ids.length > 1) return this.reviewEach(request, ids, settings);
      this.logger.error({ err: error, request: ids[0] }, 'a request could not be reviewed');
      return [{ row: null, failure: 'internal' }];
    }
  }

  private async reviewEach(
    request: ReviewRequestsRequest,
    ids: readonly string[],
    settings: OrganizationSettings,
  ): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const id of ids) outcomes.push(...(await this.reviewSome(request, [id], settings)));
    return outcomes;
  }

  private async decide(
    transaction: Transaction,
    { organization, decision, reason, reviewed_by: by }: ReviewRequestsRequest,
    ids: readonly string[],
    settings: OrganizationSettings,
  ): Promise<Outcome[]> {
    const status = statusOf[decision];
    const locked = await this.store.lockAll(transaction, organization, ids);
    const moving = [...locked.values()].filter((row) => mayFollow(row.status, status));
    const sealedDetails = this.withReason(decision === 'deny' ? moving : [], reason);
    // a cancellation is not a review
    const step = { status, by, isReview: decision !== 'cancel', sealedDetails };
    const movingIds = moving.map(({ id }) => id);
    const moved = await this.store.review(transaction, organization, movingIds, step);
    const change = changeOf(decision, reason);
    for (const row of moved.values()) {
      if (change) await this.messages.notify(transaction, row, change, settings);
      await this.messages.publishChanged(transaction, row);
    }
    return ids.map((id, index) => {
      const row = moved.get(id) ?? locked.get(id);
      if (!row) return { row: null, failure: 'request_unknown' };
      // a repeated id was decided at its first place
      return ids.indexOf(id) === index && moved.has(id) ? { row } : { row, failure: 'status_forbids' };
    });
  }

  /** Staff look up what the person was told. */
  private withReason(rows: readonly RequestRow[], reason: string | null): Map<string, string | null> {
    return new Map(
      rows.map((row) => {
        const details = { ...this.vault.openDetailsOf(row), refusal_reason: reason };
        return [row.id, this.vault.sealDetails(row.organization, row.id, details)];
      }),
    );
  }

  private resultsOf(ids: readonly string[], outcomes: readonly Outcome[]): RequestResults {
    const results: RequestResults = { succeeded: [], failed: [] };
    for (const [index, { row, failure }] of outcomes.entries()) {
      const request = row && toPrivacyRequest(row, this.clock.now());
      const id = ids[index] ?? '';
      if (failure) results.failed.push({ index, id, reason: failure, ...(request && { request }) });
      else if (request) results.succeeded.push(request);
    }
    return results;
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable';
}
