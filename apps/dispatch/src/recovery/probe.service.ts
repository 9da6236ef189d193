import { Inject, Injectable } from '@nestjs/common';
import { Bus, InjectState, loggerToken, type Logger, type WatchedState } from '@subjectline/bus';
import { Clock, Settings, type OrganizationSettings, type ProviderState } from '@subjectline/contracts';
import { ProviderError, providers } from '@subjectline/providers';
import { Accounts } from '../accounts/accounts';
import type { Circuit } from '../circuits/circuit.store';
import { Circuits } from '../circuits/circuits';
import { WaitingStore } from '../held/waiting.store';
import { sendDeadlineMs } from '../message/moments';
import { WaitingMessagesService } from './waiting-messages.service';

/** Probes accounts that do not work with one of their messages, and closes the circuits of configs that have changed. */
@Injectable()
export class ProbeService {
  private readonly probing = new Map<string, Promise<void>>();

  constructor(
    private readonly circuits: Circuits,
    private readonly waiting: WaitingStore,
    private readonly messages: WaitingMessagesService,
    private readonly accounts: Accounts,
    @InjectState(Settings) private readonly settings: WatchedState<OrganizationSettings>,
    private readonly bus: Bus,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Begins the probes that are due. */
  async run(): Promise<void> {
    for (const circuit of this.circuits.list()) await this.check(circuit);
  }

  /** Resolves once the probes under way have ended. */
  async finish(): Promise<void> {
    await Promise.all(this.probing.values());
  }

  private async check(circuit: Circuit): Promise<void> {
    const state = await this.stateOf(circuit);
    const { organization, provider_key: key, version } = circuit;
    // saved or deleted since: nothing is known about the new config
    if (!state || state.version > version) return this.circuits.close({ organization, key, version });
    const name = `${organization} ${key}`;
    if (circuit.probe_at > this.clock.now() || this.probing.has(name)) return;
    const probe = this.probe(circuit, state).catch((error: unknown) => {
      this.logger.warn({ err: error, organization, key }, 'probing an account failed');
    });
    this.probing.set(name, probe);
    void probe.finally(() => this.probing.delete(name));
  }

  /** A miss is checked at the broker: memory may be a moment old. */
  private async stateOf({ organization, provider_key }: Circuit): Promise<ProviderState | undefined> {
    const find = (settings: OrganizationSettings | null | undefined) =>
      settings?.providers.find(({ key }) => key === provider_key);
    return find(this.settings.get(organization)) ?? find(await this.bus.read(Settings, organization));
  }

  private async probe(circuit: Circuit, state: ProviderState): Promise<void> {
    const waiting = await this.waiting.next(circuit);
    if (!waiting || !(await this.circuits.claimProbe(circuit))) return;
    if (!(await this.isWorthATry(circuit, state))) return;
    await this.messages.tryNow(circuit.organization, waiting, circuit.provider_key);
  }

  /**
   * If tries end unknown, no message is spent before the vendor has answered a harmless call; if the account was
   * refused, none as long as the vendor refuses that call, too. A finding of ours alone (a sender that is not on its
   * list) may be wrong.
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
}
