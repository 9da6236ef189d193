import { Injectable } from '@nestjs/common';
import { Clock, type ProofType } from '@subjectline/contracts';
import { Database, Table, type Queryable, type Transaction } from '@subjectline/storage';

/** A proof without its content, which may be large. */
export interface ProofRow {
  organization: string;
  id: string;
  type: ProofType;
  bytes: number;
  created_at: Date;
}

interface StoredProof extends ProofRow {
  sealed_content: string;
}

export type NewProof = Omit<StoredProof, 'created_at'>;

const stored = new Table<StoredProof>('proofs');
const proofs = new Table<ProofRow>('proofs', ['organization', 'id', 'type', 'bytes', 'created_at']);

@Injectable()
export class ProofStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async insert(proof: NewProof, on: Queryable = this.database): Promise<ProofRow> {
    const created_at = this.clock.now();
    await stored.insert(on, { ...proof, created_at });
    return { ...proof, created_at };
  }

  read(organization: string, id: string): Promise<StoredProof | null> {
    return stored.find(this.database, { organization, id });
  }

  /** Deletes those that no event names any more. */
  async deleteUnused(transaction: Transaction, organization: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await transaction.query(
      `delete from proofs where organization = $1 and id = any($2) and not exists (
         select 1 from events where events.organization = $1 and events.proof_ids <> '{}'
           and events.proof_ids @> array[proofs.id])`,
      [organization, ids],
    );
  }

  list(organization: string, ids: readonly string[]): Promise<ProofRow[]> {
    return proofs.list(this.database, { organization, id: ids }, 'created_at, id');
  }
}
