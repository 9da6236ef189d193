import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type ApproveAutomaticallyTask,
  type CompleteRequestRequest,
  type OrganizationSettings,
  type PrivacyRequest,
  type ResubmitRequestRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import type { Change } from '../person/notifications';
import { PersonMessages } from '../person/person-messages';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { mayFollow, wasApproved } from '../request/request-status';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { ReviewGateService } from './review-gate.service';

/** The default lifetime of Fides' download links (432 000 s). */
const defaultLinkDays = 5;

/** Automatic approval, completion by the engine, and resubmission. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly gate: ReviewGateService,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  async approveAutomatically({ organization, id }: ApproveAutomaticallyTask): Promise<void> {
    await this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (row && mayFollow(row.status, 'approved')) await this.gate.approve(transaction, row);
    });
  }

  async complete(report: CompleteRequestRequest): Promise<PrivacyRequest> {
    const { organization, id, download_links, link_days } = report;
    const settings = await this.settings.read(organization);
    const change: Change = {
      what: 'completed',
      downloadLinks: download_links ?? [],
      linkDays: link_days ?? defaultLinkDays,
    };
    return this.change(organization, id, async (transaction, row) => {
      // reported twice, notified once
      if (row.status === 'complete') return row;
      if (!mayFollow(row.status, 'complete')) {
        throw new AppError('request_not_completable', { id, status: row.status });
      }
      const facts = { finished_processing_at: this.clock.now() };
      const moved = this.store.move(transaction, row, 'complete', { by: 'engine', facts });
      return this.announce(transaction, moved, change, settings);
    });
  }

  /**
   * Begins again under the same id, without code and receipt; the log keeps what happened before. An unverified request
   * is refused, and one that was never approved needs its review.
   */
  async resubmit({ organization, id, resubmitted_by }: ResubmitRequestRequest): Promise<PrivacyRequest> {
    const settings = await this.settings.read(organization);
    return this.change(organization, id, async (transaction, row) => {
      if (row.status === 'complete') throw new AppError('request_complete', { id });
      if (row.archived_at) throw new AppError('status_forbids', { id, from: row.status, to: 'pending' });
      if (row.proof_required && !row.identity_verified_at) throw new AppError('request_unproven', { id });
      const facts = {
        reviewed_at: null,
        reviewed_by: null,
        started_processing_at: null,
        finished_processing_at: null,
      };
      this.log.add(transaction, row, 'resubmitted', resubmitted_by);
      const moved = this.store.move(transaction, row, 'pending', { by: resubmitted_by, facts });
      await this.gate.advance(transaction, moved, settings);
      if (this.gate.needsReview(moved, settings) && wasApproved(row.status)) {
        await this.gate.approve(transaction, moved);
      }
      return moved;
    });
  }

  private async change(
    organization: string,
    id: string,
    work: (transaction: Transaction, row: RequestRow) => Promise<RequestRow>,
  ): Promise<PrivacyRequest> {
    const changed = await this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      return work(transaction, row);
    });
    return toPrivacyRequest(changed, this.clock.now());
  }

  private async announce(
    transaction: Transaction,
    row: RequestRow,
    change: Change,
    settings: OrganizationSettings,
  ): Promise<RequestRow> {
    await this.messages.notify(transaction, row, change, settings);
    await this.messages.publishChanged(transaction, row);
    return row;
  }
}
