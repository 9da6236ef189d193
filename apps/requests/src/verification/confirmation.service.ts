import { Injectable } from '@nestjs/common';
import {
  AppError,
  shownReference,
  type Channel,
  type OrganizationSettings,
  type VerificationMethod,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { DuplicateService } from '../intake/duplicate.service';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { VerificationReceiptService } from '../receipts/verification-receipt.service';
import { policyOf } from '../request/policies';
import type { RequestRow, StatusFacts } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { requireUnverified } from '../request/require-unverified';
import { SettingsReader } from '../request/settings-reader';
import { ReviewGateService } from '../review/review-gate.service';
import type { Signer } from '../signing/signer';

/** That a person has proved who they are. */
export interface Evidence {
  /** Of the address that was proved, or null when none was. */
  readonly channel: Channel | null;
  /** Null when it is not known. */
  readonly method: VerificationMethod | null;
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
    private readonly receipts: VerificationReceiptService,
    private readonly settings: SettingsReader,
  ) {}

  /** Changes nothing when the request is verified already: a call and its event may both come. */
  async confirm(organization: string, id: string, evidence: Evidence): Promise<RequestRow> {
    const settings = await this.settings.read(organization);
    const signer = await this.receipts.signer();
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      if (row.status !== 'identity_unverified') return row;
      requireUnverified(row, id);
      return this.apply(transaction, row, evidence, { settings, signer });
    });
  }

  private async apply(
    transaction: Transaction,
    row: RequestRow,
    evidence: Evidence,
    { settings, signer }: { readonly settings: OrganizationSettings; readonly signer: Signer },
  ): Promise<RequestRow> {
    const { channel, verified_at } = evidence;
    const facts = { identity_verified_at: new Date(verified_at), verified_channel: channel };
    const receipt = await this.receiptOf(transaction, row, evidence, signer);
    const original = await this.originalOf(transaction, row, settings);
    if (original) return this.markDuplicate(transaction, row, facts, { original, receipt });
    const moved = this.store.move(transaction, row, 'pending', 'person', facts);
    await this.messages.notify(transaction, moved, { what: 'received' }, settings);
    await this.gate.advance(transaction, moved, settings, receipt);
    return moved;
  }

  /** None where no address was proved. */
  private async receiptOf(
    transaction: Transaction,
    row: RequestRow,
    { channel, method, verified_at }: Evidence,
    signer: Signer,
  ): Promise<string | null> {
    if (channel === null) return null;
    const { policy_key, reference } = row;
    const { actions } = policyOf(policy_key);
    const request = { policy_key, actions, reference: reference && shownReference(reference) };
    const proof = { channel, method, verifiedAt: new Date(verified_at), request };
    return this.receipts.issue(transaction, signer, row, proof);
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
    { original, receipt }: { readonly original: string; readonly receipt: string | null },
  ): Promise<RequestRow> {
    const moved = this.store.move(transaction, row, 'duplicate', 'system', facts, `of ${original}`);
    await this.messages.publishChanged(transaction, moved, receipt);
    return moved;
  }
}
