import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  VerifyChallenge,
  type Channel,
  type IdentityVerifiedEvent,
  type ReadReceiptRequest,
  type SaveConsentRequest,
  type VerificationMethod,
  type VerificationReceipt,
} from '@subjectline/contracts';
import { noReceipt, VerificationReceiptService } from '../receipts/verification-receipt.service';
import { SettingsReader } from '../request/settings-reader';
import { ConsentStore, type ConsentRequestRow } from './consent.store';

interface Evidence {
  readonly channel: Channel;
  readonly method: VerificationMethod | null;
  readonly verified_at: string;
}

/** Persons of consent requests prove who they are. */
@Injectable()
export class ConsentVerificationService {
  constructor(
    private readonly store: ConsentStore,
    private readonly receipts: VerificationReceiptService,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
  ) {}

  /** The code is checked only where verification is required. */
  async prove(
    row: ConsentRequestRow,
    { code, client_digest }: Pick<SaveConsentRequest, 'code' | 'client_digest'>,
  ): Promise<void> {
    const { organization, id } = row;
    const { disable_consent_identity_verification } = await this.settings.read(organization);
    if (disable_consent_identity_verification) return;
    if (code === undefined || code === null) throw new AppError('code_incorrect', { id });
    const question = { organization, about: id, code, client_digest: client_digest ?? null };
    const { channel, verified_at } = await this.bus.ask(VerifyChallenge, question);
    await this.markVerified(row, { channel, method: 'code', verified_at });
  }

  /** For when this service died between identity's answer and its own statement. */
  async identityVerified(event: IdentityVerifiedEvent): Promise<void> {
    const { organization, about, channel, method = null, verified_at } = event;
    const row = about.startsWith('con_') ? await this.store.read(organization, about) : null;
    if (row) await this.markVerified(row, { channel, method, verified_at });
  }

  async readReceipt(question: ReadReceiptRequest): Promise<VerificationReceipt> {
    const receipt = await this.receipts.read(question);
    if (receipt) return receipt;
    const { organization, id } = question;
    const row = await this.store.read(organization, id);
    if (!row) throw new AppError('consent_unknown', { id });
    const isOlder = row.identity_verified_at !== null;
    throw noReceipt(id, isOlder ? 'it was verified by a version that issued none' : 'it was not verified');
  }

  /** Once; the code is sent again with each change. */
  private async markVerified(
    row: ConsentRequestRow,
    { channel, method, verified_at }: Evidence,
  ): Promise<void> {
    if (row.identity_verified_at) return;
    const verifiedAt = new Date(verified_at);
    const signer = await this.receipts.signer();
    await this.store.transaction(async (transaction) => {
      this.store.markVerified(transaction, row, verifiedAt);
      await this.receipts.issue(transaction, signer, row, { channel, method, verifiedAt });
    });
  }
}
