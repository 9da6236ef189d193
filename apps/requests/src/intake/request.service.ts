import { Injectable } from '@nestjs/common';
import {
  Clock,
  type CreateRequestsRequest,
  type PrivacyRequest,
  type RequestResults,
} from '@subjectline/contracts';
import { LawService } from '../laws/law.service';
import { requireReceived } from '../deadlines/received';
import type { RequestRow } from '../request/request-row';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { CallerAllowance } from './caller-allowance';
import { DuplicateService } from './duplicate.service';
import { IntakeService } from './intake.service';
import { levelOf } from './new-request-level';
import { ReceiptService } from './receipt.service';

/** More requests in one call come from a program: their codes go out after those of persons. */
const maxInteractive = 5;

/** Creates the requests of one call. */
@Injectable()
export class RequestService {
  constructor(
    private readonly store: RequestStore,
    private readonly intake: IntakeService,
    private readonly duplicates: DuplicateService,
    private readonly allowances: CallerAllowance,
    private readonly receipts: ReceiptService,
    private readonly laws: LawService,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  /** Stores all valid requests in one transaction; the others are returned with their reasons. */
  async create({ requests, ...origin }: CreateRequestsRequest): Promise<RequestResults> {
    requireReceived(requests, origin.submitted_by, this.clock.now());
    const [settings, laws] = await Promise.all([
      this.settings.read(origin.organization),
      this.laws.of(origin.organization),
    ]);
    const now = this.clock.now();
    const wanted = requests.map((request) => {
      return { request, level: levelOf(request, { ...origin, laws }, settings, now) };
    });
    const allowance = await this.allowances.of(wanted, origin, settings);
    const { refused, counted: callerCounted, isUnanswered } = allowance;
    const receipts = await this.receipts.receiptsOf(
      wanted,
      { ...origin, callerCounted, isUnanswered },
      settings,
      refused,
    );
    const from = { ...origin, laws, callerCounted, inBulk: requests.length > maxInteractive };
    const results: RequestResults = { succeeded: [], failed: [] };
    await this.store.transaction(async (transaction) => {
      this.duplicates.lock(transaction, origin.organization, requests, settings);
      for (const [index, one] of wanted.entries()) {
        const retry_after_seconds = refused.get(index);
        if (retry_after_seconds !== undefined) {
          results.failed.push({ index, reason: 'caller_over_limit', retry_after_seconds });
          continue;
        }
        const outcome = await this.intake.admit(transaction, one, from, settings, receipts[index]);
        if (typeof outcome === 'string') results.failed.push({ index, reason: outcome });
        else results.succeeded.push(this.viewFor(origin, outcome));
      }
    });
    return results;
  }

  /** To a caller without a token a duplicate looks like a first request: it learns nothing of the person's others. */
  private viewFor(
    { submitted_by }: Pick<CreateRequestsRequest, 'submitted_by'>,
    row: RequestRow,
  ): PrivacyRequest {
    const view = toPrivacyRequest(row, this.clock.now());
    return submitted_by === null && view.status === 'duplicate' ? { ...view, status: 'pending' } : view;
  }
}
