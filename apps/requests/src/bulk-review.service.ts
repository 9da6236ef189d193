import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import {
  AppError,
  reviewedPerCall,
  type Decision,
  type ItemFailure,
  type OrganizationSettings,
  type RequestResults,
  type RequestStatus,
  type ReviewRequestsRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import type { Change } from './notifications';
import { PersonMessages } from './person-messages';
import { mayFollow } from './request-status';
import { toPrivacyRequest } from './request-view';
import { RequestStore, type RequestRow } from './request.store';
import { SearchService } from './search.service';
import { SettingsReader } from './settings-reader';

const statusOf: Readonly<Record<Decision, RequestStatus>> = {
  approve: 'approved',
  deny: 'denied',
  cancel: 'canceled',
};

type Outcome = RequestRow | ItemFailure;

/** Staff decides on many requests at once: a few statements for each fifty of them, however many there are. */
@Injectable()
export class BulkReviewService {
  constructor(
    private readonly store: RequestStore,
    private readonly search: SearchService,
    private readonly messages: PersonMessages,
    private readonly settings: SettingsReader,
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
    return resultsOf(ids, outcomes);
  }

  private idsOf({ organization, ids, filter, exclude_ids }: ReviewRequestsRequest): Promise<string[]> {
    if (ids) return Promise.resolve(ids);
    if (!filter) throw new AppError('selection_empty');
    return this.search.select({ organization, filter, ...(exclude_ids && { exclude_ids }) });
  }

  /** All in one transaction; where that fails for a reason of ours each on its own, so that one keeps no other back. */
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
      return ['internal'];
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
    const moving = [...locked.values()].filter((row) => mayFollow(row.status, status)).map(({ id }) => id);
    // who cancels has not reviewed
    const step = { status, by, isReview: decision !== 'cancel' };
    const moved = await this.store.review(transaction, organization, moving, step);
    const change = changeOf(decision, reason);
    for (const row of moved.values()) {
      if (change) await this.messages.tell(transaction, row, change, settings);
      await this.messages.sayChanged(transaction, row);
    }
    return ids.map((id, index) => {
      // named twice, it was decided by the first
      if (ids.indexOf(id) < index) return locked.has(id) ? 'status_forbids' : 'request_unknown';
      return moved.get(id) ?? (locked.has(id) ? 'status_forbids' : 'request_unknown');
    });
  }
}

function resultsOf(ids: readonly string[], outcomes: readonly Outcome[]): RequestResults {
  const results: RequestResults = { succeeded: [], failed: [] };
  for (const [index, outcome] of outcomes.entries()) {
    const id = ids[index] ?? '';
    if (typeof outcome === 'string') results.failed.push({ index, id, reason: outcome });
    else results.succeeded.push(toPrivacyRequest(outcome));
  }
  return results;
}

function isOutage(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable';
}

/** What the person is told; of a cancellation nothing, as they or somebody for them has asked for it. */
function changeOf(decision: Decision, reason: string | null): Change | null {
  if (decision === 'cancel') return null;
  return decision === 'approve' ? { what: 'approved' } : { what: 'denied', reason };
}
