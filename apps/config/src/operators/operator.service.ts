import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  newId,
  type ChangeOperatorRequest,
  type CreateOperatorRequest,
  type ListOperatorsRequest,
  type Operator,
  type OperatorName,
  type OperatorPage,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { InvitationService } from './invitation.service';
import { operatorOf } from './operator-view';
import { OperatorStore, type OperatorPerson, type OperatorRow } from './operator.store';
import { endsOwner, requireAssignable } from './role-rules';

type ByCaller = OperatorName & { readonly caller_scopes: readonly string[] };

@Injectable()
export class OperatorService {
  constructor(
    private readonly store: OperatorStore,
    private readonly invitations: InvitationService,
    private readonly clock: Clock,
  ) {}

  create(request: CreateOperatorRequest): Promise<Operator> {
    const { organization, email, first_name = null, last_name = null, role, locale } = request;
    requireAssignable(request, request.caller_scopes);
    return this.store.change(organization, async (transaction) => {
      await this.requireFree(organization, email, transaction);
      const id = newId('opr');
      const sealed_person = this.store.seal(organization, id, { email, first_name, last_name });
      const start = { disabled: false, epoch: 1, invited_at: this.clock.now(), active_at: null };
      const row = await this.store.insert(
        { id, organization, sealed_person, role, locale, ...start },
        transaction,
      );
      await this.invitations.send(row, transaction);
      return this.view(row);
    });
  }

  async read({ organization, id }: OperatorName): Promise<Operator> {
    return this.view(known(await this.store.read(organization, id)));
  }

  async list(request: ListOperatorsRequest): Promise<OperatorPage> {
    const { rows, total } = await this.store.list(request);
    return { items: rows.map((row) => this.view(row)), total };
  }

  change({ email, first_name, last_name, ...request }: ChangeOperatorRequest): Promise<Operator> {
    const { organization, role, locale, disabled, caller_scopes } = request;
    if (role) requireAssignable({ organization, role }, caller_scopes);
    return this.changeRow(request, async (row, transaction) => {
      await this.requireOwnerLeft(row, { role, disabled }, transaction);
      const person = this.store.open(row);
      const next: OperatorPerson = {
        email: email ?? person.email,
        first_name: first_name === undefined ? person.first_name : first_name,
        last_name: last_name === undefined ? person.last_name : last_name,
      };
      const isOther = next.email !== person.email;
      // who has the new address may be someone else
      const oidc = isOther ? null : (person.oidc ?? null);
      if (isOther) await this.requireFree(row.organization, next.email, transaction, row);
      const isEnded = isOther || (disabled === true && !row.disabled);
      return this.store.update(
        row,
        {
          sealed_person: this.store.seal(row.organization, row.id, { ...next, oidc }),
          role: role ?? row.role,
          locale: locale ?? row.locale,
          disabled: disabled ?? row.disabled,
          epoch: row.epoch + (isEnded ? 1 : 0),
        },
        transaction,
      );
    });
  }

  delete(request: ByCaller): Promise<Operator> {
    return this.changeRow(request, async (row, transaction) => {
      await this.requireOwnerLeft(row, { disabled: true }, transaction);
      await this.store.delete(row, transaction);
      return row;
    });
  }

  invite(request: ByCaller): Promise<Operator> {
    return this.changeRow(request, (row, transaction) => this.invitations.sendAgain(row, transaction));
  }

  unlink(request: ByCaller): Promise<Operator> {
    return this.changeRow(request, (row, transaction) => {
      const person = { ...this.store.open(row), oidc: null };
      const sealed_person = this.store.seal(row.organization, row.id, person);
      return this.store.update(row, { sealed_person }, transaction);
    });
  }

  private changeRow(
    { organization, id, caller_scopes }: ByCaller,
    change: (row: OperatorRow, transaction: Transaction) => Promise<OperatorRow>,
  ): Promise<Operator> {
    return this.store.change(organization, async (transaction) => {
      const row = known(await this.store.read(organization, id, transaction));
      requireAssignable(row, caller_scopes);
      return this.view(await change(row, transaction));
    });
  }

  private async requireOwnerLeft(
    row: OperatorRow,
    next: { role?: OperatorRow['role'] | undefined; disabled?: boolean | undefined },
    transaction: Transaction,
  ): Promise<void> {
    if (!endsOwner(row, next)) return;
    if (!(await this.store.hasOtherOwner(row, transaction))) throw new AppError('last_owner');
  }

  private async requireFree(
    organization: string,
    email: string,
    transaction: Transaction,
    own?: OperatorRow,
  ): Promise<void> {
    const row = await this.store.findByAddress(organization, email, transaction);
    if (row && row.id !== own?.id) throw new AppError('operator_taken', { id: row.id });
  }

  private view(row: OperatorRow): Operator {
    return operatorOf(row, this.store.open(row));
  }
}

function known(row: OperatorRow | null): OperatorRow {
  if (!row) throw new AppError('user_unknown');
  return row;
}
