import { Injectable } from '@nestjs/common';
import {
  Clock,
  type ChangeDsarRequestRequest,
  type DsarStatus,
  type DsarWarningReason,
  type OrganizationSettings,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import type { Change } from '../person/notifications';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { coreStatusOf, isReopening } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { statusFactsOf } from '../request/status-facts';
import { ReviewGateService } from '../review/review-gate.service';
import { dsarChangeOf } from './dsar-changes';
import { NoteService } from './note.service';

type Step = ChangeDsarRequestRequest & { readonly from: DsarStatus; readonly to: DsarStatus };

/** Moves a locked request from one of Didomi's statuses to another, which the caller has checked. */
@Injectable()
export class DsarStepService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly gate: ReviewGateService,
    private readonly messages: PersonMessages,
    private readonly notes: NoteService,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  async apply(
    transaction: Transaction,
    row: RequestRow,
    step: Step,
    settings: OrganizationSettings,
  ): Promise<{ row: RequestRow; warning: DsarWarningReason | null }> {
    const { from, to, changed_by, reopen_reason, extra_message_variables, notify = true } = step;
    const moved = this.move(transaction, row, step);
    if (isReopening(from, to) && reopen_reason) {
      await this.notes.add(transaction, moved, reopen_reason, changed_by);
    }
    // verified by staff, it advances as after the person's own verification
    if (to === 'verified') await this.gate.advance(transaction, moved, settings);
    else if (moved.status !== row.status) await this.messages.publishChanged(transaction, moved);
    const change = notify ? dsarChangeOf(to, extra_message_variables) : null;
    const warning = change && (await this.notify(transaction, moved, change, settings));
    return { row: moved, warning };
  }

  private move(transaction: Transaction, row: RequestRow, step: Step): RequestRow {
    const { organization, id } = row;
    const { from, to, changed_by, extra_message_variables } = step;
    const refusal_reason = extra_message_variables?.reason ?? null;
    const details = { ...this.vault.openDetailsOf(row), refusal_reason };
    const facts = {
      ...statusFactsOf(to, changed_by, this.clock.now()),
      sealed_details: this.vault.sealDetails(organization, id, details),
    };
    return this.store.move(transaction, row, coreStatusOf(to, from), { by: changed_by, facts });
  }

  private async notify(
    transaction: Transaction,
    row: RequestRow,
    change: Change,
    settings: OrganizationSettings,
  ): Promise<DsarWarningReason | null> {
    if (this.messages.hasAddress(row)) {
      await this.messages.notify(transaction, row, change, settings);
      return null;
    }
    this.log.add(transaction, row, 'no_recipient', 'system');
    const skipped = { channel: null, skipReason: 'no_address' } as const;
    await this.messages.notify(transaction, row, change, settings, skipped);
    return 'no_recipient';
  }
}
