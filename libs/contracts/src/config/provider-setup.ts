import { Flag, Nested, Nullable, ObjectOf, OneOf, Optional, Text } from '@subjectline/schema';
import { ProviderConfig, SaveProviderRequest } from './providers';
import { callOf } from '../contract/define';
import { providerReasons, type ProviderReason } from '../catalog/provider-reasons';
import { OrganizationId, ProviderKey } from '../values/rules';

const callConfig = callOf('config', { askedBy: ['gateway'] });
const callDispatch = callOf('dispatch', { askedBy: ['config'] });

/* Provider settings that are checked with the vendor before they replace the working ones. */

export class SetUpProviderRequest extends SaveProviderRequest {
  /** Of the config to set up, if its type has several. Default: the one that the name of the type stands for. */
  @Optional(ProviderKey) key?: string;

  /** Default: the stored one, or the provider's display name. */
  @Optional(Text({ min: 1, max: 200 })) name?: string;

  /** Absent ones are kept. */
  @Optional(ObjectOf<object>()) secrets?: object;

  /** False: the vendor is not asked. */
  @Flag check!: boolean;
}

export class ProviderSetup {
  @Nested(() => ProviderConfig) config!: ProviderConfig;

  /** The vendor accepts the settings. */
  @Flag checked!: boolean;
}

/**
 * Stores a config and makes it the active one, once the vendor accepts it: the name of its type stands for it from then on.
 * Refused with `provider_not_accepted` or `provider_not_checked`, and then nothing has changed. Verification and notifications
 * are switched on with a provider that was not active; with one that was, those that were not set yet.
 */
export const SetUpProvider = callConfig('set-up-provider', SetUpProviderRequest, ProviderSetup, {
  // longer than the timeout for the vendor
  timeoutMs: 20_000,
});

export class TrySettingsRequest {
  @OrganizationId organization!: string;

  /** The config that the secrets are sealed for. */
  @ProviderKey key!: string;
  @Text() service_type!: string;
  @Nullable(ObjectOf<object>()) details!: object | null;
  @Nullable(Text()) sealed_secrets!: string | null;
}

export const settingsVerdicts = ['accepted', 'refused', 'undecided'] as const;
export type SettingsVerdict = (typeof settingsVerdicts)[number];

export class TriedSettings {
  /** Undecided if the vendor was not reached or gave no clear response. */
  @OneOf(settingsVerdicts) verdict!: SettingsVerdict;
  @Nullable(OneOf(providerReasons)) reason!: ProviderReason | null;
}

/** Checks unsaved settings with the vendor; nothing is delivered. */
export const TrySettings = callDispatch('try-settings', TrySettingsRequest, TriedSettings, {
  // a provider has twelve seconds
  timeoutMs: 15_000,
});
