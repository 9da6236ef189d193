import { Injectable } from '@nestjs/common';
import { Clock, type SendMessageTask } from '@subjectline/contracts';
import { NewMessageStore, sendAtOf } from './new-message.store';

/** Messages that are sent at a time of their own. */
@Injectable()
export class Scheduling {
  constructor(
    private readonly store: NewMessageStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether a message has its turn. One whose time is to come is stored and waits in the outbox; cancel, release and the
   * first try change the same row, so that of several at once one takes effect.
   */
  async isDue(task: SendMessageTask): Promise<boolean> {
    const sendAt = sendAtOf(task);
    if (!sendAt) return true;
    if (sendAt <= this.clock.now()) return (await this.store.becomeDue(task)) !== 'canceled';
    const [stored] = await this.store.add([task]);
    // an operator may have released it
    return stored?.state !== 'scheduled' && stored?.state !== 'canceled';
  }
}
