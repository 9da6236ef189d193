import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Accounts } from '../accounts/accounts';
import { ReleaseStore, type Release } from './release.store';

/** The first batch of a release; each next one is twice as large: an account that breaks down again meets few. */
const minBatchSize = 100;
const maxBatchSize = 2_000;
/** How often to look for messages that are held though their account works. */
const rescueEveryMs = 10_000;

/** Releases held messages in growing batches. */
@Injectable()
export class Releases {
  private readonly batchSizes = new Map<string, number>();
  private nextRescueMs = 0;

  constructor(
    private readonly store: ReleaseStore,
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {}

  /** @returns how many messages it released */
  async run(): Promise<number> {
    await this.rescue();
    let freed = 0;
    for (const release of await this.store.list()) freed += await this.releaseBatch(release);
    return freed;
  }

  /** Scans all held messages, which are many while vendors are down: not in every round. */
  private async rescue(): Promise<void> {
    if (this.clock.nowMs() < this.nextRescueMs) return;
    await this.store.requestReleaseOfWorking();
    this.nextRescueMs = this.clock.nowMs() + rescueEveryMs;
  }

  private async releaseBatch(release: Release): Promise<number> {
    const { organization, provider_key } = release;
    const name = `${organization} ${provider_key}`;
    if (await this.store.dropStale(release)) {
      this.batchSizes.delete(name);
      return 0;
    }
    const size = this.batchSizes.get(name) ?? minBatchSize;
    let freed = 0;
    for (const lane of ['codes', 'notices'] as const) {
      const room = this.accounts.roomOf(organization, provider_key, lane);
      if (room > 0) freed += await this.store.release(release, lane, Math.min(size, room));
    }
    this.batchSizes.set(name, Math.min(size * 2, maxBatchSize));
    if (freed === 0) {
      this.batchSizes.delete(name);
      await this.store.endRelease(release);
    }
    return freed;
  }
}
