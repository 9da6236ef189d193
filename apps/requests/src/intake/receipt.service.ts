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
  type SendLimitName,
  type SendReceiptTask,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { addressOf, channelFor, normalizeIdentity } from '../person/request-identity';
import type { WantedRequest } from './new-request-level';
import { refusalOf } from './request-refusal';

/** A receipt whose limits could not be checked in time. */
export interface UndecidedReceipt {
  readonly undecided: Pick<SendReceiptTask, 'channel' | 'client_digest' | 'count_id' | 'caller_counted'>;
}

/** A receipt that exceeds a limit. */
export interface SuppressedReceipt {
  readonly channel: Channel;
  readonly exceeded: SendLimitName;
}

/** The receipt of an unverified person's request: its channel, or why it is not sent now. */
export type Receipt = { readonly channel: Channel | null } | SuppressedReceipt | UndecidedReceipt;

type Caller = Pick<CreateRequestsRequest, 'organization' | 'submitted_by' | 'client_digest'> & {
  readonly callerCounted?: boolean;
  /** Identity did not answer a moment ago, and is asked later. */
  readonly isUnanswered?: boolean;
};

/**
 * Decides on receipts to unverified addresses: identity counts them with its codes, so that a public form cannot be used
 * to flood a mailbox. Call it before a transaction begins, so that nothing is locked meanwhile.
 */
@Injectable()
export class ReceiptService {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** One for each request, in their order; null when none is due. Decided concurrently: a caller waits. */
  async receiptsOf(
    requests: readonly WantedRequest[],
    caller: Caller,
    settings: OrganizationSettings,
    refused: ReadonlyMap<number, number> = new Map(),
  ): Promise<(Receipt | null)[]> {
    const isOn = caller.submitted_by === null && settings.send_request_receipt_notification;
    return Promise.all(
      requests.map(async ({ request, level: { level } }, index) =>
        isOn && level === 0 && !refused.has(index) && !refusalOf(request)
          ? this.decide(request, caller, settings)
          : null,
      ),
    );
  }

  private async decide(
    { identity }: NewRequest,
    { organization, client_digest = null, callerCounted: caller_counted = false, isUnanswered }: Caller,
    settings: OrganizationSettings,
  ): Promise<Receipt> {
    const address = addressOf(normalizeIdentity(identity));
    // when no channel is ready another provider may still take it
    const channel = channelFor(address, reachableChannels(settings)) ?? channelFor(address, channels);
    if (!channel) return { channel };
    const counting = { channel, client_digest, count_id: newId('cnt'), caller_counted };
    if (isUnanswered) {
      this.logger.warn('receipt deferred');
      return { undecided: counting };
    }
    try {
      const exceeded = await this.exceededLimit(organization, addressOf(address, channel), counting);
      return exceeded ? { channel, exceeded } : { channel };
    } catch (error) {
      // the request does not wait for identity; its receipt does
      this.logger.warn({ err: error }, 'receipt deferred');
      return { undecided: counting };
    }
  }

  /** Counts a receipt. @returns the limit that it exceeds, or null */
  async exceededLimit(
    organization: string,
    to: Address,
    { channel, client_digest = null, count_id, caller_counted = false }: UndecidedReceipt['undecided'],
  ): Promise<SendLimitName | null> {
    const sealed_address = this.keys.sealJson(to, countedAddressContext(organization));
    const question = { organization, channel, sealed_address, client_digest, count_id, caller_counted };
    return (await this.bus.ask(CountSend, question)).spent_budget;
  }
}
