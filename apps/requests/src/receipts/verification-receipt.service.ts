import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type Channel,
  type ReadReceiptRequest,
  type ProofMethod,
  type VerificationReceipt,
} from '@subjectline/contracts';
import { digestsToStore, KeyRing, type Transaction } from '@subjectline/storage';
import { reachedLevel } from '../assurance/levels';
import { hasSeveralSteps, provedKinds, type Assurance } from '../assurance/request-assurance';
import { PersonVault } from '../person/person-vault';
import { addressOf } from '../person/request-identity';
import type { Signer } from '../signing/signer';
import { SigningKeysService } from '../signing/signing-keys.service';
import type { VerificationClaims } from './verification-claims';
import { VerificationReceiptStore, type ReceiptRow } from './verification-receipt.store';

const typ = 'verification-receipt+jwt';

/** The privacy request or consent request whose person proved an address. */
interface Verified {
  readonly organization: string;
  readonly id: string;
  readonly sealed_identity: string;
}

interface Proof {
  readonly channel: Channel;
  readonly method: ProofMethod | null;
  readonly verifiedAt: Date;
  /** Absent: one address was enough. */
  readonly assurance?: Assurance;
  readonly request?: VerificationClaims['request'];
}

/** Signed statements of how persons were verified, which anyone can check against the published keys. */
@Injectable()
export class VerificationReceiptService {
  constructor(
    private readonly store: VerificationReceiptStore,
    private readonly signing: SigningKeysService,
    private readonly vault: PersonVault,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Called before the transaction that issues a receipt. */
  signer(): Promise<Signer> {
    return this.signing.signer();
  }

  /** In the transaction that verifies the request. */
  async issue(transaction: Transaction, signer: Signer, verified: Verified, proof: Proof): Promise<string> {
    const { organization, id } = verified;
    const issuedAt = this.clock.now();
    const facts = { verification: this.claimsOf(verified, proof) };
    const receipt = await signer.sign({ typ, subject: id, organization, issuedAt, facts });
    const isRaised = proof.assurance?.raised !== undefined;
    this.store.add(transaction, { organization, about: id, receipt, issued_at: issuedAt }, isRaised);
    return receipt;
  }

  async read({ organization, id }: ReadReceiptRequest): Promise<VerificationReceipt | null> {
    const row = await this.store.read(organization, id);
    return row && viewOf(row);
  }

  /** By the ids of their requests. */
  async readAll(organization: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.store.list(organization, ids);
    return new Map(rows.map(({ about, receipt }) => [about, receipt]));
  }

  /** The address is in it as a keyed digest, as in certificates of erasure: two receipts of one address have the same. */
  private claimsOf(
    verified: Verified,
    { channel, method, verifiedAt, assurance, request }: Proof,
  ): VerificationClaims {
    const { email, phone_number } = addressOf(this.vault.openIdentity(verified), channel);
    const address = channel === 'email' ? email : phone_number;
    const [address_digest = null] = digestsToStore(
      this.keys,
      verified.organization,
      address ? [address] : [],
    );
    return {
      channel: channel === 'email' ? 'email' : 'phone_number',
      method,
      verified_at: verifiedAt.toISOString(),
      ...levelClaimsOf(assurance),
      address_digest,
      ...(request && { request }),
    };
  }
}

/** The level that was reached, and by which steps where there were several. */
function levelClaimsOf(
  assurance: Assurance | undefined,
): Pick<VerificationClaims, 'assurance_level' | 'steps'> {
  if (!assurance) return { assurance_level: 1 };
  const steps = assurance.proofs.map(({ kind, proved_at }) => ({ kind, proved_at }));
  return {
    assurance_level: reachedLevel(provedKinds(assurance)),
    ...(hasSeveralSteps(assurance) && { steps }),
  };
}

function viewOf({ about: id, receipt, issued_at }: ReceiptRow): VerificationReceipt {
  return { id, receipt, issued_at: issued_at.toISOString() };
}

export function noReceipt(id: string, why: string): AppError {
  return new AppError('receipt_unknown', { id, why });
}
