import { Injectable } from '@nestjs/common';
import {
  Clock,
  newId,
  type ErasureState,
  type ErasureStepState,
  type HoldReason,
  type ProviderReason,
  type VendorAction,
} from '@subjectline/contracts';
import { Database, Table, type Queryable, type Transaction } from '@subjectline/storage';

export interface ErasureRow {
  organization: string;
  id: string;
  state: ErasureState;
  hold_reason: HoldReason | null;
  person_digests: string[];
  /** The person and what is about them, until it is done. */
  sealed_scope: string | null;
  requested_by: string;
  requested_at: Date;
  finished_at: Date | null;
  certificate: string | null;
}

export interface StepRow {
  organization: string;
  erasure_id: string;
  place: string;
  state: ErasureStepState;
  erased: number;
  kept: number;
  action: VendorAction | null;
  reason: ProviderReason | null;
  /** Since when its vendor has not been available. */
  failing_since: Date | null;
  finished_at: Date | null;
}

type StepEnd = Pick<StepRow, 'state'> & Partial<Pick<StepRow, 'action' | 'reason'>>;

export type NewErasure = Pick<
  ErasureRow,
  'organization' | 'id' | 'person_digests' | 'sealed_scope' | 'requested_by'
>;

export type ErasureId = Pick<ErasureRow, 'organization' | 'id'>;

const erasures = new Table<ErasureRow>('person_erasures');
const steps = new Table<StepRow>('person_erasure_steps');

/** Erasures and how far they are. */
@Injectable()
export class ErasureStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  newId(): string {
    return newId('ers');
  }

  insert(transaction: Transaction, erasure: NewErasure): Promise<ErasureRow> {
    const requested_at = this.clock.now();
    return erasures.insertReturning(transaction, { ...erasure, state: 'running', requested_at });
  }

  read({ organization, id }: ErasureId): Promise<ErasureRow | null> {
    return erasures.find(this.database, { organization, id });
  }

  /** Of one that is not done. */
  async saveScope({ organization, id }: ErasureId, sealedScope: string): Promise<void> {
    await this.database.query(
      `update person_erasures set sealed_scope = $3 where organization = $1 and id = $2 and sealed_scope is not null`,
      [organization, id, sealedScope],
    );
  }

  /** One that is not done and of exactly this person. @param digests under every key */
  async findUnfinished(
    on: Queryable,
    organization: string,
    stored: readonly string[],
    digests: readonly string[],
  ): Promise<ErasureRow | null> {
    const rows = await on.query<ErasureRow>(
      `select * from person_erasures where organization = $1 and state <> 'done' and person_digests <@ $2::text[]
         and cardinality(person_digests) = $3 order by position desc limit 1`,
      [organization, digests, stored.length],
    );
    return rows[0] ?? null;
  }

  async resume(on: Queryable, { organization, id }: ErasureId): Promise<void> {
    await erasures.update(on, { organization, id, state: 'held' }, { state: 'running', hold_reason: null });
  }

  async hold({ organization, id }: ErasureId, hold_reason: HoldReason): Promise<void> {
    const running = { organization, id, state: 'running' } as const;
    await erasures.update(this.database, running, { state: 'held', hold_reason });
  }

  stepsOf({ organization, id }: ErasureId): Promise<StepRow[]> {
    return steps.list(this.database, { organization, erasure_id: id }, 'position');
  }

  /** Adds the steps that are not there yet, in this order. */
  async addSteps({ organization, id }: ErasureId, places: readonly string[]): Promise<void> {
    await this.database.query(
      `insert into person_erasure_steps (organization, erasure_id, place, state, erased, kept)
       select $1, $2, place, 'pending', 0, 0 from unnest($3::text[]) with ordinality as given (place, number)
       order by number on conflict do nothing`,
      [organization, id, places],
    );
  }

  async countStep(step: StepRow, erased: number, kept: number): Promise<void> {
    await this.database.query(
      `update person_erasure_steps set erased = erased + $4, kept = kept + $5
       where organization = $1 and erasure_id = $2 and place = $3`,
      [step.organization, step.erasure_id, step.place, erased, kept],
    );
  }

  finishStep({ organization, erasure_id, place }: StepRow, end: StepEnd): Promise<void> {
    const pending = { organization, erasure_id, place, state: 'pending' } as const;
    return steps.update(this.database, pending, { ...end, finished_at: this.clock.now() });
  }

  noteFailing({ organization, erasure_id, place }: StepRow, failing_since: Date): Promise<void> {
    return steps.update(this.database, { organization, erasure_id, place }, { failing_since });
  }

  /** The person is named by digests alone from now on. */
  finish({ organization, id }: ErasureId, finished_at: Date, certificate: string): Promise<void> {
    const running = { organization, id, state: 'running' } as const;
    const done = { state: 'done', sealed_scope: null, finished_at, certificate } as const;
    return erasures.update(this.database, running, done);
  }
}
