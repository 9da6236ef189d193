import { Injectable } from '@nestjs/common';
import type {
  ApplicationSettings,
  ChangeSettings,
  EffectiveSettings,
  ReadSettings,
  ReplaceSettings,
} from '@subjectline/contracts';
import { ConfigEnv } from '../env';
import { withKnownValues } from '../state/known-settings';
import { deepMerge, withoutNulls } from '../state/merge';
import { withDefaults } from '../state/setting-defaults';
import { SettingsReader } from '../state/settings-reader';
import { SettingsPublisher } from '../state/settings.publisher';
import { SettingsStore } from '../state/settings.store';
import { namesPeriods, requireFittingPeriods } from '../state/verification-periods';

@Injectable()
export class SettingsService {
  constructor(
    private readonly store: SettingsStore,
    private readonly reader: SettingsReader,
    private readonly publisher: SettingsPublisher,
    private readonly env: ConfigEnv,
  ) {}

  read({ organization }: ReadSettings): Promise<ApplicationSettings> {
    return this.store.read(organization);
  }

  readEnvironment(): ApplicationSettings {
    return withDefaults(this.reader.environment);
  }

  async readEffective({ organization }: ReadSettings): Promise<EffectiveSettings> {
    const resolved = await this.reader.resolved(organization);
    return { settings: resolved.list().map(([name, setting]) => ({ name, ...setting })) };
  }

  /** @returns everything that is set, after the change */
  async change({ organization, changes }: ChangeSettings): Promise<ApplicationSettings> {
    const known = withKnownValues(changes);
    return this.publisher.change(organization, async (transaction) => {
      const document = deepMerge(await this.store.read(organization, transaction), known);
      this.requireFitting(changes, document);
      await this.store.write(organization, document, transaction);
      return document;
    });
  }

  async replace({ organization, settings }: ReplaceSettings): Promise<ApplicationSettings> {
    const document = withoutNulls(withKnownValues(settings));
    this.requireFitting(document, document);
    return this.publisher.change(organization, async (transaction) => {
      await this.store.write(organization, document, transaction);
      return document;
    });
  }

  private requireFitting(changes: ApplicationSettings, document: ApplicationSettings): void {
    if (namesPeriods(changes)) requireFittingPeriods(this.reader.resolve(document), this.env);
  }
}
