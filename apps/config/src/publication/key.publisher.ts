import type { Bus, ServiceContext, WatchedKeys } from '@subjectline/bus';
import { KeyCanaries } from '@subjectline/contracts';
import type { Storage } from '@subjectline/storage';

/** Publishes which keys this service seals with, so that no other service works with different ones. */
export class KeyPublisher {
  private constructor(
    private readonly storage: Pick<Storage, 'canaries'>,
    private readonly bus: Bus,
    private readonly published: WatchedKeys,
  ) {}

  static async open(storage: Pick<Storage, 'canaries'>, { bus }: ServiceContext): Promise<KeyPublisher> {
    return new KeyPublisher(storage, bus, await bus.watchKeys(KeyCanaries));
  }

  async publishAll(): Promise<void> {
    const canaries = await this.storage.canaries();
    for (const { key_id, sealed } of canaries) await this.bus.put(KeyCanaries, key_id, { sealed });
    const gone = [...this.published.keys].filter((id) => !canaries.some(({ key_id }) => key_id === id));
    for (const id of gone) await this.bus.remove(KeyCanaries, id);
  }
}
