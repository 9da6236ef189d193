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
import { addressOf } from '../person/request-identity';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { ReceiptService, type SuppressedReceipt, type UndecidedReceipt } from './receipt.service';

/** Receipts whose limits could not be checked when their request came in: they are decided by a task. */
@Injectable()
export class DelayedReceiptService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly receipts: ReceiptService,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly outbox: Outbox,
  ) {}

  async delay(transaction: Transaction, row: RequestRow, receipt: UndecidedReceipt): Promise<void> {
    const { organization, id } = row;
    const task = { organization, id, ...receipt.undecided };
    this.log.add(transaction, row, 'receipt_delayed', 'system', 'identity did not answer');
    await this.outbox.add(transaction, SendReceipt, task, { id: `receipt-${id}` });
  }

  /** Recorded with its content, so that staff can send it later. */
  async suppress(
    transaction: Transaction,
    row: RequestRow,
    { channel, exceeded }: SuppressedReceipt,
    settings: OrganizationSettings,
  ): Promise<void> {
    this.log.add(transaction, row, 'receipt_suppressed', 'identity', `limit per ${exceeded}`);
    const skipped = { channel, skipReason: limitReasonOf[exceeded] };
    await this.messages.notify(transaction, row, { what: 'received' }, settings, skipped);
  }

  /** Throws while identity does not answer: the task is delivered again. */
  async send(task: SendReceiptTask): Promise<void> {
    const { organization, id, channel } = task;
    const row = await this.store.read(organization, id);
    if (!row) return;
    const address = addressOf(this.vault.openIdentity(row), channel);
    const exceeded = await this.receipts.exceededLimit(organization, address, task);
    const settings = await this.settings.read(organization);
    await this.store.transaction(async (transaction) => {
      const locked = await this.store.lock(transaction, organization, id);
      if (!locked || (await this.log.isReceiptDecided(transaction, locked))) return;
      if (exceeded) return this.suppress(transaction, locked, { channel, exceeded }, settings);
      this.log.add(transaction, locked, 'receipt_released', 'system');
      await this.messages.notify(transaction, locked, { what: 'received' }, settings, { channel });
    });
  }
}
