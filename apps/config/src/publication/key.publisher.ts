import { Inject, Injectable } from '@nestjs/common';
import { Bus, WatchedKeys } from '@subjectline/bus';
import { KeyCanaries } from '@subjectline/contracts';
import type { Storage } from '@subjectline/storage';

/** Nest's token for the canaries of this service's keys. */
export const canariesToken = Symbol('canaries');

/** Publishes which keys this service seals with, so that no other service works with different ones. */
@Injectable()
export class KeyPublisher {
  constructor(
    @Inject(canariesToken) private readonly canaries: Storage['canaries'],
    private readonly published: WatchedKeys,
    private readonly bus: Bus,
  ) {}

  async publishAll(): Promise<void> {
    const canaries = await this.canaries();
    for (const { key_id, sealed } of canaries) await this.bus.put(KeyCanaries, key_id, { sealed });
    const gone = [...this.published.keys].filter((id) => !canaries.some(({ key_id }) => key_id === id));
    for (const id of gone) await this.bus.remove(KeyCanaries, id);
  }
}
