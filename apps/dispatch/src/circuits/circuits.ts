import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { CircuitStore, type AccountId, type Circuit } from './circuit.store';
import {
  isFailure,
  isNoSignOfAccount,
  type AttemptResult,
  type Failure,
  type FailureOutcome,
} from '../message/outcome';

/** How many failures in a row open a circuit. */
const failuresToOpen: Readonly<Record<FailureOutcome, number>> = {
  unavailable: 5,
  unknown: 5,
  throttled: 3,
  misconfigured: 3,
};

/**
 * The waits between probes; the last one repeats. A vendor that is back is found out within seconds, whatever it said
 * in Retry-After; a wrong key heals more seldom, and a save of the config does not wait for a probe.
 */
const probeSteps: Readonly<Record<FailureOutcome, readonly number[]>> = {
  unavailable: [1_000, 2_000, 5_000, 10_000, 15_000],
  unknown: [5_000, 10_000, 15_000],
  throttled: [2_000, 5_000, 10_000, 15_000],
  misconfigured: [2_000, 5_000, 15_000, 30_000, 60_000],
};

interface Failures {
  readonly version: number;
  readonly count: number;
}

/**
 * Which accounts work. The circuit of an account that keeps failing is open: its messages are held, and now and then one
 * of them probes the account. In memory for the hot path, in PostgreSQL for the other replicas.
 */
@Injectable()
export class Circuits {
  private open = new Map<string, Circuit>();
  private readonly failures = new Map<string, Failures>();
  /** How many changes of this replica are stored, and how many are being stored. */
  private changes = 0;
  private storing = 0;
  private opened: (account: AccountId) => void = () => undefined;

  constructor(
    private readonly store: CircuitStore,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Calls back for each circuit that this replica opens. */
  onOpened(listener: (account: AccountId) => void): void {
    this.opened = listener;
  }

  /** Why its messages are held, or null if the account works. */
  reasonOf(account: AccountId): FailureOutcome | null {
    return this.find(account)?.reason ?? null;
  }

  /** Whether the last try of this replica failed. */
  hasFailed({ organization, key, version }: AccountId): boolean {
    return this.failures.get(nameOf(organization, key))?.version === version;
  }

  list(): Circuit[] {
    return [...this.open.values()];
  }

  /** Reads the findings of other replicas. */
  async refresh(): Promise<void> {
    const before = this.open;
    const { changes } = this;
    const rows = await this.store.all();
    // findings of this replica may not be among them yet
    if (this.storing > 0 || changes !== this.changes) return;
    this.open = new Map(rows.map((row) => [nameOf(row.organization, row.provider_key), row]));
    for (const name of before.keys()) if (!this.open.has(name)) this.failures.delete(name);
  }

  /** Learns from the outcome of a try. */
  async learn(account: AccountId, result: AttemptResult): Promise<void> {
    const name = nameOf(account.organization, account.key);
    if (!isFailure(result)) {
      this.failures.delete(name);
      if (this.find(account)) await this.close(account);
      return;
    }
    if (isNoSignOfAccount(result)) return;
    const known = this.failures.get(name);
    const count = known?.version === account.version ? known.count + 1 : 1;
    this.failures.set(name, { version: account.version, count });
    if (count >= failuresToOpen[result.outcome] && !this.find(account)) {
      await this.openFor(account, result);
    }
  }

  /** Opens the circuit of an account before it has failed often enough, because no other account is left. */
  async suspect(account: AccountId): Promise<void> {
    await this.openFor(account, { outcome: 'misconfigured', code: null });
  }

  /** Whether this replica, and no other, may try a message of an account that does not work. */
  async claimProbe(circuit: Circuit): Promise<boolean> {
    if (circuit.probe_at > this.clock.now()) return false;
    const isClaimed = await this.store.claimProbe(circuit, probeInMs(circuit.reason, circuit.probes + 1));
    await this.refresh();
    return isClaimed;
  }

  find({ organization, key, version }: AccountId): Circuit | undefined {
    const circuit = this.open.get(nameOf(organization, key));
    return circuit?.version === version ? circuit : undefined;
  }

  async close(account: AccountId): Promise<void> {
    const { organization, key } = account;
    this.open.delete(nameOf(organization, key));
    if (await this.stored(() => this.store.close(account))) {
      this.logger.info({ organization, key }, 'provider circuit closed');
    }
  }

  private async stored<T>(store: () => Promise<T>): Promise<T> {
    this.storing += 1;
    try {
      return await store();
    } finally {
      this.storing -= 1;
      this.changes += 1;
    }
  }

  private async openFor(account: AccountId, { outcome: reason, retryAfterMs = 0 }: Failure): Promise<void> {
    const { organization, key, version } = account;
    const steps = probeSteps[reason];
    const longestMs = steps.at(-1) ?? 0;
    const inMs = Math.min(Math.max(retryAfterMs, probeInMs(reason, 0)), longestMs);
    const now = this.clock.now();
    const probe_at = new Date(now.getTime() + inMs);
    const circuit = { organization, provider_key: key, version, reason, opened_at: now, probe_at, probes: 0 };
    this.open.set(nameOf(organization, key), circuit);
    if (await this.stored(() => this.store.open(account, reason, inMs))) {
      this.logger.warn({ organization, key, reason }, 'provider circuit opened; messages are held');
      this.opened(account);
    }
  }
}

function probeInMs(reason: FailureOutcome, probes: number): number {
  const steps = probeSteps[reason];
  return steps[Math.min(probes, steps.length - 1)] ?? 0;
}

function nameOf(organization: string, key: string): string {
  return `${organization} ${key}`;
}
