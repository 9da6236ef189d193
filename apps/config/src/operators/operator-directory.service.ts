import { Injectable } from '@nestjs/common';
import { AppError, Clock } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { maySignIn, nameOf } from './operator-view';
import {
  oidcValue,
  OperatorStore,
  type OidcAccount,
  type OperatorPerson,
  type OperatorRow,
} from './operator.store';

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

  /**
   * As `activate`, for an account of an OpenID provider that has the address. The first one is linked to the operator for
   * good; another is refused with `oidc_other_account`, and so is one that is linked to another operator.
   */
  link(organization: string, id: string, account: OidcAccount): Promise<OperatorRow | null> {
    return this.store.change(organization, async (transaction) => {
      const row = await this.store.read(organization, id, transaction);
      if (!row || !this.maySignIn(row)) return null;
      const person = this.store.open(row);
      await this.requireSame(row, person, account, transaction);
      if (person.oidc && row.active_at) return row;
      const linked_at = this.clock.now();
      const oidc = { ...account, linked_at: linked_at.toISOString() };
      const sealed_person = this.store.seal(organization, id, { ...person, oidc });
      return this.store.update(row, { sealed_person, active_at: row.active_at ?? linked_at }, transaction);
    });
  }

  private async requireSame(
    { organization, id }: OperatorRow,
    { oidc }: OperatorPerson,
    account: OidcAccount,
    transaction: Transaction,
  ): Promise<void> {
    if (oidc && !isSame(oidc, account)) throw new AppError('oidc_other_account');
    const rows = await this.store.listByValue(organization, oidcValue(account), transaction);
    const isTaken = rows.some((row) => {
      const { oidc: other } = this.store.open(row);
      return row.id !== id && other && isSame(other, account);
    });
    if (isTaken) throw new AppError('oidc_other_account');
  }

  nameOf(row: OperatorRow): string {
    return nameOf(this.store.open(row));
  }

  private maySignIn(row: OperatorRow): boolean {
    return maySignIn(row, this.clock.nowMs());
  }
}

/** Ids of a provider are compared to the letter. */
function isSame(one: OidcAccount, other: OidcAccount): boolean {
  return one.issuer === other.issuer && one.subject === other.subject;
}
