import { Injectable } from '@nestjs/common';
import { Clock, OperatorAddress, type ListOperatorsRequest, type RoleName } from '@subjectline/contracts';
import {
  Database,
  digestsToFind,
  KeyRing,
  PersonIndex,
  Table,
  type Page,
  type Queryable,
  type Transaction,
} from '@subjectline/storage';

export interface OperatorRow {
  readonly id: string;
  readonly organization: string;
  readonly sealed_person: string;
  readonly role: RoleName;
  readonly locale: string;
  readonly disabled: boolean;
  readonly epoch: number;
  readonly invited_at: Date;
  readonly active_at: Date | null;
  readonly created_at: Date;
  readonly changed_at: Date;
}

/** An account of an OpenID provider: its issuer, and the id that it has there. */
export interface OidcAccount {
  readonly issuer: string;
  readonly subject: string;
}

/** What is sealed of an operator. */
export interface OperatorPerson extends OperatorAddress {
  readonly first_name: string | null;
  readonly last_name: string | null;
  /** The one account that they sign in with by OpenID Connect. Earlier versions sealed none. */
  readonly oidc?: (OidcAccount & { readonly linked_at: string }) | null;
}

/** By which an operator is found, beside the address. */
export function oidcValue({ issuer, subject }: OidcAccount): string {
  return `oidc ${issuer} ${subject}`;
}

const operators = new Table<OperatorRow>('operators');

const idPattern = /^opr_[0-9a-f-]{36}$/;

@Injectable()
export class OperatorStore {
  constructor(
    private readonly database: Database,
    private readonly index: PersonIndex,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** One change of operators at a time in an organization: there is one of an address, and always an owner. */
  change<T>(organization: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(async (transaction) => {
      await transaction.query('select pg_advisory_xact_lock(hashtext($1))', [`operators ${organization}`]);
      return work(transaction);
    });
  }

  async find(id: string, on: Queryable = this.database): Promise<OperatorRow | null> {
    return idPattern.test(id) ? operators.find(on, { id }) : null;
  }

  async read(organization: string, id: string, on?: Queryable): Promise<OperatorRow | null> {
    const row = await this.find(id, on);
    return row?.organization === organization ? row : null;
  }

  async findByAddress(
    organization: string,
    email: string,
    on: Queryable = this.database,
  ): Promise<OperatorRow | null> {
    return (await this.listByValue(organization, email, on))[0] ?? null;
  }

  /** @param value as the index has it */
  async listByValue(organization: string, value: string, on: Queryable): Promise<OperatorRow[]> {
    await this.index.fill();
    return this.listByDigests(organization, digestsToFind(this.keys, organization, [value]), on);
  }

  listByDigests(
    organization: string,
    digests: readonly string[],
    on: Queryable = this.database,
  ): Promise<OperatorRow[]> {
    return on.query<OperatorRow>(
      'select * from operators where organization = $1 and person_digests && $2 order by position',
      [organization, digests],
    );
  }

  /** Oldest first. */
  list({ organization, page, size }: ListOperatorsRequest): Promise<Page<OperatorRow>> {
    return operators.page(this.database, { organization }, 'position', {
      skip: (page - 1) * size,
      limit: size,
    });
  }

  async hasOtherOwner({ organization, id }: OperatorRow, on: Queryable): Promise<boolean> {
    const owners = await operators.list(on, { organization, role: 'owner', disabled: false });
    return owners.some((owner) => owner.id !== id && owner.active_at !== null);
  }

  async insert(row: Omit<OperatorRow, 'created_at' | 'changed_at'>, on: Queryable): Promise<OperatorRow> {
    const now = this.clock.now();
    const whole = { ...row, created_at: now, changed_at: now };
    await operators.insert(on, whole);
    return whole;
  }

  async update(row: OperatorRow, changes: Partial<OperatorRow>, on: Queryable): Promise<OperatorRow> {
    const changed = { ...changes, changed_at: this.clock.now() };
    await operators.update(on, { id: row.id }, changed);
    return { ...row, ...changed };
  }

  delete({ id }: OperatorRow, on: Queryable = this.database): Promise<void> {
    return operators.delete(on, { id });
  }

  open({
    organization,
    id,
    sealed_person,
  }: Pick<OperatorRow, 'organization' | 'id' | 'sealed_person'>): OperatorPerson {
    return this.keys.openJson(sealed_person, contextOf(organization, id)) as OperatorPerson;
  }

  seal(organization: string, id: string, person: OperatorPerson): string {
    return this.keys.sealJson(person, contextOf(organization, id));
  }
}

/** As in `sealed-columns.ts`. */
function contextOf(organization: string, id: string): string {
  return `operator:${organization}:${id}`;
}
