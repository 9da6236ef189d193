import { Flag, Int, ListOf, Nullable, Nullish, Optional, Text, With } from '@subjectline/schema';
import { callOf, defineState } from '../contract/define';
import { OrganizationId } from '../values/rules';
import { PageRequest } from '../values/page';

const call = callOf('config', { askedBy: ['gateway'] });

export class AuthenticateClientRequest {
  @Text({ max: 256 }) client_id!: string;
  @Text({ max: 1024 }) client_secret!: string;
}

/** The caller and its scopes. */
export class ApiClient {
  @Text({ min: 1 }) client_id!: string;
  @OrganizationId organization!: string;
  @ListOf(Text(), { max: 200 }) scopes!: string[];

  /** Tokens of an earlier epoch are revoked; null for the root client, which cannot be changed here. */
  @Nullable(Int()) token_epoch!: number | null;
}

/** Refused with `wrong_credentials`, whichever of the two is wrong. */
export const AuthenticateClient = call('authenticate-client', AuthenticateClientRequest, ApiClient);

const clientId = 'cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11';

/** A client as callers see it. The root client is not among them. */
export class ClientRecord {
  @Text({ example: clientId }) client_id!: string;
  @Nullable(Text({ example: 'Web shop' })) name!: string | null;
  @Nullable(Text()) description!: string | null;
  @ListOf(Text(), { example: ['privacy-request:create', 'privacy-request:read'] }) scopes!: string[];
  @With(Flag, { example: false }) disabled!: boolean;
}

/** Shown once: only a digest of the secret is kept. */
export class ClientSecret {
  @Text({ example: clientId }) client_id!: string;
  @Text({ example: '<shown once>' }) client_secret!: string;
}

/** A caller needs the scopes that it assigns, and those of a client that it changes or deletes. */
class OnBehalfOf {
  @OrganizationId organization!: string;
  @ListOf(Text(), { max: 200 }) caller_scopes!: string[];
}

export class CreateClientRequest extends OnBehalfOf {
  @Nullish(Text({ pattern: /\S/, message: 'name must not be empty', max: 200 })) name?: string | null;
  @Nullish(Text({ max: 1_000 })) description?: string | null;
  @ListOf(Text(), { max: 200 }) scopes: string[] = [];
}

/** Absent fields are kept. */
export class ChangeClientRequest extends OnBehalfOf {
  @Text() client_id!: string;
  @Optional(Text({ pattern: /\S/, message: 'name must not be empty', max: 200 })) name?: string;
  @Nullish(Text({ max: 1_000 })) description?: string | null;
  @Optional(ListOf(Text(), { max: 200 })) scopes?: string[];
  @Optional(Flag) disabled?: boolean;
}

export class RotateClientSecretRequest extends OnBehalfOf {
  @Text() client_id!: string;
}

export class DeleteClientRequest extends OnBehalfOf {
  @Text() client_id!: string;
}

export class ClientName {
  @OrganizationId organization!: string;
  @Text() client_id!: string;
}

export class ListClientsRequest extends PageRequest {
  @OrganizationId organization!: string;
}

export class ClientPage {
  @ListOf(() => ClientRecord) items!: ClientRecord[];
  @Int() total!: number;
}

export const CreateClient = call('create-client', CreateClientRequest, ClientSecret, { creates: true });

/** Newest first. */
export const ListClients = call('list-clients', ListClientsRequest, ClientPage);

export const ReadClient = call('read-client', ClientName, ClientRecord);

export const ChangeClient = call('change-client', ChangeClientRequest, ClientRecord);

/** Returns the deleted record. */
export const DeleteClient = call('delete-client', DeleteClientRequest, ClientRecord);

/** Revokes the old secret and every token issued with it. */
export const RotateClientSecret = call('rotate-client-secret', RotateClientSecretRequest, ClientSecret, {
  creates: true,
});

/** The current rights of a client. A deleted client stays disabled for good. */
export class ClientState {
  @ListOf(Text(), { max: 200 }) scopes!: string[];
  @Flag disabled!: boolean;
  @Int() token_epoch!: number;
}

/** One key per client, made by `clientStateKey`. */
export const Clients = defineState({
  owner: 'config',
  bucket: 'clients',
  value: ClientState,
  readBy: ['gateway'],
});

export function clientStateKey(organization: string, clientId: string): string {
  return `${organization}.${clientId}`;
}
