import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type ChangeDsarRequestRequest,
  type CreateDsarRequestRequest,
  type DsarOutcome,
  type DsarStatus,
  type DsarWarningReason,
  type OrganizationSettings,
  requireSendingOn,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { takesDownloadLink } from '../person/notifications';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { rightOf } from '../request/policies';
import type { RequestDetails } from '../request/request-details';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { coreStatusOf, dsarStatusOf, isReopening } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { statusFactsOf } from '../request/status-facts';
import { ReviewGateService } from '../review/review-gate.service';
import { dsarChangeOf, requireApplicableVariables, requireTransition } from './dsar-changes';
import { DsarIntakeService } from './dsar-intake.service';
import { DsarSearchService } from './dsar-search.service';
import { mergedMetadata } from './metadata';
import { NoteService } from './note.service';

/** Creates and changes requests by Didomi's API, whichever API they came in by. */
@Injectable()
export class DsarService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly intake: DsarIntakeService,
    private readonly gate: ReviewGateService,
    private readonly search: DsarSearchService,
    private readonly messages: PersonMessages,
    private readonly notes: NoteService,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  async create(request: CreateDsarRequestRequest): Promise<DsarOutcome> {
    const settings = await this.settings.read(request.organization);
    requireSendingOn(request.redirect_url, settings);
    const { row, warning } = await this.store.transaction((transaction) =>
      this.intake.admit(transaction, request, settings),
    );
    return this.outcome(row, warning);
  }

  /** The row is locked: of ten concurrent calls for the same step one makes it, and its person is notified once. */
  async change(request: ChangeDsarRequestRequest): Promise<DsarOutcome> {
    const { organization, id, expected_version, status } = request;
    const settings = await this.settings.read(organization);
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      if (expected_version && expected_version !== row.version) {
        throw new AppError('conflict', { id, version: row.version });
      }
      const from = dsarStatusOf(row);
      requireApplicableVariables(request, takesDownloadLink(rightOf(row.policy_key).fulfilledKind));
      const saved = await this.saveMetadata(transaction, row, request);
      if (!status || status === from) return this.outcome(saved, null);
      requireTransition(row, from, status, request.reopen_reason);
      return this.step(transaction, saved, { ...request, from, to: status }, settings);
    });
  }

  private async step(
    transaction: Transaction,
    row: RequestRow,
    request: ChangeDsarRequestRequest & { from: DsarStatus; to: DsarStatus },
    settings: OrganizationSettings,
  ): Promise<DsarOutcome> {
    const { from, to, changed_by, extra_message_variables, reopen_reason, notify = true } = request;
    const details = this.vault.openDetailsOf(row);
    const facts = {
      ...statusFactsOf(to, changed_by, this.clock.now()),
      sealed_details: this.seal(row, {
        ...details,
        refusal_reason: extra_message_variables?.reason ?? null,
      }),
    };
    const moved = await this.store.move(transaction, row, coreStatusOf(to, from), changed_by, facts);
    if (isReopening(from, to) && reopen_reason) {
      await this.notes.add(transaction, moved, reopen_reason, changed_by);
    }
    // verified by staff, it advances as after the person's own verification
    if (to === 'verified') await this.gate.advance(transaction, moved, settings);
    else if (moved.status !== row.status) await this.messages.publishChanged(transaction, moved);
    const change = notify ? dsarChangeOf(to, extra_message_variables) : null;
    if (!change) return this.outcome(moved, null);
    if (!this.messages.hasAddress(moved)) {
      await this.log.add(transaction, moved, 'no_recipient', 'system');
      await this.messages.notify(transaction, moved, change, settings, null, 'no_address');
      return this.outcome(moved, 'no_recipient');
    }
    await this.messages.notify(transaction, moved, change, settings);
    return this.outcome(moved, null);
  }

  private async saveMetadata(
    transaction: Transaction,
    row: RequestRow,
    { metadata, changed_by }: ChangeDsarRequestRequest,
  ): Promise<RequestRow> {
    if (metadata === undefined) return row;
    const details = this.vault.openDetailsOf(row);
    const merged = mergedMetadata(details.metadata ?? {}, metadata);
    if (isDeepStrictEqual(merged, details.metadata ?? {})) return row;
    return this.store.saveDetails(
      transaction,
      row,
      this.seal(row, { ...details, metadata: merged }),
      changed_by,
    );
  }

  private seal({ organization, id }: RequestRow, details: RequestDetails): string | null {
    return this.vault.sealDetails(organization, id, details);
  }

  private outcome(row: RequestRow, warning: DsarWarningReason | null): DsarOutcome {
    return { request: this.search.view(row), warnings: warning ? [{ reason: warning }] : [] };
  }
}
