import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { defineCall, defineState } from './define';
import { IsAbsentOr, IsOrganization } from './rules';
import { PageRequest } from './page';

export class AuthenticateClientRequest {
  @IsString()
  @MaxLength(256)
  client_id!: string;

  @IsString()
  @MaxLength(1024)
  client_secret!: string;
}

/** Who calls, and what they may do. */
export class ApiClient {
  @IsString()
  @MinLength(1)
  client_id!: string;

  @IsOrganization()
  organization!: string;

  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  scopes!: string[];

  /** Tokens of an earlier epoch are worth nothing; null for the root client, which cannot be changed here. */
  @IsOptional()
  @IsInt()
  token_epoch!: number | null;
}

/** Refused with `wrong_credentials`, whichever of the two is wrong. */
export const AuthenticateClient = defineCall({
  owner: 'config',
  name: 'authenticate-client',
  request: AuthenticateClientRequest,
  reply: ApiClient,
  askedBy: ['gateway'],
});

/** A client as callers see it. The root client is not among them. */
export class ClientRecord {
  @IsString()
  client_id!: string;

  @IsOptional()
  @IsString()
  name!: string | null;

  @IsOptional()
  @IsString()
  description!: string | null;

  @IsArray()
  @IsString({ each: true })
  scopes!: string[];

  @IsBoolean()
  disabled!: boolean;
}

/** Shown once: only a digest of the secret is kept. */
export class ClientSecret {
  @IsString()
  client_id!: string;

  @IsString()
  client_secret!: string;
}

/** A caller has to hold the scopes that it hands out, and those of a client that it changes or deletes. */
class OnBehalfOf {
  @IsOrganization()
  organization!: string;

  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  caller_scopes!: string[];
}

export class CreateClientRequest extends OnBehalfOf {
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'name must not be empty' })
  @MaxLength(200)
  name?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  description?: string | null;

  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  scopes: string[] = [];
}

/** What is absent stays as it is. */
export class ChangeClientRequest extends OnBehalfOf {
  @IsString()
  client_id!: string;

  @IsAbsentOr()
  @IsString()
  @Matches(/\S/, { message: 'name must not be empty' })
  @MaxLength(200)
  name?: string;

  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  description?: string | null;

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  scopes?: string[];

  @IsAbsentOr()
  @IsBoolean()
  disabled?: boolean;
}

export class RotateClientSecretRequest extends OnBehalfOf {
  @IsString()
  client_id!: string;
}

export class DeleteClientRequest extends OnBehalfOf {
  @IsString()
  client_id!: string;
}

export class ClientName {
  @IsOrganization()
  organization!: string;

  @IsString()
  client_id!: string;
}

export class ListClientsRequest extends PageRequest {
  @IsOrganization()
  organization!: string;
}

export class ClientPage {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ClientRecord)
  items!: ClientRecord[];

  @IsInt()
  total!: number;
}

export const CreateClient = defineCall({
  owner: 'config',
  name: 'create-client',
  request: CreateClientRequest,
  reply: ClientSecret,
  askedBy: ['gateway'],
  creates: true,
});

/** Newest first. */
export const ListClients = defineCall({
  owner: 'config',
  name: 'list-clients',
  request: ListClientsRequest,
  reply: ClientPage,
  askedBy: ['gateway'],
});

export const ReadClient = defineCall({
  owner: 'config',
  name: 'read-client',
  request: ClientName,
  reply: ClientRecord,
  askedBy: ['gateway'],
});

export const ChangeClient = defineCall({
  owner: 'config',
  name: 'change-client',
  request: ChangeClientRequest,
  reply: ClientRecord,
  askedBy: ['gateway'],
});

/** Answers with what was deleted. */
export const DeleteClient = defineCall({
  owner: 'config',
  name: 'delete-client',
  request: DeleteClientRequest,
  reply: ClientRecord,
  askedBy: ['gateway'],
});

/** The old secret and every token that was made with it are worth nothing from then on. */
export const RotateClientSecret = defineCall({
  owner: 'config',
  name: 'rotate-client-secret',
  request: RotateClientSecretRequest,
  reply: ClientSecret,
  askedBy: ['gateway'],
  creates: true,
});

/** What a token of a client is worth right now. One that was deleted is disabled for good. */
export class ClientState {
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  scopes!: string[];

  @IsBoolean()
  disabled!: boolean;

  @IsInt()
  token_epoch!: number;
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
