import { Injectable } from '@nestjs/common';
import type {
  CodeExhaustedEvent,
  CreateRequestsRequest,
  MessageUndeliveredEvent,
  RequestResults,
  SendSuppressedEvent,
} from '@subjectline/contracts';
import { requestIdOf } from './abouts';
import { IntakeService } from './intake.service';
import { ReceiptService } from './receipt.service';
import { toPrivacyRequest } from './request-view';
import { RequestStore } from './request.store';
import { SettingsReader } from './settings-reader';
import { StaffAlertService } from './staff-alert.service';

/** Requests come in; what others tell of them is written into their log. */
@Injectable()
export class RequestService {
  constructor(
    private readonly store: RequestStore,
    private readonly intake: IntakeService,
    private readonly receipts: ReceiptService,
    private readonly settings: SettingsReader,
    private readonly staffAlerts: StaffAlertService,
  ) {}

  /** Stores every request that can be, all in one transaction; the others are named with their reason. */
  async create({ requests, ...origin }: CreateRequestsRequest): Promise<RequestResults> {
    const settings = await this.settings.read(origin.organization);
    const receipts = await this.receipts.receiptsOf(requests, origin, settings);
    const results: RequestResults = { succeeded: [], failed: [] };
    await this.store.transaction(async (transaction) => {
      for (const [index, request] of requests.entries()) {
        const outcome = await this.intake.admit(transaction, request, origin, settings, receipts[index]);
        if (typeof outcome === 'string') results.failed.push({ index, reason: outcome });
        else results.succeeded.push(toPrivacyRequest(outcome));
      }
    });
    return results;
  }

  async messageUndelivered(event: MessageUndeliveredEvent): Promise<void> {
    const { organization, about, kind, reason, state } = event;
    if (!about) return;
    const settings = await this.settings.read(organization);
    await this.store.transaction(async (transaction) => {
      const of = { organization, id: about };
      await this.store.log(transaction, of, 'message_undelivered', 'dispatch', `${kind}: ${reason ?? state}`);
      await this.staffAlerts.countFailure(transaction, event, settings);
    });
  }

  /** Nobody knows who guessed: the person, or whoever got hold of the id. */
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
