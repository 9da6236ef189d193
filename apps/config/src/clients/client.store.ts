import { Injectable } from '@nestjs/common';
import { Clock, type ClientRecord, type ClientState, type ListClientsRequest } from '@subjectline/contracts';
import { Database, Table, type Page, type Queryable, type Transaction } from '@subjectline/storage';
import type { SecretDigest } from './client-secret';

export interface ClientRow {
  readonly id: string;
  readonly organization: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly scopes: string[];
  readonly secret_salt: string;
  readonly secret_digest: string;
  readonly disabled: boolean;
  readonly token_epoch: number;
  readonly created_at: Date;
  readonly changed_at: Date;
}

export type NewClient = Omit<ClientRow, 'created_at' | 'changed_at'>;

const clients = new Table<ClientRow>('clients');

/** Every issued id; callers may send anything, and PostgreSQL takes no NUL in a text. */
const idPattern = /^cli_[0-9a-f-]{36}$/;

@Injectable()
export class ClientStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<ClientRow | null> {
    return idPattern.test(id) ? clients.find(this.database, { id }) : null;
  }

  async read(organization: string, id: string): Promise<ClientRow | null> {
    const row = await this.find(id);
    return row?.organization === organization ? row : null;
  }

  /** Locks the row until the change is over. */
  async readLocked(organization: string, id: string, transaction: Transaction): Promise<ClientRow | null> {
    return idPattern.test(id) ? clients.lock(transaction, { organization, id }) : null;
  }

  /** Newest first. */
  list({ organization, page, size }: ListClientsRequest): Promise<Page<ClientRow>> {
    const slice = { skip: (page - 1) * size, limit: size };
    return clients.page(this.database, { organization }, 'position desc', slice);
  }

  all(): Promise<ClientRow[]> {
    return clients.list(this.database, {});
  }

  insert(client: NewClient, on: Queryable): Promise<void> {
    const now = this.clock.now();
    return clients.insert(on, { ...client, created_at: now, changed_at: now });
  }

  async update(row: ClientRow, changes: Partial<NewClient>, on: Queryable): Promise<ClientRow> {
    await clients.update(on, { id: row.id }, { ...changes, changed_at: this.clock.now() });
    return { ...row, ...changes };
  }

  delete(id: string, on: Queryable): Promise<void> {
    return clients.delete(on, { id });
  }
}

/** What a caller may see. */
export function toClientRecord({ id, name, description, scopes, disabled }: NewClient): ClientRecord {
  return { client_id: id, name, description, scopes, disabled };
}

export function toClientState({ scopes, disabled, token_epoch }: NewClient): ClientState {
  return { scopes, disabled, token_epoch };
}

export function secretOf({ secret_salt, secret_digest }: ClientRow): SecretDigest {
  return { salt: secret_salt, digest: secret_digest };
}
