import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import {
  Address,
  check,
  countedAddressContext,
  type CountedSend,
  type CountSendRequest,
} from '@subjectline/contracts';
import { Database, KeyRing } from '@subjectline/storage';
import { LimitsService } from './limits.service';

/** Counts what others send to addresses that nobody has proved: a stranger's mailbox has one budget for all of it. */
@Injectable()
export class SendService {
  constructor(
    private readonly database: Database,
    private readonly limits: LimitsService,
    private readonly keys: KeyRing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async count(request: CountSendRequest): Promise<CountedSend> {
    const { organization, channel, sealed_address } = request;
    const to = check(Address, this.keys.openJson(sealed_address, countedAddressContext(organization)));
    const identifier = this.limits.identifierOf(organization, channel, to);
    return this.database.transaction(async (transaction) => {
      const spent_budget = await this.limits.spentSendBudget(transaction, request, identifier);
      await this.limits.countSend(transaction, request, identifier, spent_budget === null);
      if (spent_budget) {
        transaction.afterCommit(() => this.logger.warn({ budget: spent_budget }, 'a message was suppressed'));
      }
      return { spent_budget };
    });
  }
}
