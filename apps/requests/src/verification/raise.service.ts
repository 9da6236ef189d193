import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  reachableChannels,
  type AssuranceDetails,
  type Law,
  type OrganizationSettings,
  type RaiseAssuranceRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { forbidden, refused, requireLadder } from '../assurance/assurance-refusal';
import { toAssuranceDetails } from '../assurance/assurance-view';
import { asLevel } from '../assurance/levels';
import { assuranceOf, isReached, takesMessage, type Assurance } from '../assurance/request-assurance';
import { forbidsVerification } from '../assurance/required-level';
import { LawService } from '../laws/law.service';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { reminderAt } from '../request/reminder';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { gapAfterMs } from '../request/resend-schedule';
import { SettingsReader } from '../request/settings-reader';

/** Staff ask for more than the rules do, for one request. */
@Injectable()
export class RaiseService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly laws: LawService,
    private readonly clock: Clock,
  ) {}

  async raise(request: RaiseAssuranceRequest): Promise<AssuranceDetails> {
    const { organization, id } = request;
    const [settings, { laws }] = await Promise.all([
      this.settings.read(organization),
      this.laws.of(organization),
    ]);
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      requireRaisable(row, request.level);
      requireNotForbidden(row, laws);
      const raised = await this.apply(transaction, row, request, settings);
      return toAssuranceDetails(raised, this.vault.openDetailsOf(raised));
    });
  }

  /** What was proved stays; for the rest the request waits for its person again. */
  private async apply(
    transaction: Transaction,
    row: RequestRow,
    request: RaiseAssuranceRequest,
    settings: OrganizationSettings,
  ): Promise<RequestRow> {
    const assurance = this.raisedOf(row, request);
    const { level, reason, raised_by } = request;
    const detail = `${assuranceOf(row).required} to ${level}: ${reason}`;
    this.log.add(transaction, row, 'assurance_raised', raised_by, detail);
    const sealed_details = this.sealNote(row, request);
    const isBack = row.status === 'pending' && !isReached(assurance);
    const facts = { assurance, sealed_details, proof_required: true, identity_verified_at: null };
    const changed = isBack
      ? this.store.move(transaction, row, 'identity_unverified', { by: raised_by, facts })
      : this.store.saveAssurance(transaction, row, assurance, { sealed_details });
    if (isBack) {
      const remind_at = reminderAt(settings, this.clock.now());
      this.store.scheduleReminder(transaction, changed, { remind_at, reminders_sent: 0 });
      await this.messages.publishChanged(transaction, changed);
    }
    return this.ask(transaction, changed, settings);
  }

  /** Codes go out for the addresses that are still to be proved, or the link to the declaration. */
  private async ask(
    transaction: Transaction,
    row: RequestRow,
    settings: OrganizationSettings,
  ): Promise<RequestRow> {
    if (row.status !== 'identity_unverified' || !takesMessage(row)) return row;
    const nextCodeAt = new Date(this.clock.nowMs() + gapAfterMs(1));
    const counted = this.store.countCode(transaction, row, nextCodeAt);
    await this.messages.startVerification(transaction, counted, reachableChannels(settings), {
      by_client: true,
    });
    return counted;
  }

  private raisedOf(row: RequestRow, { level, reason, raised_by }: RaiseAssuranceRequest): Assurance {
    const assurance = assuranceOf(row);
    const before = row.identity_verified_at?.toISOString() ?? assurance.raised?.identified_at ?? null;
    const raised_at = this.clock.now().toISOString();
    const raised = { reason, raised_at, raised_by, identified_at: before };
    return { ...assurance, required: asLevel(level), raised };
  }

  private sealNote(row: RequestRow, { note }: RaiseAssuranceRequest): string | null {
    if (note === undefined) return row.sealed_details;
    const { organization, id } = row;
    const details = { ...this.vault.openDetailsOf(row), assurance_note: note };
    return this.vault.sealDetails(organization, id, details);
  }
}

/** Also where no rules are on, or a client vouched for the person: then nothing has asked what the law says. */
function requireNotForbidden({ id, clock }: RequestRow, laws: readonly Law[]): void {
  const law = laws.find((one) => one.id === clock?.law);
  if (clock && law && forbidsVerification(law, clock.right)) throw forbidden(id);
}

/** Never for less, not where the law forbids it, and not once the work on it has begun. */
function requireRaisable(row: RequestRow, level: number): void {
  const { id, status } = row;
  requireLadder(row);
  if (row.archived_at || (status !== 'identity_unverified' && status !== 'pending')) {
    throw refused(id, `it is ${row.archived_at ? 'archived' : status}`);
  }
  const { required } = assuranceOf(row);
  if (level <= required)
    throw refused(id, `level ${required} is required already, and staff can only ask for more`);
}
