import type { ListMessagesRequest, MessageRecord, MessageRecords } from '@subjectline/contracts';
import type { Database } from '@subjectline/storage';

type MessageRow = Omit<MessageRecord, 'created_at' | 'next_attempt_at' | 'settled_at'> & {
  created_at: Date;
  next_attempt_at: Date | null;
  settled_at: Date | null;
};

const columns = `id, kind, state, reason, channel, about, service_type, provider_message_id, attempts, created_at,
  next_attempt_at, settled_at`;

/** What became of messages, for whoever asks. */
export class MessageStore {
  constructor(private readonly database: Database) {}

  async read(organization: string, id: string): Promise<MessageRecord | null> {
    const [row] = await this.database.query<MessageRow>(
      `select ${columns} from messages where organization = $1 and id = $2`,
      [organization, id],
    );
    return row ? toRecord(row) : null;
  }

  /** Newest first. */
  async list({ organization, about, state, page, size }: ListMessagesRequest): Promise<MessageRecords> {
    const filter = `organization = $1 and ($2::text is null or about = $2) and ($3::text is null or state = $3)`;
    const values = [organization, about ?? null, state ?? null];
    const [rows, [count]] = await Promise.all([
      this.database.query<MessageRow>(
        `select ${columns} from messages where ${filter} order by position desc limit $4 offset $5`,
        [...values, size, (page - 1) * size],
      ),
      this.database.query<{ total: number }>(
        `select count(*) as total from messages where ${filter}`,
        values,
      ),
    ]);
    return { items: rows.map(toRecord), total: count?.total ?? 0 };
  }
}

function toRecord(row: MessageRow): MessageRecord {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}
