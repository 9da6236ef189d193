import { Flag, Int, ListOf, Nullable, Nullish, ObjectOf, Optional, Text } from '@subjectline/schema';
import { IsString, ValidateIf } from 'class-validator';
import { callOf } from '../contract/define';
import { OrganizationId, ProviderKey } from '../values/rules';
import { PageRequest } from '../values/page';

const call = callOf('config', { askedBy: ['gateway'] });

/** A provider config as callers see it: secrets are never returned, not even masked; only which are stored. */
export class ProviderConfig {
  @Text({ example: 'mailgun' }) service_type!: string;
  @Nullable(
    ObjectOf<object>({ example: { is_eu_domain: false, api_version: 'v3', domain: 'mg.example.com' } }),
  )
  details!: object | null;
  @Text({ example: 'Mailgun' }) name!: string;
  @Text({ example: 'mailgun' }) key!: string;
  @Nullable(Text()) last_test_timestamp!: string | null;
  @Nullable(Flag) last_test_succeeded!: boolean | null;

  /** The names of the stored secrets. */
  @Optional(ListOf(Text(), { example: ['mailgun_api_key'] })) secrets_set?: string[];
}

/** One config, by its key; or, by a type of provider, the one that the name of the type stands for. */
export class ProviderChoice {
  @OrganizationId organization!: string;

  @ValidateIf(({ key }: ProviderChoice) => key === undefined)
  @IsString()
  service_type?: string;

  @Optional(ProviderKey) key?: string;
}

export class ProviderName {
  @OrganizationId organization!: string;
  @ProviderKey key!: string;
}

export class SaveProviderRequest {
  @OrganizationId organization!: string;
  @Text() service_type!: string;

  /** Replaced as a whole. If omitted, the stored value is kept. */
  @Nullish(ObjectOf<object>()) details?: object | null;
}

export class CreateProviderRequest extends SaveProviderRequest {
  /** Default: the provider's type. */
  @Optional(ProviderKey) key?: string;

  /** Default: the provider's display name. */
  @Optional(Text({ min: 1, max: 200 })) name?: string;
  @Optional(ObjectOf<object>()) secrets?: object;
}

/** Absent fields are kept, also inside details and secrets. */
export class ChangeProviderRequest extends ProviderName {
  /** Only for a check: a config keeps its type. */
  @Optional(Text()) service_type?: string;
  @Optional(Text({ min: 1, max: 200 })) name?: string;
  @Nullish(ObjectOf<object>()) details?: object | null;
  @Optional(ObjectOf<object>()) secrets?: object;
}

export class SaveProviderSecretsRequest extends ProviderChoice {
  /** Absent ones are kept; null removes an optional one. */
  @ObjectOf<object>() secrets!: object;
}

export class ListProvidersRequest extends PageRequest {
  @OrganizationId organization!: string;
}

export class ProviderPage {
  @ListOf(() => ProviderConfig) items!: ProviderConfig[];
  @Int() total!: number;
}

/** Creates the first config of a type, or replaces the details of the one that its name stands for. */
export const SaveProvider = call('save-provider', SaveProviderRequest, ProviderConfig);

/** Creates or updates the config with a key. The first config becomes active. */
export const CreateProvider = call('create-provider', CreateProviderRequest, ProviderConfig, {
  creates: true,
});

export const ChangeProvider = call('change-provider', ChangeProviderRequest, ProviderConfig);

/** Returns the deleted config. If it was the last one of the active type, no type is active. */
export const DeleteProvider = call('delete-provider', ProviderName, ProviderConfig);

/** Newest first. */
export const ListProviders = call('list-providers', ListProvidersRequest, ProviderPage);

export const SaveProviderSecrets = call('save-provider-secrets', SaveProviderSecretsRequest, ProviderConfig);

export const ReadProvider = call('read-provider', ProviderChoice, ProviderConfig);

export class RecordProviderTestRequest extends ProviderName {
  /** The tested version. If it has changed meanwhile, the result is not recorded. */
  @Int() version!: number;
  @Flag succeeded!: boolean;
}

/** Records the result of a test message with its config. */
export const RecordProviderTest = call('record-provider-test', RecordProviderTestRequest, ProviderConfig, {
  askedBy: ['dispatch'],
});

/** A provider config with its secrets sealed for the holders of the key ring. */
export class ProviderState {
  @Text() key!: string;
  @Text() service_type!: string;

  /** Unique per save: an open account at the provider is replaced if it differs. */
  @Int() version!: number;
  @Nullable(ObjectOf<object>()) details!: object | null;
  @Nullable(Text()) sealed_secrets!: string | null;
}

/** The context of sealed provider secrets: in another config or organization they cannot be opened. */
export function providerSecretsContext(organization: string, key: string): string {
  return `provider-secrets:${organization}:${key}`;
}
