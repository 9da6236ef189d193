import { Injectable } from '@nestjs/common';
import { Database } from '@subjectline/storage';

/** The span that the last try of a message was part of. */
@Injectable()
export class MessageTraceStore {
  constructor(private readonly database: Database) {}

  async keep(organization: string, messageId: string, traceParent: string): Promise<void> {
    await this.database.query(
      `insert into message_traces (organization, message_id, trace_parent) values ($1, $2, $3)
       on conflict (organization, message_id) do update set trace_parent = excluded.trace_parent`,
      [organization, messageId, traceParent],
    );
  }

  async find(organization: string, messageIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ trace_parent: string }>(
      'select trace_parent from message_traces where organization = $1 and message_id = any($2)',
      [organization, messageIds],
    );
    return rows.map(({ trace_parent }) => trace_parent);
  }
}
