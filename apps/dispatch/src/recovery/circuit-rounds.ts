import type { Bus, Logger, WatchedState } from '@subjectline/bus';
import { Settings, type Clock, type OrganizationSettings, type ProviderState } from '@subjectline/contracts';
import { ProviderError, providers } from '@subjectline/providers';
import type { Accounts } from '../accounts/accounts';
import type { AccountId, Circuit, CircuitStore, Release, Released } from '../circuits/circuit.store';
import type { Circuits } from '../circuits/circuits';
import { sendDeadlineMs } from '../message/moments';
import type { WaitingMessages } from './waiting';

const pauseMs = 1_000;
/** While messages are let go. */
const shortPauseMs = 250;
/** How many go on at first, twice as many each time: an account that breaks down again meets few. */
const firstBatch = 100;
/** A replica that has not heard yet of what has changed holds messages by what was; then they are planned once more. */
const replanAgainMs = 3_000;
const largestBatch = 2_000;
/** How often messages are looked for that are held though their account works. */
const rescueEveryMs = 10_000;

/** Second by second: what other replicas know of accounts, probes of those that do not work, and what may go on. */
export class CircuitRounds {
  private readonly probing = new Map<string, Promise<void>>();
  private readonly batches = new Map<string, number>();
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;
  private nextRescueMs = 0;

  constructor(
    private readonly circuits: Circuits,
    private readonly store: CircuitStore,
    private readonly waiting: WaitingMessages,
    private readonly accounts: Accounts,
    private readonly settings: WatchedState<OrganizationSettings>,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    this.circuits.onOpened((account) => this.replanOf(account));
    this.settings.onChange((organization, now, before) => {
      this.accounts.closeAllBut(organization, now?.providers ?? []);
      this.replan(organization, now, before);
    });
    // the settings may have changed while no dispatch was there to see it
    await this.store.requestReplanOfAll();
    this.next();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.working;
    await Promise.all(this.probing.values());
    await this.waiting.stop();
  }

  private next(): void {
    this.working = this.round();
  }

  private async round(): Promise<void> {
    let freed = 0;
    try {
      await this.circuits.refresh();
      for (const circuit of this.circuits.list()) await this.look(circuit);
      await this.rescue();
      for (const release of await this.store.releases()) freed += await this.release(release);
    } catch (error) {
      this.logger.warn({ err: error }, 'provider circuit check failed');
    }
    if (!this.stopped) this.cancel = this.clock.after(freed > 0 ? shortPauseMs : pauseMs, () => this.next());
  }

  /** Looks through all that is held, which is much while vendors are away: not in every round. */
  private async rescue(): Promise<void> {
    if (this.clock.nowMs() < this.nextRescueMs) return;
    await this.store.requestReleaseOfWorking();
    this.nextRescueMs = this.clock.nowMs() + rescueEveryMs;
  }

  /** What waits is planned anew where somebody else may send it now. */
  private replan(organization: string, now: object | null, before: object | null): void {
    if (routingOf(now) !== routingOf(before)) this.requestReplans(organization);
  }

  /**
   * What waits for its turn with a slow account alone may have another way once that is known not to work. Once, when
   * every replica has heard of it.
   */
  private replanOf({ organization, key }: AccountId): void {
    this.clock.after(replanAgainMs, () => {
      if (this.stopped) return;
      this.store.requestReplanOf(organization, key).catch((error: unknown) => {
        this.logger.warn(
          { err: error, organization, key },
          'messages of an opened circuit were not planned anew',
        );
      });
    });
  }

  private requestReplans(organization: string): void {
    this.requestReplan(organization, 'held and retries');
    // a retry of after the change was planned by it
    this.clock.after(replanAgainMs, () => this.requestReplan(organization, 'held'));
  }

  private requestReplan(organization: string, released: Released): void {
    if (this.stopped) return;
    this.store.requestReplan(organization, released).catch((error: unknown) => {
      this.logger.warn({ err: error, organization }, 'rescheduling failed');
    });
  }

  private async look(circuit: Circuit): Promise<void> {
    const state = await this.stateOf(circuit);
    const { organization, provider_key: key, version } = circuit;
    // saved or deleted since: nothing is known of what is there now
    if (!state || state.version > version) return this.circuits.close({ organization, key, version });
    const name = `${organization} ${key}`;
    if (circuit.probe_at > this.clock.now() || this.probing.has(name)) return;
    const probe = this.probe(circuit, state).catch((error: unknown) => {
      this.logger.warn({ err: error, organization, key }, 'an account could not be probed');
    });
    this.probing.set(name, probe);
    void probe.finally(() => this.probing.delete(name));
  }

  /** A "no" is asked about at the source: what is in memory may be a moment old. */
  private async stateOf({ organization, provider_key }: Circuit): Promise<ProviderState | undefined> {
    const find = (settings: OrganizationSettings | null | undefined) =>
      settings?.providers.find(({ key }) => key === provider_key);
    return find(this.settings.get(organization)) ?? find(await this.bus.read(Settings, organization));
  }

  private async probe(circuit: Circuit, state: ProviderState): Promise<void> {
    const waiting = await this.store.nextWaiting(circuit);
    if (!waiting || !(await this.circuits.claimProbe(circuit))) return;
    if (!(await this.isWorthATry(circuit, state))) return;
    await this.waiting.tryNow(circuit.organization, waiting, circuit.provider_key);
  }

  /**
   * Where tries end unknown, none is spent before the vendor has answered something harmless; where the account was
   * refused, none as long as the vendor refuses that, too. What only we say of it (a sender that is not on its list) may
   * be wrong.
   */
  private async isWorthATry(circuit: Circuit, state: ProviderState): Promise<boolean> {
    if (circuit.reason !== 'unknown' && circuit.reason !== 'misconfigured') return true;
    const failure = await this.failureOfCheck(circuit, state);
    if (failure === null) return true;
    return circuit.reason === 'misconfigured' && failure.status === undefined;
  }

  private async failureOfCheck(
    { organization }: Circuit,
    state: ProviderState,
  ): Promise<Pick<ProviderError, 'status'> | null> {
    const provider = providers[state.service_type];
    if (!provider) return {};
    try {
      const { account } = this.accounts.find(organization, provider, state, 'tests');
      await account.check(AbortSignal.timeout(sendDeadlineMs));
      return null;
    } catch (error) {
      return error instanceof ProviderError ? error : {};
    }
  }

  private async release(release: Release): Promise<number> {
    const { organization, provider_key } = release;
    const name = `${organization} ${provider_key}`;
    if (await this.store.dropStale(release)) {
      this.batches.delete(name);
      return 0;
    }
    const size = this.batches.get(name) ?? firstBatch;
    let freed = 0;
    for (const lane of ['codes', 'notices'] as const) {
      const room = this.accounts.roomOf(organization, provider_key, lane);
      if (room > 0) freed += await this.store.release(release, lane, Math.min(size, room));
    }
    this.batches.set(name, Math.min(size * 2, largestBatch));
    if (freed === 0) {
      this.batches.delete(name);
      await this.store.endRelease(release);
    }
    return freed;
  }
}

/** As much of the settings as decides who sends. */
function routingOf(settings: object | null): string {
  const {
    notification_service_type,
    active_channels,
    fallbacks,
    providers: states,
  } = (settings as OrganizationSettings | null) ?? {};
  const versions = states?.map(({ key, version }) => [key, version]);
  return JSON.stringify([notification_service_type, active_channels, fallbacks, versions]);
}
