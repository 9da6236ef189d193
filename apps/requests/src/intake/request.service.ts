import { Injectable } from '@nestjs/common';
import {
  Clock,
  isLimitReason,
  type CodeExhaustedEvent,
  type CreateRequestsRequest,
  type MessageUndeliveredEvent,
  type PrivacyRequest,
  type RequestResults,
  type SendSuppressedEvent,
} from '@subjectline/contracts';
import { requestIdOf } from '../request/subject-reference';
import { CallerAllowance } from './caller-allowance';
import { Duplicates } from './duplicates';
import { IntakeService } from './intake.service';
import { ReceiptService } from './receipt.service';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore, type RequestRow } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { StaffAlertService } from '../alerts/staff-alert.service';

/** A person asks for a few things at once; more than that is a program, whose codes go out behind those of persons. */
const fewRequests = 5;

/** Requests come in; what others tell of them is written into their log. */
@Injectable()
export class RequestService {
  constructor(
    private readonly store: RequestStore,
    private readonly intake: IntakeService,
    private readonly duplicates: Duplicates,
    private readonly allowances: CallerAllowance,
    private readonly receipts: ReceiptService,
    private readonly settings: SettingsReader,
    private readonly staffAlerts: StaffAlertService,
    private readonly clock: Clock,
  ) {}

  /** Stores every request that can be, all in one transaction; the others are named with their reason. */
  async create({ requests, ...origin }: CreateRequestsRequest): Promise<RequestResults> {
    const settings = await this.settings.read(origin.organization);
    const allowance = await this.allowances.of(requests, origin, settings);
    const { refused, counted: callerCounted, isUnanswered } = allowance;
    const receipts = await this.receipts.receiptsOf(
      requests,
      { ...origin, callerCounted, isUnanswered },
      settings,
      refused,
    );
    const from = { ...origin, callerCounted, inBulk: requests.length > fewRequests };
    const results: RequestResults = { succeeded: [], failed: [] };
    await this.store.transaction(async (transaction) => {
      await this.duplicates.lock(transaction, origin.organization, requests, settings);
      for (const [index, request] of requests.entries()) {
        const retry_after_seconds = refused.get(index);
        if (retry_after_seconds !== undefined) {
          results.failed.push({ index, reason: 'caller_over_limit', retry_after_seconds });
          continue;
        }
        const outcome = await this.intake.admit(transaction, request, from, settings, receipts[index]);
        if (typeof outcome === 'string') results.failed.push({ index, reason: outcome });
        else results.succeeded.push(this.shownTo(origin, outcome));
      }
    });
    return results;
  }

  /** A caller without a token sees a duplicate as a first request, and so learns nothing of the person's other ones. */
  private shownTo(
    { submitted_by }: Pick<CreateRequestsRequest, 'submitted_by'>,
    row: RequestRow,
  ): PrivacyRequest {
    const shown = toPrivacyRequest(row, this.clock.now());
    return submitted_by === null && shown.status === 'duplicate' ? { ...shown, status: 'pending' } : shown;
  }

  async messageUndelivered(event: MessageUndeliveredEvent): Promise<void> {
    const { organization, about, kind, reason, state } = event;
    // a message that a budget suppressed is in the log already, and is no failure
    if (!about || isLimitReason(reason)) return;
    const settings = await this.settings.read(organization);
    await this.store.transaction(async (transaction) => {
      const of = { organization, id: about };
      await this.store.log(transaction, of, 'message_undelivered', 'dispatch', `${kind}: ${reason ?? state}`);
      await this.staffAlerts.countFailure(transaction, event, settings);
    });
  }

  /** Logged as by identity: the guesses may be the person's, or those of a stranger who got hold of the id. */
  async codeExhausted({ organization, about }: CodeExhaustedEvent): Promise<void> {
    const id = requestIdOf(about);
    if (!id) return;
    await this.store.logAlone({ organization, id }, 'code_exhausted', 'identity', 'every try was wrong');
  }

  async codeSuppressed({ organization, about, budget }: SendSuppressedEvent): Promise<void> {
    const id = requestIdOf(about);
    if (!id) return;
    const of = { organization, id };
    await this.store.logAlone(of, 'code_suppressed', 'identity', `budget per ${budget}`);
  }
}
