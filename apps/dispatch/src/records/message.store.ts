import { Injectable } from '@nestjs/common';
import type {
  ListMessagesRequest,
  MessageHistory,
  MessageRecord,
  MessageRecords,
  MessageTry,
} from '@subjectline/contracts';
import { Database } from '@subjectline/storage';

type MessageRow = Omit<MessageRecord, 'created_at' | 'next_attempt_at' | 'settled_at'> & {
  created_at: Date;
  next_attempt_at: Date | null;
  settled_at: Date | null;
};

const columns = `id, kind, state, reason, channel, about, service_type, provider_key, provider_message_id,
  wording_version, wording_locale, missing, attempts, created_at, next_attempt_at, settled_at, resent_from, resent_by,
  (select attempts.reason from attempts where attempts.organization = messages.organization
     and attempts.message_id = messages.id order by number desc limit 1) as provider_reason`;

@Injectable()
export class MessageStore {
  constructor(private readonly database: Database) {}

  async read(organization: string, id: string): Promise<MessageRecord | null> {
    const row = await this.row(organization, id);
    return row && toRecord(row);
  }

  /** In one statement, so that a message and its tries are consistent. */
  async readHistory(organization: string, id: string): Promise<MessageHistory | null> {
    const [row] = await this.database.query<MessageRow & { tries: MessageTry[] }>(
      `select ${columns}, (
         select coalesce(json_agg(tried order by number), '[]') from (
           select number, service_type, provider_key, outcome, code, reason, started_at, finished_at from attempts
           where attempts.organization = messages.organization and message_id = messages.id) tried) as tries
       from messages where organization = $1 and id = $2`,
      [organization, id],
    );
    return row ? { ...toRecord(row), tries: row.tries.map(toTry) } : null;
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

function toRecord(row: MessageRow): MessageRecord {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    settled_at: row.settled_at?.toISOString() ?? null,
  };
}

/** JSON has PostgreSQL's own form of timestamps. */
function toTry(row: MessageTry): MessageTry {
  const iso = (moment: string) => new Date(moment).toISOString();
  return { ...row, started_at: iso(row.started_at), finished_at: iso(row.finished_at) };
}
