import { Injectable } from '@nestjs/common';
import type { ApplicationSettings, OrganizationSettings } from '@subjectline/contracts';
import { KeyRing, type Queryable } from '@subjectline/storage';
import { ConfigEnv } from '../env';
import { effectiveSettings } from './effective-settings';
import { readEnvironmentSettings } from './environment-settings';
import { FallbackStore } from './fallback.store';
import { issueOf } from './provider-readiness';
import { ProviderStore } from './provider.store';
import { ResolvedSettings } from './setting-defaults';
import { SettingsStore } from './settings.store';

/** The settings in force: what the API has set, what the environment sets, and the defaults. */
@Injectable()
export class SettingsReader {
  /** What the environment sets for every organization. */
  readonly environment: ApplicationSettings;

  constructor(
    private readonly settings: SettingsStore,
    private readonly providers: ProviderStore,
    private readonly fallbacks: FallbackStore,
    private readonly keys: KeyRing,
    env: ConfigEnv,
  ) {
    this.environment = readEnvironmentSettings(env.SUBJECTLINE_SETTINGS);
  }

  resolve(document: ApplicationSettings): ResolvedSettings {
    return new ResolvedSettings(document, this.environment);
  }

  async resolved(organization: string, on?: Queryable): Promise<ResolvedSettings> {
    return this.resolve(await this.settings.read(organization, on));
  }

  async effective(
    organization: string,
    resolved: ResolvedSettings,
    on: Queryable,
  ): Promise<OrganizationSettings> {
    return effectiveSettings(organization, resolved, {
      states: await this.providers.states(organization, on),
      fallbacks: await this.fallbacks.read(organization, on),
      isReady: (provider, state) => issueOf(this.keys, organization, provider, state) === null,
    });
  }
}
