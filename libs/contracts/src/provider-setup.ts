import { IsBoolean, IsDefined, IsIn, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { ProviderConfig, SaveProviderRequest } from './config-providers';
import { defineCall } from './define';
import { providerReasons, type ProviderReason } from './provider-reasons';
import { IsAbsentOr, IsOrganization, IsProviderKey } from './rules';

/* Settings of a provider that are tried with the vendor before they replace those that work. */

export class SetUpProviderRequest extends SaveProviderRequest {
  /** Those that are absent stay as they are. */
  @IsAbsentOr()
  @IsObject()
  secrets?: object;

  /** False: the vendor is not asked. */
  @IsBoolean()
  check!: boolean;
}

export class ProviderSetup {
  @IsDefined()
  @ValidateNested()
  @Type(() => ProviderConfig)
  config!: ProviderConfig;

  /** The vendor accepts the settings. */
  @IsBoolean()
  checked!: boolean;
}

/**
 * Stores the oldest config of a type, or a first one, and makes it the active one, once the vendor accepts it. Refused
 * with `provider_not_accepted` or `provider_not_checked`, and then nothing has changed. Verification and notifications
 * are switched on with a provider that was not active; with one that was, those that were not set yet.
 */
export const SetUpProvider = defineCall({
  owner: 'config',
  name: 'set-up-provider',
  request: SetUpProviderRequest,
  reply: ProviderSetup,
  askedBy: ['gateway'],
  // longer than the vendor is waited for
  timeoutMs: 20_000,
});

export class TrySettingsRequest {
  @IsOrganization()
  organization!: string;

  /** What the secrets are sealed for. */
  @IsProviderKey()
  key!: string;

  @IsString()
  service_type!: string;

  @IsOptional()
  @IsObject()
  details!: object | null;

  @IsOptional()
  @IsString()
  sealed_secrets!: string | null;
}

export const settingsVerdicts = ['accepted', 'refused', 'undecided'] as const;
export type SettingsVerdict = (typeof settingsVerdicts)[number];

export class TriedSettings {
  /** Undecided where the vendor was not reached, or did not say. */
  @IsIn([...settingsVerdicts])
  verdict!: SettingsVerdict;

  @IsOptional()
  @IsIn(providerReasons)
  reason!: ProviderReason | null;
}

/** Checks unsaved settings with the vendor; nothing is delivered. */
export const TrySettings = defineCall({
  owner: 'dispatch',
  name: 'try-settings',
  request: TrySettingsRequest,
  reply: TriedSettings,
  askedBy: ['config'],
  // a provider has twelve seconds
  timeoutMs: 15_000,
});
