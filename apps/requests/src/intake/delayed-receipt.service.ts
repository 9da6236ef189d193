import { Injectable } from '@nestjs/common';
import {
  limitReasonOf,
  SendReceipt,
  type OrganizationSettings,
  type SendReceiptTask,
} from '@subjectline/contracts';
import { Outbox, type Transaction } from '@subjectline/storage';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { ReceiptService, type SuppressedReceipt, type UndecidedReceipt } from './receipt.service';
import { addressOf } from '../person/request-identity';
import { RequestStore, type RequestRow } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';

/** Receipts whose budgets could not be asked about when their request came in: decided as soon as they can. */
@Injectable()
export class DelayedReceiptService {
  constructor(
    private readonly store: RequestStore,
    private readonly receipts: ReceiptService,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly outbox: Outbox,
  ) {}

  async delay(transaction: Transaction, row: RequestRow, receipt: UndecidedReceipt): Promise<void> {
    const { organization, id } = row;
    const task = { organization, id, ...receipt.undecided };
    await this.store.log(transaction, row, 'receipt_delayed', 'system', 'identity did not answer');
    await this.outbox.add(transaction, SendReceipt, task, { id: `receipt-${id}` });
  }

  /** Recorded with what it says, so that staff can send it once there is room again. */
  async suppress(
    transaction: Transaction,
    row: RequestRow,
    { channel, spent }: SuppressedReceipt,
    settings: OrganizationSettings,
  ): Promise<void> {
    await this.store.log(transaction, row, 'receipt_suppressed', 'identity', `budget per ${spent}`);
    const skipped = limitReasonOf[spent];
    await this.messages.tell(transaction, row, { what: 'received' }, settings, channel, skipped);
  }

  /** Throws for as long as identity does not answer: the task comes again. */
  async send(task: SendReceiptTask): Promise<void> {
    const { organization, id, channel } = task;
    const row = await this.store.read(organization, id);
    if (!row) return;
    const address = addressOf(this.vault.openIdentity(row), channel);
    const spent = await this.receipts.spentBudget(organization, address, task);
    const settings = await this.settings.read(organization);
    await this.store.transaction(async (transaction) => {
      const locked = await this.store.lock(transaction, organization, id);
      if (!locked || (await this.store.isReceiptDecided(transaction, locked))) return;
      if (spent) return this.suppress(transaction, locked, { channel, spent }, settings);
      await this.store.log(transaction, locked, 'receipt_released', 'system');
      await this.messages.tell(transaction, locked, { what: 'received' }, settings, channel);
    });
  }
}
