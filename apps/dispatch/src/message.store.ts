import type {
  ListMessagesRequest,
  MessageHistory,
  MessageRecord,
  MessageRecords,
  MessageTry,
} from '@subjectline/contracts';
import type { Database } from '@subjectline/storage';

type MessageRow = Omit<MessageRecord, 'created_at' | 'next_attempt_at' | 'settled_at'> & {
  created_at: Date;
  next_attempt_at: Date | null;
  settled_at: Date | null;
};

type TryRow = Omit<MessageTry, 'started_at' | 'finished_at'> & { started_at: Date; finished_at: Date };

const columns = `id, kind, state, reason, channel, about, service_type, provider_key, provider_message_id,
  wording_version, wording_locale, attempts, created_at, next_attempt_at, settled_at, resent_from, resent_by`;

/** What became of messages, for whoever asks. */
export class MessageStore {
  constructor(private readonly database: Database) {}

  async read(organization: string, id: string): Promise<MessageRecord | null> {
    const row = await this.row(organization, id);
    return row && toRecord(row);
  }

  async readHistory(organization: string, id: string): Promise<MessageHistory | null> {
    const [message, rows] = await Promise.all([
      this.row(organization, id),
      this.database.query<TryRow>(
        `select number, service_type, provider_key, outcome, code, started_at, finished_at from attempts
         where organization = $1 and message_id = $2 order by number`,
        [organization, id],
      ),
    ]);
    return message && { ...toRecord(message), tries: rows.map(toTry) };
  }

  /** Newest first. */
  async list({ organization, about, state, kind, page, size }: ListMessagesRequest): Promise<MessageRecords> {
    const filter = `organization = $1 and ($2::text is null or about = $2) and ($3::text is null or state = $3)
      and ($4::text is null or kind = $4)`;
    const values = [organization, about ?? null, state ?? null, kind ?? null];
    const [rows, [count]] = await Promise.all([
      this.database.query<MessageRow>(
        `select ${columns} from messages where ${filter} order by position desc limit $5 offset $6`,
        [...values, size, (page - 1) * size],
      ),
      this.database.query<{ total: number }>(
        `select count(*) as total from messages where ${filter}`,
        values,
      ),
    ]);
    return { items: rows.map(toRecord), total: count?.total ?? 0 };
  }

  private async row(organization: string, id: string): Promise<MessageRow | null> {
    const [row] = await this.database.query<MessageRow>(
      `select ${columns} from messages where organization = $1 and id = $2`,
      [organization, id],
    );
    return row ?? null;
  }
}

function toRecord(row: MessageRow): Readonly<MessageRecord> {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}

function toTry(row: TryRow): MessageTry {
  return { ...row, started_at: row.started_at.toISOString(), finished_at: row.finished_at.toISOString() };
}
