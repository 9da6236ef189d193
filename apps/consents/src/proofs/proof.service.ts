import { Injectable } from '@nestjs/common';
import {
  AppError,
  newId,
  type ConsentProof,
  type ConsentProofContent,
  type CreateConsentProofRequest,
  type ReadConsentProofRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { ConsentVault } from '../person/consent-vault';
import { readProof, type ProofFault } from './proof';
import { ProofStore, type NewProof, type ProofRow } from './proof.store';

const faults: Readonly<Record<ProofFault, string>> = {
  isDataUri: 'must be a data URI in base64',
  proofType: 'must be a PDF, PNG, JPG, GIF, DOCX or DOC',
  proofContent: 'is not of the type that it says',
  proofSize: 'must be of no more than 512 kB',
};

/** Documents that prove a choice. They are stored sealed and cannot be withdrawn. */
@Injectable()
export class ProofService {
  constructor(
    private readonly proofs: ProofStore,
    private readonly vault: ConsentVault,
  ) {}

  async create({ organization, data }: CreateConsentProofRequest): Promise<ConsentProof> {
    return toProof(await this.proofs.insert(this.newProof(organization, data, ['data'])));
  }

  async read({ organization, id }: ReadConsentProofRequest): Promise<ConsentProofContent> {
    const row = await this.proofs.read(organization, id);
    if (!row) throw new AppError('proof_unknown', { id });
    return { ...toProof(row), ...this.vault.open('proof', row, row.sealed_content) };
  }

  async list(organization: string, ids: readonly string[]): Promise<ConsentProof[]> {
    return (await this.proofs.list(organization, ids)).map(toProof);
  }

  /** Reads the proofs that came with an event; `store` stores them with it. */
  newProofs(organization: string, uris: readonly string[]): NewProof[] {
    return uris.map((uri, index) => this.newProof(organization, uri, ['proofs', index]));
  }

  async store(transaction: Transaction, proofs: readonly NewProof[]): Promise<void> {
    for (const proof of proofs) await this.proofs.insert(proof, transaction);
  }

  /** Deletes those that no event names any more. */
  deleteUnused(transaction: Transaction, organization: string, ids: readonly string[]): Promise<void> {
    return this.proofs.deleteUnused(transaction, organization, ids);
  }

  async requireKnown(organization: string, ids: readonly string[]): Promise<void> {
    const known = new Set((await this.proofs.list(organization, ids)).map(({ id }) => id));
    const unknown = ids.find((id) => !known.has(id));
    if (unknown !== undefined) throw new AppError('proof_unknown', { id: unknown });
  }

  private newProof(organization: string, uri: string, path: (string | number)[]): NewProof {
    const proof = readProof(uri);
    if (typeof proof === 'string') {
      throw new AppError('invalid', {}, [{ path, rule: proof, message: faults[proof] }]);
    }
    const id = newId('prf');
    const sealed_content = this.vault.seal('proof', { organization, id }, { content: proof.content });
    return { organization, id, type: proof.type, bytes: proof.bytes, sealed_content };
  }
}

function toProof({ id, type, bytes, created_at }: ProofRow): ConsentProof {
  return { id, type, bytes, created_at: created_at.toISOString() };
}
