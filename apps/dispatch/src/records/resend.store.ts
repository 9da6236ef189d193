import { Injectable } from '@nestjs/common';
import {
  Clock,
  sendTaskOf,
  type MessageKindId,
  type MessageState,
  type SendMessageTask,
} from '@subjectline/contracts';
import { Database, Outbox } from '@subjectline/storage';

/** What it takes to send a message again. */
export interface KeptNotice {
  readonly kind: MessageKindId;
  readonly state: MessageState;
  readonly channel: SendMessageTask['channel'] | null;
  readonly about: string | null;
  readonly locale: string;
  readonly is_test: boolean;
  /** Null once it was removed. */
  readonly sealed_content: string | null;
}

export interface Origin {
  readonly resentFrom: string;
  readonly resentBy: string;
}

@Injectable()
export class ResendStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async read(organization: string, id: string): Promise<KeptNotice | null> {
    const [row] = await this.database.query<KeptNotice>(
      `select kind, state, channel, about, locale, is_test, sealed_content from messages
       where organization = $1 and id = $2`,
      [organization, id],
    );
    return row ?? null;
  }

  /** Stores the new message with its task, together or not at all. The same id again changes nothing. */
  async add(task: SendMessageTask, { resentFrom, resentBy }: Origin): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const rows = await transaction.query(
        `insert into messages (organization, id, kind, state, channel, about, attempts, sealed_content, locale,
           created_at, resent_from, resent_by, is_test, recipient_digest, other_digest)
         select $1, $2, $3, 'queued', $4, $5, 0, $6, $7, $8, $9, $10, $11, recipient_digest, other_digest
         from messages where organization = $1 and id = $9
         on conflict (organization, id) do nothing returning id`,
        [
          task.organization,
          task.id,
          task.kind,
          task.channel ?? null,
          task.about ?? null,
          task.sealed_content,
          task.locale,
          this.clock.now(),
          resentFrom,
          resentBy,
          task.is_test ?? false,
        ],
      );
      if (rows.length > 0) await this.outbox.add(transaction, sendTaskOf(task.kind), task, { id: task.id });
    });
  }
}
