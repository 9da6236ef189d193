import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Bus, loggerToken, type Logger } from '@subjectline/bus';
import { Brands, defaultOrganization, PublicSettings, Settings } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';
import { BrandStore } from './brand.store';
import { CatchUp } from './catch-up';
import { publicSettings } from './effective-settings';
import { OrganizationStore } from './organization.store';
import { SettingsReader } from './settings-reader';

/**
 * Changes what is in force for an organization and publishes it. All that it is made of changes under one lock, so that
 * of two changes at once each sees the other's outcome or comes before it, on any replica.
 */
@Injectable()
export class SettingsPublisher implements OnApplicationShutdown {
  private readonly catchUp: CatchUp;

  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationStore,
    private readonly reader: SettingsReader,
    private readonly brands: BrandStore,
    private readonly bus: Bus,
    @Inject(loggerToken) logger: Logger,
  ) {
    this.catchUp = new CatchUp((organization) => this.publish(organization), logger);
  }

  /**
   * Runs `work` and publishes the settings after it, or does neither. Resolves once the broker has them: later readers
   * of the state see the change.
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

  /**
   * At start, as the environment may have changed, and when the broker has lost its state. The default organization
   * comes last: if it is there, all are.
   */
  async publishAll(): Promise<void> {
    const ids = await this.organizations.ids();
    const isDefault = (id: string) => id === defaultOrganization;
    const inOrder = [...ids.filter((id) => !isDefault(id)), ...ids.filter(isDefault)];
    for (const organization of inOrder) await this.publish(organization);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.catchUp.close();
  }

  private publish(organization: string): Promise<void> {
    return this.change(organization, () => Promise.resolve());
  }

  private async put(organization: string, transaction: Transaction): Promise<void> {
    const resolved = await this.reader.resolved(organization, transaction);
    const effective = await this.reader.effective(organization, resolved, transaction);
    const brands = await this.brands.list(organization, transaction);
    // first: where settings are known, so are the brands
    await this.bus.put(Brands, organization, { organization, brands });
    await this.bus.put(Settings, organization, effective);
    await this.bus.put(PublicSettings, organization, publicSettings(resolved, effective));
  }
}
