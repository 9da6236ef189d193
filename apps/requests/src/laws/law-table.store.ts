import { Injectable } from '@nestjs/common';
import {
  Clock,
  type AssuranceSettings,
  type DeadlineSettings,
  type LawDetails,
} from '@subjectline/contracts';
import { Database, Table, type Queryable, type Transaction } from '@subjectline/storage';

/** What an organization has changed. */
export interface LawTableContent extends DeadlineSettings {
  /** By id. */
  readonly laws: Readonly<Record<string, LawDetails>>;
  /** Absent: none were ever set. */
  readonly assurance?: AssuranceSettings;
}

export interface LawTableRow {
  organization: string;
  version: number;
  content: LawTableContent;
  changed_by: string;
  changed_at: Date;
}

interface KeptTable {
  readonly row: LawTableRow | null;
  readonly untilMs: number;
}

const tables = new Table<LawTableRow>('law_tables');

const keptForMs = 1_000;
/** The number of organizations whose laws are kept. */
const maxKept = 100;

/** Every version of an organization's laws. */
@Injectable()
export class LawTableStore {
  private readonly kept = new Map<string, KeptTable>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null if nothing was ever changed. */
  latest(organization: string, on: Queryable = this.database): Promise<LawTableRow | null> {
    return tables.find(on, { organization }, 'version desc');
  }

  /** The same without a query for each new request: what another replica has changed is seen within a second. */
  async recent(organization: string): Promise<LawTableRow | null> {
    const known = this.kept.get(organization);
    if (known && this.clock.nowMs() < known.untilMs) return known.row;
    const untilMs = this.clock.nowMs() + keptForMs;
    const row = await this.latest(organization);
    // a change may have come in between
    if (this.kept.get(organization) === known) this.keep(organization, { row, untilMs });
    return row;
  }

  /** Changes of one organization are made one after the other. */
  async change(
    organization: string,
    changed_by: string,
    change: (row: LawTableRow | null) => LawTableContent,
  ): Promise<LawTableRow> {
    const row = await this.changeLocked(organization, changed_by, change);
    this.keep(organization, { row, untilMs: this.clock.nowMs() + keptForMs });
    return row;
  }

  private keep(organization: string, table: KeptTable): void {
    if (this.kept.size >= maxKept) this.kept.clear();
    this.kept.set(organization, table);
  }

  private changeLocked(
    organization: string,
    changed_by: string,
    change: (row: LawTableRow | null) => LawTableContent,
  ): Promise<LawTableRow> {
    return this.database.transaction(async (transaction) => {
      await this.lock(transaction, organization);
      const row = await this.latest(organization, transaction);
      const version = (row?.version ?? 0) + 1;
      const changed_at = this.clock.now();
      const content = change(row);
      return tables.insertReturning(transaction, { organization, version, content, changed_by, changed_at });
    });
  }

  private async lock(transaction: Transaction, organization: string): Promise<void> {
    await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 4))', [organization]);
  }
}
