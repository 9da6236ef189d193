import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { maySignIn, nameOf } from './operator-view';
import { OperatorStore, type OperatorRow } from './operator.store';

/** What signing in needs to know of operators. */
@Injectable()
export class OperatorDirectory {
  constructor(
    private readonly store: OperatorStore,
    private readonly clock: Clock,
  ) {}

  /** Null for an address that none has, or whose operator may not sign in. */
  async findByAddress(organization: string, email: string): Promise<OperatorRow | null> {
    const row = await this.store.findByAddress(organization, email);
    return row && this.maySignIn(row) ? row : null;
  }

  async findEnabled(id: string): Promise<OperatorRow | null> {
    const row = await this.store.find(id);
    return row?.disabled ? null : row;
  }

  /** Once the address is proved. Null if the operator may no longer sign in. */
  activate(organization: string, id: string): Promise<OperatorRow | null> {
    return this.store.change(organization, async (transaction) => {
      const row = await this.store.read(organization, id, transaction);
      if (!row || !this.maySignIn(row)) return null;
      return row.active_at ? row : this.store.update(row, { active_at: this.clock.now() }, transaction);
    });
  }

  nameOf(row: OperatorRow): string {
    return nameOf(this.store.open(row));
  }

  private maySignIn(row: OperatorRow): boolean {
    return maySignIn(row, this.clock.nowMs());
  }
}
