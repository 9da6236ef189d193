import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineCall, defineTask } from './define';
import { RequestFilter } from './request-search';
import { PrivacyRequest, RequestResults } from './requests';
import { IsAbsentOr, IsOrganization, IsWebAddress } from './rules';

export const decisions = ['approve', 'deny', 'cancel'] as const;
export type Decision = (typeof decisions)[number];

/** Names the requests by `ids`, or selects them with `filter` without `exclude_ids`. */
export class ReviewRequestsRequest {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsString({ each: true })
  ids?: string[];

  @IsAbsentOr()
  @IsDefined()
  @ValidateNested()
  @Type(() => RequestFilter)
  filter?: RequestFilter;

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  exclude_ids?: string[];

  @IsIn([...decisions])
  decision!: Decision;

  /** Told to the person when the request is denied. */
  @IsOptional()
  @IsString()
  @MaxLength(32_000)
  reason!: string | null;

  @IsString()
  reviewed_by!: string;
}

export const ReviewRequests = defineCall({
  owner: 'requests',
  name: 'review',
  request: ReviewRequestsRequest,
  reply: RequestResults,
  askedBy: ['gateway'],
});

/** How many requests one review decides on at most, over all its calls. */
export const maxReviewed = 500;

/** How many of them fit into one call: it is answered within a fraction of the time that the asker waits. */
export const reviewedPerCall = 50;

export class SelectRequestsRequest {
  @IsOrganization()
  organization!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => RequestFilter)
  filter!: RequestFilter;

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  exclude_ids?: string[];
}

export class SelectedRequests {
  @IsArray()
  @IsString({ each: true })
  ids!: string[];
}

/** The ids that a review by filters is about, oldest first. Refused when there are none, or more than `maxReviewed`. */
export const SelectRequests = defineCall({
  owner: 'requests',
  name: 'select',
  request: SelectRequestsRequest,
  reply: SelectedRequests,
  askedBy: ['gateway'],
});

export class ResubmitRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;

  @IsString()
  resubmitted_by!: string;
}

/** Begins a request's life again under the same id. Refused while its person has yet to prove who they are. */
export const ResubmitRequest = defineCall({
  owner: 'requests',
  name: 'resubmit',
  request: ResubmitRequestRequest,
  reply: PrivacyRequest,
  askedBy: ['gateway'],
  creates: true,
});

export class CompleteRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;

  /** Where the person gets the data: a mail names the first one, a text message all of them. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsWebAddress({ each: true })
  download_links?: string[] | null;

  /** For how many days the links work. */
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(365)
  link_days?: number;
}

/** The engine has done what was asked. A second report of the same changes nothing. */
export const CompleteRequest = defineCall({
  owner: 'requests',
  name: 'complete',
  request: CompleteRequestRequest,
  reply: PrivacyRequest,
  askedBy: ['gateway', 'engine'],
});

export class ApproveAutomaticallyTask {
  @IsOrganization()
  organization!: string;

  @IsString()
  id!: string;
}

/** A verified request goes on by itself where nobody has to review it. */
export const ApproveAutomatically = defineTask({
  owner: 'requests',
  name: 'approve-automatically',
  payload: ApproveAutomaticallyTask,
  sentBy: ['requests'],
});
