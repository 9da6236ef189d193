import { Injectable } from '@nestjs/common';
import { AppError, type Channel, type OrganizationSettings } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { DuplicateService } from '../intake/duplicate.service';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import type { RequestRow, StatusFacts } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { SettingsReader } from '../request/settings-reader';
import { ReviewGateService } from '../review/review-gate.service';

/** That a person has proved who they are. */
export interface Evidence {
  /** Of the address that was proved, or null when none was. */
  readonly channel: Channel | null;
  readonly verified_at: string;
}

/** Makes an unverified request pending. A right code, a followed link and identity's event all end here. */
@Injectable()
export class ConfirmationService {
  constructor(
    private readonly store: RequestStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly duplicates: DuplicateService,
    private readonly gate: ReviewGateService,
    private readonly settings: SettingsReader,
  ) {}

  /** Changes nothing when the request is verified already: a call and its event may both come. */
  async confirm(organization: string, id: string, evidence: Evidence): Promise<RequestRow> {
    const settings = await this.settings.read(organization);
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      if (row.status !== 'identity_unverified') return row;
      return this.apply(transaction, row, evidence, settings);
    });
  }

  private async apply(
    transaction: Transaction,
    row: RequestRow,
    { channel, verified_at }: Evidence,
    settings: OrganizationSettings,
  ): Promise<RequestRow> {
    const facts = { identity_verified_at: new Date(verified_at), verified_channel: channel };
    const original = await this.originalOf(transaction, row, settings);
    if (original) return this.markDuplicate(transaction, row, facts, original);
    const moved = this.store.move(transaction, row, 'pending', 'person', facts);
    await this.messages.notify(transaction, moved, { what: 'received' }, settings);
    await this.gate.advance(transaction, moved, settings);
    return moved;
  }

  private async originalOf(
    transaction: Transaction,
    row: RequestRow,
    settings: OrganizationSettings,
  ): Promise<string | null> {
    const { organization, policy_key, family } = row;
    if (family !== 'fides') return null;
    const request = { policy_key, identity: this.vault.openIdentity(row) };
    this.duplicates.lock(transaction, organization, [request], settings);
    return this.duplicates.originalOf(transaction, organization, request, settings, true);
  }

  /** The person is verified, and has asked for the same before: nothing more is sent or begun. */
  private async markDuplicate(
    transaction: Transaction,
    row: RequestRow,
    facts: StatusFacts,
    original: string,
  ): Promise<RequestRow> {
    const moved = this.store.move(transaction, row, 'duplicate', 'system', facts, `of ${original}`);
    await this.messages.publishChanged(transaction, moved);
    return moved;
  }
}
