import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectState, loggerToken, type Logger, type WatchedState } from '@subjectline/bus';
import { Clock, Settings, type OrganizationSettings } from '@subjectline/contracts';
import { Accounts } from '../accounts/accounts';
import type { AccountId } from '../circuits/circuit.store';
import { Circuits } from '../circuits/circuits';
import { ReleaseStore, type Released } from './release.store';

/** A replica that has not heard of a change yet holds messages by the former settings; they are planned once more. */
const replanAgainMs = 3_000;

/** Plans deferred messages anew when settings or accounts change. */
@Injectable()
export class Replanning implements OnApplicationBootstrap, OnApplicationShutdown {
  private isStopped = false;

  constructor(
    private readonly store: ReleaseStore,
    private readonly circuits: Circuits,
    private readonly accounts: Accounts,
    @InjectState(Settings) private readonly settings: WatchedState<OrganizationSettings>,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.circuits.onOpened((account) => this.replanOf(account));
    this.settings.onChange((organization, now, before) => {
      this.accounts.closeAllBut(organization, now?.providers ?? []);
      if (routingOf(now) !== routingOf(before)) this.requestReplans(organization);
    });
    // the settings may have changed while no dispatch was running
    await this.store.requestReplanOfAll();
  }

  onApplicationShutdown(): void {
    this.isStopped = true;
  }

  /**
   * A message held for a slow account alone may have another route once that account does not work. Requested once,
   * when every replica has heard of it.
   */
  private replanOf({ organization, key }: AccountId): void {
    this.clock.after(replanAgainMs, () => {
      if (this.isStopped) return;
      this.store.requestReplanOf(organization, key).catch((error: unknown) => {
        this.logger.warn(
          { err: error, organization, key },
          'rescheduling the messages of an open circuit failed',
        );
      });
    });
  }

  private requestReplans(organization: string): void {
    this.requestReplan(organization, 'held and retries');
    // retries made after the change follow it already
    this.clock.after(replanAgainMs, () => this.requestReplan(organization, 'held'));
  }

  private requestReplan(organization: string, released: Released): void {
    if (this.isStopped) return;
    this.store.requestReplan(organization, released).catch((error: unknown) => {
      this.logger.warn({ err: error, organization }, 'rescheduling failed');
    });
  }
}

/** The settings that decide the route of a message. */
function routingOf(settings: OrganizationSettings | null): string {
  const { notification_service_type, active_channels, fallbacks, providers: states } = settings ?? {};
  const versions = states?.map(({ key, version }) => [key, version]);
  return JSON.stringify([notification_service_type, active_channels, fallbacks, versions]);
}
