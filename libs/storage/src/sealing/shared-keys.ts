import { setTimeout as pause } from 'node:timers/promises';
import { SettingsError, type Bus, type Logger, type WatchedState } from '@subjectline/bus';
import { KeyCanaries, keyCanaryContext, type KeyCanary } from '@subjectline/contracts';
import { KeysMismatch } from './key-check';
import type { KeyRing } from './sealing';

/** Config may be starting too, on a broker with the data of an earlier installation. */
const patienceMs = 5_000;
const pollMs = 100;

/**
 * Compares the keys of a service with those of config: one service opens what another has sealed, so that keys that fit the
 * service's own tables must also fit the others'.
 */
export class SharedKeys {
  private constructor(
    private readonly canaries: WatchedState<KeyCanary>,
    private readonly keys: KeyRing,
  ) {}

  /** At start: throws a `SettingsError` when config has another key under the same id. */
  static async open(bus: Bus, keys: KeyRing, logger: Logger): Promise<SharedKeys> {
    const canaries = await bus.watch(KeyCanaries);
    const shared = new SharedKeys(canaries, keys);
    const mismatch = await shared.lastingMismatch();
    if (!mismatch) return shared;
    canaries.close();
    logger.fatal({ keyId: mismatch.keyId }, 'a key is missing or wrong');
    throw new SettingsError(mismatch.message);
  }

  /** What is wrong with the keys right now, in words for an operator; null when nothing is. */
  get problem(): string | null {
    const mismatch = this.mismatch();
    if (mismatch) return mismatch.what;
    const [first] = this.keys.ids;
    if (this.canaries.isEmpty || this.canaries.get(first)) return null;
    return `the key "${first}" seals what is new, and config does not have it`;
  }

  private mismatch(): KeysMismatch | null {
    const id = this.keys.ids.find((one) => !this.fits(one));
    return id === undefined ? null : new KeysMismatch(id, 'is not the one that config has');
  }

  private fits(id: string): boolean {
    const canary = this.canaries.get(id);
    return !canary || this.keys.opens(canary.sealed, keyCanaryContext);
  }

  private async lastingMismatch(): Promise<KeysMismatch | null> {
    for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(pollMs)) {
      if (!this.mismatch()) return null;
    }
    return this.mismatch();
  }
}
