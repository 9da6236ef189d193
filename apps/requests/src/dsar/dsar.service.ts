import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type ChangeDsarRequestRequest,
  type CreateDsarRequestRequest,
  type DsarOutcome,
  type DsarWarningReason,
  requireAllowedRedirect,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { requireLaw } from '../laws/applicable-laws';
import { LawService } from '../laws/law.service';
import { requireReceivedAt } from '../deadlines/received';
import { takesDownloadLink } from '../person/notifications';
import { PersonVault } from '../person/person-vault';
import { rightOf } from '../request/policies';
import type { RequestRow } from '../request/request-row';
import { dsarStatusOf } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { requireApplicableVariables, requireTransition } from './dsar-changes';
import { DsarIntakeService } from './dsar-intake.service';
import { DsarSearchService } from './dsar-search.service';
import { DsarStepService } from './dsar-step.service';
import { mergedMetadata } from './metadata';

/** Creates and changes requests by Didomi's API, whichever API they came in by. */
@Injectable()
export class DsarService {
  constructor(
    private readonly store: RequestStore,
    private readonly intake: DsarIntakeService,
    private readonly steps: DsarStepService,
    private readonly search: DsarSearchService,
    private readonly vault: PersonVault,
    private readonly laws: LawService,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  async create(request: CreateDsarRequestRequest): Promise<DsarOutcome> {
    const { organization, law, received_at } = request;
    const [settings, laws] = await Promise.all([
      this.settings.read(organization),
      this.laws.of(organization),
    ]);
    requireAllowedRedirect(request.redirect_url, settings);
    requireReceivedAt(received_at, ['received_at'], this.clock.now());
    requireLaw(law, laws);
    const { row, warning } = await this.store.transaction((transaction) =>
      this.intake.admit(transaction, request, settings, laws),
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
      const saved = this.saveMetadata(transaction, row, request);
      if (!status || status === from) return this.outcome(saved, null);
      requireTransition(row, from, status, request.reopen_reason);
      const step = { ...request, from, to: status };
      const { row: moved, warning } = await this.steps.apply(transaction, saved, step, settings);
      return this.outcome(moved, warning);
    });
  }

  private saveMetadata(
    transaction: Transaction,
    row: RequestRow,
    { metadata, changed_by }: ChangeDsarRequestRequest,
  ): RequestRow {
    if (metadata === undefined) return row;
    const details = this.vault.openDetailsOf(row);
    const merged = mergedMetadata(details.metadata ?? {}, metadata);
    if (isDeepStrictEqual(merged, details.metadata ?? {})) return row;
    const sealed = this.vault.sealDetails(row.organization, row.id, { ...details, metadata: merged });
    return this.store.saveDetails(transaction, row, sealed, changed_by);
  }

  private outcome(row: RequestRow, warning: DsarWarningReason | null): DsarOutcome {
    return { request: this.search.view(row), warnings: warning ? [{ reason: warning }] : [] };
  }
}
