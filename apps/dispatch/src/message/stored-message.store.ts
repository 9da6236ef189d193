import { Injectable } from '@nestjs/common';
import type { Channel, MessageState, SendMessageTask } from '@subjectline/contracts';
import { Database } from '@subjectline/storage';

/** The last try of a message. */
export interface StoredTry {
  readonly state: MessageState;
  readonly attempts: number;
  readonly service_type: string;
  readonly provider_key: string | null;
  readonly channel: Channel | null;
  readonly uncounted_attempts: number;
  readonly unknown_attempts: number;
  /** When it began. */
  readonly started_at: Date | null;
  readonly text_digest: string | null;
}

export interface StoredMessage extends StoredTry {
  /** How long the try under way counts as alive without a renewal of its lease. */
  readonly lease_ms: number;
}

@Injectable()
export class StoredMessageStore {
  constructor(private readonly database: Database) {}

  async read({ organization, id }: SendMessageTask): Promise<StoredMessage | null> {
    const [row] = await this.database.query<StoredMessage>(
      `select state, attempts, service_type, provider_key, channel, uncounted_attempts, unknown_attempts, started_at, text_digest,
         coalesce(extract(epoch from lease_until - now()) * 1000, 0)::float8 as lease_ms
       from messages where organization = $1 and id = $2`,
      [organization, id],
    );
    return row ?? null;
  }
}
