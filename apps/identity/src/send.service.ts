import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import {
  Address,
  check,
  countedAddressContext,
  type CountedSend,
  type CountSendRequest,
  type SendBudget,
  type TakenSends,
  type TakeSendsRequest,
} from '@subjectline/contracts';
import { Database, KeyRing, type Transaction } from '@subjectline/storage';
import { CountedSendStore } from './counted-send.store';
import { LimitsService } from './limits.service';
import type { Recipient } from './send-limits';

/** Counts what others send to addresses that nobody has proved: a stranger's mailbox has one budget for all of it. */
@Injectable()
export class SendService {
  constructor(
    private readonly database: Database,
    private readonly counted: CountedSendStore,
    private readonly limits: LimitsService,
    private readonly keys: KeyRing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Refuses what is over one caller's budget before it costs anything. */
  take(request: TakeSendsRequest): Promise<TakenSends> {
    return this.database.transaction((transaction) => this.limits.takeSends(transaction, request));
  }

  async count(request: CountSendRequest): Promise<CountedSend> {
    const { organization, channel, sealed_address } = request;
    const to = check(Address, this.keys.openJson(sealed_address, countedAddressContext(organization)));
    const recipient = this.limits.recipientOf(organization, channel, to);
    const spent_budget = await this.database.transaction((transaction) => {
      const decide = () => this.decide(transaction, request, recipient);
      const { count_id: id } = request;
      return id ? this.counted.once(transaction, { organization, id }, decide) : decide();
    });
    return { spent_budget };
  }

  private async decide(
    transaction: Transaction,
    request: CountSendRequest,
    recipient: Recipient,
  ): Promise<SendBudget | null> {
    const spent = await this.limits.spentSendBudget(transaction, request, recipient);
    await this.limits.countSend(transaction, request, recipient, spent === null);
    if (spent) {
      transaction.afterCommit(() => this.logger.warn({ budget: spent }, 'a message was suppressed'));
    }
    return spent;
  }
}
