import {
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  Text,
  WebAddress,
} from '@subjectline/schema';
import { callOf, defineTask } from '../contract/define';
import { RequestFilter } from './request-search';
import { PrivacyRequest, RequestResults } from './requests';
import { OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

export const decisions = ['approve', 'deny', 'cancel'] as const;
export type Decision = (typeof decisions)[number];

/** Names the requests by `ids`, or selects them with `filter` without `exclude_ids`. */
export class ReviewRequestsRequest {
  @OrganizationId organization!: string;
  @Optional(ListOf(Text(), { min: 1, max: 500 })) ids?: string[];
  @Optional(Nested(() => RequestFilter)) filter?: RequestFilter;
  @Optional(ListOf(Text(), { max: 500 })) exclude_ids?: string[];
  @OneOf(decisions) decision!: Decision;

  /** Told to the person when the request is denied. */
  @Nullable(Text({ max: 32_000 })) reason!: string | null;
  @Text() reviewed_by!: string;
}

export const ReviewRequests = call('review', ReviewRequestsRequest, RequestResults);

/** How many requests one review decides on at most, over all its calls. */
export const maxReviewed = 500;

/** How many of them fit into one call: it is answered within a fraction of the time that the asker waits. */
export const reviewedPerCall = 50;

export class SelectRequestsRequest {
  @OrganizationId organization!: string;
  @Nested(() => RequestFilter) filter!: RequestFilter;
  @Optional(ListOf(Text(), { max: 500 })) exclude_ids?: string[];
}

export class SelectedRequests {
  @ListOf(Text()) ids!: string[];
}

/** The ids that a review by filters is about, oldest first. Refused when there are none, or more than `maxReviewed`. */
export const SelectRequests = call('select', SelectRequestsRequest, SelectedRequests);

export class ResubmitRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
  @Text() resubmitted_by!: string;
}

/** Begins a request's life again under the same id. Refused while its person has yet to prove who they are. */
export const ResubmitRequest = call('resubmit', ResubmitRequestRequest, PrivacyRequest, { creates: true });

export class CompleteRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;

  /** Where the person gets the data: a mail names the first one, a text message all of them. */
  @Nullish(ListOf(WebAddress, { max: 20 })) download_links?: string[] | null;

  /** For how many days the links work. */
  @Optional(Int({ min: 1, max: 365 })) link_days?: number;
}

/** The engine has done what was asked. A second report of the same changes nothing. */
export const CompleteRequest = call('complete', CompleteRequestRequest, PrivacyRequest, {
  askedBy: ['gateway', 'engine'],
});

export class ApproveAutomaticallyTask {
  @OrganizationId organization!: string;
  @Text() id!: string;
}

/** A verified request continues automatically if no review is required. */
export const ApproveAutomatically = defineTask({
  owner: 'requests',
  name: 'approve-automatically',
  payload: ApproveAutomaticallyTask,
  sentBy: ['requests'],
});
