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
import type { Change } from '../person/notifications';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { mayFollow } from '../request/request-status';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore, type RequestRow } from '../request/request.store';
import { SearchService } from '../search/search.service';
import { SettingsReader } from '../request/settings-reader';

const statusOf: Readonly<Record<Decision, RequestStatus>> = {
  approve: 'approved',
  deny: 'denied',
  cancel: 'canceled',
};

/** What became of one request: as it is now, where there is one, and why it was not reviewed if it was not. */
interface Outcome {
  readonly row: RequestRow | null;
  readonly failure?: ItemFailure;
}

/** Staff decides on many requests at once: a few statements for each fifty of them, however many there are. */
@Injectable()
export class BulkReviewService {
  constructor(
    private readonly store: RequestStore,
    private readonly search: SearchService,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Each request on its own: what cannot be reviewed is named with its reason, the others are. */
  async review(request: ReviewRequestsRequest): Promise<RequestResults> {
    const settings = await this.settings.read(request.organization);
    const ids = await this.idsOf(request);
    const outcomes: Outcome[] = [];
    for (let start = 0; start < ids.length; start += reviewedPerCall) {
      const some = ids.slice(start, start + reviewedPerCall);
      outcomes.push(...(await this.reviewSome(request, some, settings)));
    }
    return this.resultsOf(ids, outcomes);
  }

  private idsOf({ organization, ids, filter, exclude_ids }: ReviewRequestsRequest): Promise<string[]> {
    if (ids) return Promise.resolve(ids);
    if (!filter) throw new AppError('selection_empty');
    return this.search.select({ organization, filter, ...(exclude_ids && { exclude_ids }) });
  }

  /** All in one transaction; if that fails through a fault of ours, one by one, so that one does not block the rest. */
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
    // a cancellation is no review
    const step = { status, by, isReview: decision !== 'cancel', sealedDetails };
    const movingIds = moving.map(({ id }) => id);
    const moved = await this.store.review(transaction, organization, movingIds, step);
    const change = changeOf(decision, reason);
    for (const row of moved.values()) {
      if (change) await this.messages.tell(transaction, row, change, settings);
      await this.messages.sayChanged(transaction, row);
    }
    return ids.map((id, index) => {
      const row = moved.get(id) ?? locked.get(id);
      if (!row) return { row: null, failure: 'request_unknown' };
      // named twice, it was decided by the first
      return ids.indexOf(id) === index && moved.has(id) ? { row } : { row, failure: 'status_forbids' };
    });
  }

  /** What a person was told is kept: staff look it up. */
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

/** What the person is told. A cancellation is not announced: it was asked for by them or on their behalf. */
function changeOf(decision: Decision, reason: string | null): Change | null {
  if (decision === 'cancel') return null;
  return decision === 'approve' ? { what: 'approved' } : { what: 'denied', reason };
}
