import { Inject, Injectable } from '@nestjs/common';
import { Bus, loggerToken, type Logger } from '@subjectline/bus';
import {
  channels,
  CountSend,
  countedAddressContext,
  newId,
  reachableChannels,
  type Address,
  type Channel,
  type CreateRequestsRequest,
  type NewRequest,
  type OrganizationSettings,
  type SendBudget,
  type SendReceiptTask,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { addressOf, channelFor, tidy } from '../person/request-identity';
import { refusalOf } from './request-refusal';

/** A receipt whose budgets could not be asked about in time. */
export interface UndecidedReceipt {
  readonly undecided: Pick<SendReceiptTask, 'channel' | 'client_digest' | 'count_id' | 'caller_counted'>;
}

/** A receipt that a budget has no room for. */
export interface SuppressedReceipt {
  readonly channel: Channel;
  readonly spent: SendBudget;
}

/** The receipt of a request whose person has proved nothing: where it goes, or who keeps it back and why. */
export type Receipt = { readonly channel: Channel | null } | SuppressedReceipt | UndecidedReceipt;

type Asking = Pick<CreateRequestsRequest, 'organization' | 'submitted_by' | 'client_digest'> & {
  readonly callerCounted?: boolean;
  /** Identity did not answer a moment ago: it is asked later. */
  readonly isUnanswered?: boolean;
};

/**
 * Decides on receipts to addresses that anybody may have typed: identity counts them with its codes, so that a public
 * form mails nobody without end. To be asked before a transaction begins, as nothing is to be locked meanwhile.
 */
@Injectable()
export class ReceiptService {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** One for each request, in their order; null where none is due. All at once: somebody waits for the answer. */
  async receiptsOf(
    requests: readonly NewRequest[],
    asking: Asking,
    settings: OrganizationSettings,
    refused: ReadonlyMap<number, number> = new Map(),
  ): Promise<(Receipt | null)[]> {
    const isDue =
      asking.submitted_by === null &&
      !settings.subject_identity_verification_required &&
      settings.send_request_receipt_notification;
    return Promise.all(
      requests.map(async (request, index) =>
        isDue && !refused.has(index) && !refusalOf(request) ? this.decide(request, asking, settings) : null,
      ),
    );
  }

  private async decide(
    { identity }: NewRequest,
    { organization, client_digest = null, callerCounted: caller_counted = false, isUnanswered }: Asking,
    settings: OrganizationSettings,
  ): Promise<Receipt> {
    const reached = addressOf(tidy(identity));
    // where no channel is ready another provider may still take it
    const channel = channelFor(reached, reachableChannels(settings)) ?? channelFor(reached, channels);
    if (!channel) return { channel };
    const counting = { channel, client_digest, count_id: newId('cnt'), caller_counted };
    if (isUnanswered) {
      this.logger.warn('receipt deferred');
      return { undecided: counting };
    }
    try {
      const spent = await this.spentBudget(organization, addressOf(reached, channel), counting);
      return spent ? { channel, spent } : { channel };
    } catch (error) {
      // the request is the person's right and does not wait; its receipt does
      this.logger.warn({ err: error }, 'receipt deferred');
      return { undecided: counting };
    }
  }

  /** Counts a receipt; the budget that has no room for it, or null. */
  async spentBudget(
    organization: string,
    to: Address,
    { channel, client_digest = null, count_id, caller_counted = false }: UndecidedReceipt['undecided'],
  ): Promise<SendBudget | null> {
    const sealed_address = this.keys.sealJson(to, countedAddressContext(organization));
    const question = { organization, channel, sealed_address, client_digest, count_id, caller_counted };
    return (await this.bus.ask(CountSend, question)).spent_budget;
  }
}
