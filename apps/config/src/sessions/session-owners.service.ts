import { Injectable } from '@nestjs/common';
import {
  AppError,
  defaultOrganization,
  scopes,
  scopesOfRole,
  type RoleName,
  type SessionKind,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { ClientService } from '../clients/client.service';
import type { ClientRow } from '../clients/client.store';
import { ConfigEnv } from '../env';
import { OperatorDirectory } from '../operators/operator-directory.service';
import type { OperatorRow } from '../operators/operator.store';
import type { OwnerName, SessionRow } from './session.store';

/** Who a session belongs to, as they are now. */
export interface SessionOwner extends OwnerName {
  readonly kind: SessionKind;
  readonly owner_epoch: string;
  readonly organization: string;
  readonly name: string;
  /** Null for a client. */
  readonly role: RoleName | null;
  readonly scopes: readonly string[];
}

@Injectable()
export class SessionOwners {
  constructor(
    private readonly clients: ClientService,
    private readonly operators: OperatorDirectory,
    private readonly env: ConfigEnv,
    private readonly keys: KeyRing,
  ) {}

  /** Refuses with `wrong_credentials`. */
  async authenticate(client_id: string, client_secret: string): Promise<SessionOwner> {
    const { token_epoch } = await this.clients.authenticate({ client_id, client_secret });
    if (token_epoch === null) return this.root();
    const row = await this.clients.findEnabled(client_id);
    if (!row) throw new AppError('wrong_credentials');
    // the epoch of the secret that was given: the row may have another one by now
    return { ...ownerOf(row), owner_epoch: String(token_epoch) };
  }

  /** The client of an id that someone typed; null if there is none, or it is disabled. */
  async findClient(id: string): Promise<(Pick<SessionOwner, 'organization'> & { id: string }) | null> {
    if (id === this.env.SUBJECTLINE_ROOT_CLIENT_ID) return { id, organization: defaultOrganization };
    const row = await this.clients.findEnabled(id);
    return row && { id, organization: row.organization };
  }

  /** Null if the owner is gone or disabled, or has other credentials than when the session was opened. */
  async find({ owner_kind, owner_id, owner_epoch }: SessionRow): Promise<SessionOwner | null> {
    if (owner_kind === 'root') return this.isOfRoot(owner_epoch) ? this.root() : null;
    const owner = owner_kind === 'operator' ? await this.operator(owner_id) : await this.client(owner_id);
    return owner?.owner_epoch === owner_epoch ? owner : null;
  }

  ofOperator(row: OperatorRow): SessionOwner {
    return {
      kind: 'operator',
      owner_kind: 'operator',
      owner_id: row.id,
      owner_epoch: String(row.epoch),
      organization: row.organization,
      name: this.operators.nameOf(row),
      role: row.role,
      scopes: scopesOfRole(row.role, row.organization),
    };
  }

  private async operator(id: string): Promise<SessionOwner | null> {
    const row = await this.operators.findEnabled(id);
    return row && this.ofOperator(row);
  }

  private async client(id: string): Promise<SessionOwner | null> {
    const row = await this.clients.findEnabled(id);
    return row && ownerOf(row);
  }

  private root(): SessionOwner {
    const id = this.env.SUBJECTLINE_ROOT_CLIENT_ID;
    return {
      kind: 'client',
      owner_kind: 'root',
      owner_id: id,
      owner_epoch: this.keys.digest('root-client', ...this.rootCredentials()),
      organization: defaultOrganization,
      name: id,
      role: null,
      scopes,
    };
  }

  private isOfRoot(epoch: string): boolean {
    return this.keys.matches(epoch, 'root-client', ...this.rootCredentials());
  }

  private rootCredentials(): [string, string] {
    return [this.env.SUBJECTLINE_ROOT_CLIENT_ID, this.env.SUBJECTLINE_ROOT_CLIENT_SECRET];
  }
}

function ownerOf({ id, organization, name, scopes: granted, token_epoch }: ClientRow): SessionOwner {
  return {
    kind: 'client',
    owner_kind: 'client',
    owner_id: id,
    owner_epoch: String(token_epoch),
    organization,
    name: name ?? id,
    role: null,
    scopes: granted,
  };
}
