import { Injectable } from '@nestjs/common';
import { Clock, type ProofType } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';

/** A proof without its content. */
export interface ProofRow {
  organization: string;
  id: string;
  type: ProofType;
  bytes: number;
  created_at: Date;
}

export interface NewProof extends Omit<ProofRow, 'created_at'> {
  sealed_content: string;
}

const columns = 'organization, id, type, bytes, created_at';

@Injectable()
export class ProofStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async insert(proof: NewProof, on: Queryable = this.database): Promise<ProofRow> {
    const [row] = await on.query<ProofRow>(
      `insert into proofs (organization, id, type, bytes, sealed_content, created_at)
       values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
      [proof.organization, proof.id, proof.type, proof.bytes, proof.sealed_content, this.clock.now()],
    );
    if (!row) throw new Error('a proof was not stored');
    return row;
  }

  async read(organization: string, id: string): Promise<(ProofRow & { sealed_content: string }) | null> {
    const [row] = await this.database.query<ProofRow & { sealed_content: string }>(
      `select ${columns}, sealed_content from proofs where organization = $1 and id = $2`,
      [organization, id],
    );
    return row ?? null;
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
    return this.database.query<ProofRow>(
      `select ${columns} from proofs where organization = $1 and id = any($2) order by created_at, id`,
      [organization, ids],
    );
  }
}
