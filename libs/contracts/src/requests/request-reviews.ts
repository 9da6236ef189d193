import {
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  ObjectOf,
  OneOf,
  Optional,
  Text,
  WebAddress,
} from '@subjectline/schema';
import { channels, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { callOf, defineTask } from '../contract/define';
import { RequestFilter } from './request-search';
import { PrivacyRequest, RequestResults } from './requests';
import { OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

export const decisions = ['approve', 'deny', 'cancel'] as const;
export type Decision = (typeof decisions)[number];

export class ReviewRequestsRequest {
  @OrganizationId organization!: string;
  @ListOf(Text(), { min: 1, max: 500 }) ids!: string[];
  @OneOf(decisions) decision!: Decision;

  /** Sent to the person when the request is denied. */
  @Nullable(Text({ max: 32_000 })) reason!: string | null;
  @Text() reviewed_by!: string;
}

export const ReviewRequests = call('review', ReviewRequestsRequest, RequestResults);

export class ReadDecisionNoticeRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
  @OneOf(decisions) decision!: Decision;
  @Nullable(Text({ max: 32_000 })) reason!: string | null;
}

/** What the person is sent when a decision is taken. */
export class DecisionNotice {
  @OneOf(messageKindIds) kind!: MessageKindId;
  @Text() locale!: string;
  @ListOf(OneOf(channels)) channels!: Channel[];
  @ObjectOf<Record<string, string>>() variables!: Record<string, string>;
}

export class DecisionNotices {
  /** Null if the person is sent nothing. */
  @Nullable(Nested(() => DecisionNotice)) notice!: DecisionNotice | null;
}

/** Changes nothing. Refused with `request_unknown`. */
export const ReadDecisionNotice = call('read-decision-notice', ReadDecisionNoticeRequest, DecisionNotices);

/** Max requests per review, over all its calls. */
export const maxReviewed = 500;

/** Max requests per call, so that it completes well within its timeout. */
export const reviewedPerCall = 50;

export class SelectRequestsRequest {
  @OrganizationId organization!: string;
  @Nested(() => RequestFilter) filter!: RequestFilter;
  @Optional(ListOf(Text(), { max: 500 })) exclude_ids?: string[];
}

export class SelectedRequests {
  @ListOf(Text()) ids!: string[];
}

/** The ids selected by filters, oldest first. Refused if there are none, or more than `maxReviewed`. */
export const SelectRequests = call('select', SelectRequestsRequest, SelectedRequests);

export class ResubmitRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
  @Text() resubmitted_by!: string;
}

/** Restarts a request under the same id. Refused while identity verification is pending. */
export const ResubmitRequest = call('resubmit', ResubmitRequestRequest, PrivacyRequest, { creates: true });

export class ReopenRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
  @Text({ max: 128 }) reopened_by!: string;
}

/**
 * A request that was closed because its person had not been identified waits for its person again, who gets a code or a link.
 * Refused with `request_unknown`, and with `reopening_refused` for every other one.
 */
export const ReopenRequest = call('reopen', ReopenRequestRequest, PrivacyRequest);

export class CompleteRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;

  /** Download links: an e-mail contains the first one, a text message all of them. */
  @Nullish(ListOf(WebAddress, { max: 20 })) download_links?: string[] | null;

  /** Days until the links expire. */
  @Optional(Int({ min: 1, max: 365 })) link_days?: number;
}

/** The engine reports completion. Idempotent. */
export const CompleteRequest = call('complete', CompleteRequestRequest, PrivacyRequest, {
  askedBy: ['gateway', 'engine'],
});

export class ApproveAutomaticallyTask {
  @OrganizationId organization!: string;
  @Text() id!: string;
}

/** Approves a request that needs no review. No longer sent by *requests*: it approves at once. */
export const ApproveAutomatically = defineTask({
  owner: 'requests',
  name: 'approve-automatically',
  payload: ApproveAutomaticallyTask,
  sentBy: ['requests'],
});
