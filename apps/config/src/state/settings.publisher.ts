import type { Bus, Logger } from '@subjectline/bus';
import {
  defaultOrganization,
  PublicSettings,
  Settings,
  type ApplicationSettings,
} from '@subjectline/contracts';
import type { Database, KeyRing, Transaction } from '@subjectline/storage';
import { CatchUp } from './catch-up';
import { effectiveSettings, publicSettings } from './effective-settings';
import type { FallbackStore } from './fallback.store';
import type { OrganizationStore } from './organization.store';
import { holeOf } from './provider-readiness';
import type { ProviderStore } from './provider.store';
import { ResolvedSettings } from './setting-defaults';
import type { SettingsStore } from './settings.store';

export interface SettingsStores {
  readonly settings: SettingsStore;
  readonly providers: ProviderStore;
  readonly fallbacks: FallbackStore;
  readonly organizations: OrganizationStore;
}

/**
 * Changes what holds for an organization and tells every service. Whatever it is made of changes under one lock, so of
 * two changes at once each sees the other's outcome or comes before it, on whichever replica they run.
 */
export class SettingsPublisher {
  private readonly catchUp: CatchUp;

  constructor(
    private readonly database: Database,
    private readonly stores: SettingsStores,
    /** What the environment sets for every organization. */
    readonly environment: ApplicationSettings,
    private readonly keys: KeyRing,
    private readonly bus: Bus,
    logger: Logger,
  ) {
    this.catchUp = new CatchUp((organization) => this.publish(organization), logger);
  }

  /**
   * Runs `work` and publishes what holds after it, or does neither. Resolved once the broker has it: whoever reads the
   * state afterwards sees the change.
   */
  change<T>(organization: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(async (transaction) => {
      await transaction.query('select pg_advisory_xact_lock(hashtext($1))', [`settings ${organization}`]);
      const result = await work(transaction);
      // the broker may have taken what the database then does not
      transaction.afterRollback(() => this.catchUp.add(organization));
      await this.put(organization, transaction);
      return result;
    });
  }

  async resolved(organization: string): Promise<ResolvedSettings> {
    return new ResolvedSettings(await this.stores.settings.read(organization), this.environment);
  }

  /**
   * At start, and when the broker has lost its state: the environment may say something else. The default organization
   * comes last: where it is there, all are.
   */
  async publishAll(): Promise<void> {
    const ids = await this.stores.organizations.ids();
    const isDefault = (id: string) => id === defaultOrganization;
    const inOrder = [...ids.filter((id) => !isDefault(id)), ...ids.filter(isDefault)];
    for (const organization of inOrder) await this.publish(organization);
  }

  async close(): Promise<void> {
    await this.catchUp.close();
  }

  private publish(organization: string): Promise<void> {
    return this.change(organization, () => Promise.resolve());
  }

  private async put(organization: string, transaction: Transaction): Promise<void> {
    const document = await this.stores.settings.read(organization, transaction);
    const resolved = new ResolvedSettings(document, this.environment);
    const effective = effectiveSettings(organization, resolved, {
      states: await this.stores.providers.states(organization, transaction),
      fallbacks: await this.stores.fallbacks.read(organization, transaction),
      isReady: (provider, state) => holeOf(this.keys, organization, provider, state) === null,
    });
    await this.bus.put(Settings, organization, effective);
    await this.bus.put(PublicSettings, organization, publicSettings(resolved, effective));
  }
}
