import { Injectable } from '@nestjs/common';
import { Clock, type ClientRecord, type ClientState, type ListClientsRequest } from '@subjectline/contracts';
import { Database, type Queryable } from '@subjectline/storage';
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
}

const columns =
  'id, organization, name, description, scopes, secret_salt, secret_digest, disabled, token_epoch';

/** Every issued id; callers may send anything, and PostgreSQL takes no NUL in a text. */
const idPattern = /^cli_[0-9a-f-]{36}$/;

@Injectable()
export class ClientStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async find(id: string): Promise<ClientRow | null> {
    if (!idPattern.test(id)) return null;
    const [row] = await this.database.query<ClientRow>(`select ${columns} from clients where id = $1`, [id]);
    return row ?? null;
  }

  async read(organization: string, id: string): Promise<ClientRow | null> {
    const row = await this.find(id);
    return row?.organization === organization ? row : null;
  }

  /** Locks the row until the change is over. */
  async readLocked(organization: string, id: string, on: Queryable): Promise<ClientRow | null> {
    if (!idPattern.test(id)) return null;
    const [row] = await on.query<ClientRow>(
      `select ${columns} from clients where organization = $1 and id = $2 for update`,
      [organization, id],
    );
    return row ?? null;
  }

  /** Newest first. */
  async list({ organization, page, size }: ListClientsRequest): Promise<[ClientRow[], number]> {
    const rows = await this.database.query<ClientRow>(
      `select ${columns} from clients where organization = $1 order by position desc limit $2 offset $3`,
      [organization, size, (page - 1) * size],
    );
    const [row] = await this.database.query<{ count: number }>(
      'select count(*) from clients where organization = $1',
      [organization],
    );
    return [rows, row?.count ?? 0];
  }

  async all(): Promise<ClientRow[]> {
    return this.database.query<ClientRow>(`select ${columns} from clients`);
  }

  async insert(row: ClientRow, on: Queryable): Promise<void> {
    const { id, organization, name, description, scopes, secret_salt, secret_digest } = row;
    await on.query(
      `insert into clients
         (id, organization, name, description, scopes, secret_salt, secret_digest, created_at, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [id, organization, name, description, scopes, secret_salt, secret_digest, this.clock.now()],
    );
  }

  async update(row: ClientRow, on: Queryable): Promise<void> {
    const { id, name, description, scopes, secret_salt, secret_digest, disabled, token_epoch } = row;
    await on.query(
      `update clients set name = $2, description = $3, scopes = $4, secret_salt = $5, secret_digest = $6,
         disabled = $7, token_epoch = $8, changed_at = $9 where id = $1`,
      [id, name, description, scopes, secret_salt, secret_digest, disabled, token_epoch, this.clock.now()],
    );
  }

  async delete(id: string, on: Queryable): Promise<void> {
    await on.query('delete from clients where id = $1', [id]);
  }
}

/** What a caller may see. */
export function toClientRecord({ id, name, description, scopes, disabled }: ClientRow): ClientRecord {
  return { client_id: id, name, description, scopes, disabled };
}

export function toClientState({ scopes, disabled, token_epoch }: ClientRow): ClientState {
  return { scopes, disabled, token_epoch };
}

export function secretOf({ secret_salt, secret_digest }: ClientRow): SecretDigest {
  return { salt: secret_salt, digest: secret_digest };
}
