import { Injectable } from '@nestjs/common';
import {
  AppError,
  elsewhereScopes,
  defaultOrganization,
  newId,
  scopes,
  type ApiClient,
  type AuthenticateClientRequest,
  type ChangeClientRequest,
  type ClientName,
  type ClientPage,
  type ClientRecord,
  type ClientSecret,
  type CreateClientRequest,
  type DeleteClientRequest,
  type ListClientsRequest,
  type RotateClientSecretRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { isSame, isSecret, newSecret } from './client-secret';
import { ClientPublisher } from './client.publisher';
import { ClientStore, secretOf, toClientRecord, type ClientRow, type NewClient } from './client.store';
import { ConfigEnv } from '../env';

@Injectable()
export class ClientService {
  constructor(
    private readonly store: ClientStore,
    private readonly publisher: ClientPublisher,
    private readonly env: ConfigEnv,
  ) {}

  async authenticate({ client_id, client_secret }: AuthenticateClientRequest): Promise<ApiClient> {
    const root = this.authenticateRoot(client_id, client_secret);
    if (root) return root;
    const row = await this.store.find(client_id);
    const secretFits = isSecret(client_secret, row && secretOf(row));
    if (!row || !secretFits || row.disabled) throw new AppError('wrong_credentials');
    const { organization, token_epoch } = row;
    return { client_id, organization, scopes: row.scopes, token_epoch };
  }

  async findEnabled(client_id: string): Promise<ClientRow | null> {
    const row = await this.store.find(client_id);
    return row?.disabled ? null : row;
  }

  async create(request: CreateClientRequest, transaction?: Transaction): Promise<ClientSecret> {
    const granted = grantable(request.scopes, request.caller_scopes);
    const { secret, kept } = newSecret();
    const row: NewClient = {
      id: newId('cli'),
      organization: request.organization,
      name: request.name ?? null,
      description: request.description ?? null,
      scopes: granted,
      secret_salt: kept.salt,
      secret_digest: kept.digest,
      disabled: false,
      token_epoch: 1,
    };
    await this.publisher.create(row, transaction);
    return { client_id: row.id, client_secret: secret };
  }

  async list(request: ListClientsRequest): Promise<ClientPage> {
    const { rows, total } = await this.store.list(request);
    return { items: rows.map(toClientRecord), total };
  }

  async read({ organization, client_id }: ClientName): Promise<ClientRecord> {
    const row = await this.store.read(organization, client_id);
    if (!row) throw new AppError('client_unknown', { client_id });
    return toClientRecord(row);
  }

  async change({ organization, client_id, ...changes }: ChangeClientRequest): Promise<ClientRecord> {
    const changed = await this.publisher.change(organization, client_id, (row, transaction) => {
      requireWithinReach(row, changes.caller_scopes);
      const { name = row.name, description = row.description, disabled = row.disabled } = changes;
      const granted = changes.scopes ? grantable(changes.scopes, changes.caller_scopes) : row.scopes;
      // enabled again, a client needs new tokens
      const token_epoch = disabled && !row.disabled ? row.token_epoch + 1 : row.token_epoch;
      const next = { name, description, scopes: granted, disabled, token_epoch };
      return this.store.update(row, next, transaction);
    });
    return toClientRecord(changed);
  }

  /** A secret grants the scopes of its client: the caller has to hold them already. */
  async rotateSecret(request: RotateClientSecretRequest): Promise<ClientSecret> {
    const { organization, client_id, caller_scopes } = request;
    const { secret, kept } = newSecret();
    await this.publisher.change(organization, client_id, (row, transaction) => {
      requireWithinReach(row, caller_scopes);
      const { salt: secret_salt, digest: secret_digest } = kept;
      const next = { secret_salt, secret_digest, token_epoch: row.token_epoch + 1 };
      return this.store.update(row, next, transaction);
    });
    return { client_id, client_secret: secret };
  }

  async delete({ organization, client_id, caller_scopes }: DeleteClientRequest): Promise<ClientRecord> {
    const deleted = await this.publisher.change(organization, client_id, async (row, transaction) => {
      requireWithinReach(row, caller_scopes);
      await this.store.delete(row.id, transaction);
      return null;
    });
    return toClientRecord(deleted);
  }

  /** Always compares both parts in full, so that the time taken discloses neither. */
  private authenticateRoot(client_id: string, client_secret: string): ApiClient | null {
    const idFits = isSame(client_id, this.env.SUBJECTLINE_ROOT_CLIENT_ID);
    const secretFits = isSame(client_secret, this.env.SUBJECTLINE_ROOT_CLIENT_SECRET);
    if (!idFits || !secretFits) return null;
    return { client_id, organization: defaultOrganization, scopes: [...scopes], token_epoch: null };
  }
}

/** The scopes without repetition. They must exist, and the caller must hold those that are used here. */
function grantable(wanted: readonly string[], held: readonly string[]): string[] {
  const opening = wanted.filter((scope) => !elsewhereScopes.has(scope));
  if (!opening.every(isKnown)) throw new AppError('scope_unknown');
  const missing = missingOf(opening, held);
  if (missing !== null) throw new AppError('scope_not_held', { scopes: missing });
  return [...new Set(wanted)];
}

/**
 * A caller may neither change nor delete a client with more scopes than its own. Scopes for other parts of Fides open
 * nothing here and do not count: no caller holds one.
 */
function requireWithinReach({ scopes: granted }: ClientRow, held: readonly string[]): void {
  const missing = missingOf(granted.filter(isKnown), held);
  if (missing !== null) throw new AppError('scope_not_held', { scopes: missing, client_has: true });
}

function isKnown(scope: string): boolean {
  return (scopes as readonly string[]).includes(scope);
}

function missingOf(wanted: readonly string[], held: readonly string[]): string | null {
  const missing = wanted.filter((scope) => !held.includes(scope));
  return missing.length > 0 ? [...new Set(missing)].toSorted().join(' ') : null;
}
