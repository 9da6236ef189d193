import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  Clock,
  Settings,
  type ApproveAutomaticallyTask,
  type CompleteRequestRequest,
  type ItemFailure,
  type OrganizationSettings,
  type PrivacyRequest,
  type RequestResults,
  type ReviewRequestsRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import type { Change } from './notifications';
import { PersonMessages } from './person-messages';
import { mayFollow } from './request-status';
import { RequestStore, toPrivacyRequest, type RequestRow } from './request.store';

/** The life of Fides' download links unless the engine says otherwise (432 000 s). */
const defaultLinkDays = 5;

/** From the review to the end: staff decides, the engine works, the person is told. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly store: RequestStore,
    private readonly messages: PersonMessages,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** Each request on its own: what cannot be reviewed is named with its reason, the others are. */
  async review(request: ReviewRequestsRequest): Promise<RequestResults> {
    const settings = await this.settings(request.organization);
    const results: RequestResults = { succeeded: [], failed: [] };
    for (const [index, id] of (request.ids ?? []).entries()) {
      const outcome = await this.reviewOne(request, id, settings);
      if (typeof outcome === 'string') results.failed.push({ index, reason: outcome });
      else results.succeeded.push(toPrivacyRequest(outcome));
    }
    return results;
  }

  /** Where nobody has to review: no message, as nobody has decided anything. */
  async approveAutomatically({ organization, id }: ApproveAutomaticallyTask): Promise<void> {
    await this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row || !mayFollow(row.status, 'approved')) return;
      const facts = { reviewed_at: this.clock.now() };
      await this.messages.sayChanged(
        transaction,
        await this.store.move(transaction, row, 'approved', 'system', facts),
      );
    });
  }

  async complete({
    organization,
    id,
    download_links,
    link_days,
  }: CompleteRequestRequest): Promise<PrivacyRequest> {
    const settings = await this.settings(organization);
    const change: Change = {
      what: 'completed',
      downloadLink: download_links?.[0] ?? null,
      linkDays: link_days ?? defaultLinkDays,
    };
    const row = await this.store.transaction(async (transaction) => {
      const locked = await this.store.lock(transaction, organization, id);
      if (!locked) throw new AppError('request_unknown', { id });
      // reported twice, told once
      if (locked.status === 'complete') return locked;
      if (!mayFollow(locked.status, 'complete')) {
        throw new AppError('request_not_completable', { id, status: locked.status });
      }
      const facts = { finished_processing_at: this.clock.now() };
      const moved = await this.store.move(transaction, locked, 'complete', 'engine', facts);
      return this.announce(transaction, moved, change, settings);
    });
    return toPrivacyRequest(row);
  }

  private async reviewOne(
    { organization, decision, reason, reviewed_by }: ReviewRequestsRequest,
    id: string,
    settings: OrganizationSettings,
  ): Promise<RequestRow | ItemFailure> {
    const status = decision === 'approve' ? 'approved' : 'denied';
    const change: Change = decision === 'approve' ? { what: 'approved' } : { what: 'denied', reason };
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) return 'request_unknown';
      if (!mayFollow(row.status, status)) return 'status_forbids';
      const facts = { reviewed_at: this.clock.now(), reviewed_by };
      const moved = await this.store.move(transaction, row, status, reviewed_by, facts);
      return this.announce(transaction, moved, change, settings);
    });
  }

  private async announce(
    transaction: Transaction,
    row: RequestRow,
    change: Change,
    settings: OrganizationSettings,
  ): Promise<RequestRow> {
    await this.messages.tell(transaction, row, change, settings);
    await this.messages.sayChanged(transaction, row);
    return row;
  }

  private async settings(organization: string): Promise<OrganizationSettings> {
    const settings = await this.bus.read(Settings, organization);
    if (!settings) throw new AppError('unavailable', { what: 'settings' });
    return settings;
  }
}
