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
import { dsarChangeOf, requireFitting, requireStep } from './dsar-changes';
import { DsarIntakeService } from './dsar-intake.service';
import { DsarSearchService } from './dsar-search.service';
import { IntakeService } from '../intake/intake.service';
import { mergedMetadata } from './metadata';
import { NoteService } from './note.service';
import { takesDownloadLink } from '../person/notifications';
import { PersonMessages } from '../person/person-messages';
import { PersonVault, type RequestDetails } from '../person/person-vault';
import { rightOf } from '../request/policies';
import { coreStatusOf, dsarStatusOf, isReopening } from '../request/request-status';
import { RequestStore, type RequestRow } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { statusFactsOf } from '../request/status-facts';

/** Requests come in and are changed by Didomi's API, whichever they came in by. */
@Injectable()
export class DsarService {
  constructor(
    private readonly store: RequestStore,
    private readonly intake: DsarIntakeService,
    private readonly requests: IntakeService,
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

  /** The locked row decides: of ten that ask for the same step one makes it, and its person is told once. */
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
      requireFitting(request, takesDownloadLink(rightOf(row.policy_key).fulfilledKind));
      const kept = await this.keepMetadata(transaction, row, request);
      if (!status || status === from) return this.outcome(kept, null);
      requireStep(row, from, status, request.reopen_reason);
      return this.step(transaction, kept, { ...request, from, to: status }, settings);
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
    // whoever says that its person is known, it goes on as by the person's own proof
    if (to === 'verified') await this.requests.goOn(transaction, moved, settings);
    else if (moved.status !== row.status) await this.messages.sayChanged(transaction, moved);
    const change = notify ? dsarChangeOf(to, extra_message_variables) : null;
    if (!change) return this.outcome(moved, null);
    if (!this.messages.reaches(moved)) {
      await this.store.log(transaction, moved, 'no_recipient', 'system');
      await this.messages.tell(transaction, moved, change, settings, null, 'no_address');
      return this.outcome(moved, 'no_recipient');
    }
    await this.messages.tell(transaction, moved, change, settings);
    return this.outcome(moved, null);
  }

  private async keepMetadata(
    transaction: Transaction,
    row: RequestRow,
    { metadata, changed_by }: ChangeDsarRequestRequest,
  ): Promise<RequestRow> {
    if (metadata === undefined) return row;
    const details = this.vault.openDetailsOf(row);
    const merged = mergedMetadata(details.metadata ?? {}, metadata);
    if (isDeepStrictEqual(merged, details.metadata ?? {})) return row;
    return this.store.keepDetails(
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
    return { request: this.search.shown(row), warnings: warning ? [{ reason: warning }] : [] };
  }
}
