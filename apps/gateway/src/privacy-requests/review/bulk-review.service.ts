import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  reviewedPerCall,
  ReviewRequests,
  SelectRequests,
  type FailedItem,
  type ItemFailure,
  type RequestResults,
  type ReviewRequestsRequest,
} from '@subjectline/contracts';
import type { ReviewSelection } from './review.body';

/**
 * A review of many requests, in calls of fifty, each small enough for the time that a call has. When one is not answered
 * the review ends there, and every request is named with what is known of it.
 */
@Injectable()
export class BulkReviews {
  constructor(private readonly bus: Bus) {}

  async review(
    review: Omit<ReviewRequestsRequest, 'ids'>,
    selection: ReviewSelection,
  ): Promise<RequestResults> {
    const all = await this.idsOf(review.organization, selection);
    const results: RequestResults = { succeeded: [], failed: [] };
    for (let start = 0; start < all.length; start += reviewedPerCall) {
      const some = all.slice(start, start + reviewedPerCall);
      try {
        add(results, await this.bus.ask(ReviewRequests, { ...review, ids: some }), start);
      } catch (error) {
        // nothing is known to be done yet: the call as a whole can be repeated
        if (start === 0 || !isUnanswered(error)) throw error;
        results.failed.push(...failuresOf(some, start, 'outcome_unknown'));
        const rest = all.slice(start + reviewedPerCall);
        results.failed.push(...failuresOf(rest, start + reviewedPerCall, 'not_begun'));
        break;
      }
    }
    return results;
  }

  private async idsOf(organization: string, selection: ReviewSelection): Promise<string[]> {
    if ('ids' in selection) return selection.ids;
    return (await this.bus.ask(SelectRequests, { organization, ...selection })).ids;
  }
}

function add(results: RequestResults, { succeeded, failed }: RequestResults, start: number): void {
  results.succeeded.push(...succeeded);
  results.failed.push(...failed.map((item) => ({ ...item, index: item.index + start })));
}

function failuresOf(ids: readonly string[], start: number, reason: ItemFailure): FailedItem[] {
  return ids.map((id, index) => ({ index: start + index, id, reason }));
}

function isUnanswered(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'unavailable' || error.code === 'internal');
}
