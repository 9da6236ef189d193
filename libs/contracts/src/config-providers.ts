import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { defineCall } from './define';
import { IsAbsentOr, IsOrganization, IsProviderKey } from './rules';
import { PageRequest } from './page';

/** A provider config as callers see it: secrets are never returned, not even masked. */
export class ProviderConfig {
  @IsString()
  service_type!: string;

  @IsOptional()
  @IsObject()
  details!: object | null;

  @IsString()
  name!: string;

  @IsString()
  key!: string;

  @IsOptional()
  @IsString()
  last_test_timestamp!: string | null;

  @IsOptional()
  @IsBoolean()
  last_test_succeeded!: boolean | null;
}

/** One config, by its key; or, by a type of provider, the oldest of that type. */
export class ProviderChoice {
  @IsOrganization()
  organization!: string;

  @ValidateIf(({ key }: ProviderChoice) => key === undefined)
  @IsString()
  service_type?: string;

  @IsAbsentOr()
  @IsProviderKey()
  key?: string;
}

export class ProviderName {
  @IsOrganization()
  organization!: string;

  @IsProviderKey()
  key!: string;
}

export class SaveProviderRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  service_type!: string;

  /** Replaced as a whole; left out, what is stored stays. */
  @IsOptional()
  @IsObject()
  details?: object | null;
}

export class CreateProviderRequest extends SaveProviderRequest {
  /** The provider's type unless told. */
  @IsAbsentOr()
  @IsProviderKey()
  key?: string;

  /** What people call the provider, unless told. */
  @IsAbsentOr()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  @IsAbsentOr()
  @IsObject()
  secrets?: object;
}

/** What is absent stays as it is, also inside details and secrets. */
export class ChangeProviderRequest extends ProviderName {
  /** Only for a check: a config keeps its type. */
  @IsAbsentOr()
  @IsString()
  service_type?: string;

  @IsAbsentOr()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  @IsOptional()
  @IsObject()
  details?: object | null;

  @IsAbsentOr()
  @IsObject()
  secrets?: object;
}

export class SaveProviderSecretsRequest extends ProviderChoice {
  /** Those that are absent stay as they are; null takes an optional one away. */
  @IsObject()
  secrets!: object;
}

export class ListProvidersRequest extends PageRequest {
  @IsOrganization()
  organization!: string;
}

export class ProviderPage {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProviderConfig)
  items!: ProviderConfig[];

  @IsInt()
  total!: number;
}

/** Creates the first config of a type, or replaces the details of the oldest. */
export const SaveProvider = defineCall({
  owner: 'config',
  name: 'save-provider',
  request: SaveProviderRequest,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

/** Creates or updates the config with a key. The first config of all becomes the active one by itself. */
export const CreateProvider = defineCall({
  owner: 'config',
  name: 'create-provider',
  request: CreateProviderRequest,
  reply: ProviderConfig,
  askedBy: ['gateway'],
  creates: true,
});

export const ChangeProvider = defineCall({
  owner: 'config',
  name: 'change-provider',
  request: ChangeProviderRequest,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

/** Answers with what was deleted. The active type is none any more when this was the last config of it. */
export const DeleteProvider = defineCall({
  owner: 'config',
  name: 'delete-provider',
  request: ProviderName,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

/** Newest first. */
export const ListProviders = defineCall({
  owner: 'config',
  name: 'list-providers',
  request: ListProvidersRequest,
  reply: ProviderPage,
  askedBy: ['gateway'],
});

export const SaveProviderSecrets = defineCall({
  owner: 'config',
  name: 'save-provider-secrets',
  request: SaveProviderSecretsRequest,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

export const ReadProvider = defineCall({
  owner: 'config',
  name: 'read-provider',
  request: ProviderChoice,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

export class RecordProviderTestRequest extends ProviderName {
  /** Which one was tested; when it has changed meanwhile, the test says nothing of it and is not recorded. */
  @IsInt()
  version!: number;

  @IsBoolean()
  succeeded!: boolean;
}

/** Keeps what became of a test message, beside the config it went through. */
export const RecordProviderTest = defineCall({
  owner: 'config',
  name: 'record-provider-test',
  request: RecordProviderTestRequest,
  reply: ProviderConfig,
  askedBy: ['dispatch'],
});

/** A provider config with its secrets sealed for whoever holds the key ring. */
export class ProviderState {
  @IsString()
  key!: string;

  @IsString()
  service_type!: string;

  /** Another with every save, never used before: an open account at the provider is replaced when it differs. */
  @IsInt()
  version!: number;

  @IsOptional()
  @IsObject()
  details!: object | null;

  @IsOptional()
  @IsString()
  sealed_secrets!: string | null;
}

/** What sealed provider secrets are bound to: moved to another config or organization they stay shut. */
export function providerSecretsContext(organization: string, key: string): string {
  return `provider-secrets:${organization}:${key}`;
}
