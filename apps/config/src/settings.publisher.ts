import { setTimeout as pause } from 'node:timers/promises';
import type { Bus, Logger } from '@subjectline/bus';
import { defaultOrganization, Settings } from '@subjectline/contracts';
import type { Database, KeyRing } from '@subjectline/storage';
import { effectiveSettings } from './effective-settings';
import { holeOf } from './provider-readiness';
import type { ProviderStore } from './provider.store';
import type { SettingsStore } from './settings.store';

/**
 * Tells every service what holds. Read and put happen under one lock per organization: of two replicas that publish at
 * once the later one has read the later state, so nothing old is left standing.
 */
export class SettingsPublisher {
  private readonly behind = new Set<string>();
  private catchingUp: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly database: Database,
    private readonly settings: SettingsStore,
    private readonly providers: ProviderStore,
    private readonly keys: KeyRing,
    private readonly bus: Bus,
    private readonly logger: Logger,
  ) {}

  /**
   * Resolved once the broker has it: whoever reads the state afterwards sees the change. When the broker is away the
   * caller learns it, and it is published later all the same.
   */
  async publish(organization: string): Promise<void> {
    try {
      await this.database.transaction(async (transaction) => {
        await transaction.query('select pg_advisory_xact_lock(hashtext($1))', [`settings ${organization}`]);
        const document = await this.settings.read(organization, transaction);
        const states = await this.providers.states(organization, transaction);
        const settings = effectiveSettings(
          organization,
          document,
          states,
          (provider, state) => holeOf(this.keys, organization, provider, state) === null,
        );
        await this.bus.put(Settings, organization, settings);
      });
    } catch (error) {
      this.behind.add(organization);
      this.catchingUp ??= this.catchUp();
      throw error;
    }
  }

  /** At start: the broker may have lost its state, or we may have died between a commit and its publication. */
  async publishAll(): Promise<void> {
    const organizations = new Set([defaultOrganization, ...(await this.settings.organizations())]);
    for (const organization of organizations) await this.publish(organization);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.catchingUp;
  }

  private async catchUp(): Promise<void> {
    while (this.behind.size > 0 && !this.closed) {
      await pause(500);
      for (const organization of [...this.behind]) {
        this.behind.delete(organization);
        await this.publish(organization).catch((error: unknown) => {
          this.logger.warn({ err: error, organization }, 'settings are not published yet');
        });
      }
    }
    this.catchingUp = null;
  }
}
