import { Inject, Injectable } from '@nestjs/common';
import { linkTo, loggerToken, Tracing, type Logger } from '@subjectline/bus';
import type { SendMessageTask } from '@subjectline/contracts';
import { Database } from '@subjectline/storage';

/** Remembers the spans of messages for their delivery reports, while traces are exported. A message never fails for it. */
@Injectable()
export class MessageTraces {
  constructor(
    private readonly database: Database,
    private readonly tracing: Tracing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async keep({ organization, id }: SendMessageTask, traceParent: string | undefined): Promise<void> {
    if (!this.tracing.isOn || !traceParent) return;
    await this.optional(
      this.database.query(
        `insert into message_traces (organization, message_id, trace_parent) values ($1, $2, $3)
         on conflict (organization, message_id) do update set trace_parent = excluded.trace_parent`,
        [organization, id, traceParent],
      ),
    );
  }

  /** Links the current span to those of messages. */
  async link(organization: string, messageIds: readonly string[]): Promise<void> {
    if (!this.tracing.isOn) return;
    const rows = await this.optional(
      this.database.query<{ trace_parent: string }>(
        'select trace_parent from message_traces where organization = $1 and message_id = any($2)',
        [organization, messageIds],
      ),
    );
    linkTo(rows.map(({ trace_parent }) => trace_parent));
  }

  private async optional<T>(rows: Promise<T[]>): Promise<T[]> {
    return rows.catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the trace of a message could not be stored or read');
      return [];
    });
  }
}
