import { Injectable } from '@nestjs/common';
import {
  Clock,
  messageKind,
  sendTaskOf,
  type MessageState,
  type SendMessageTask,
} from '@subjectline/contracts';
import { BatchColumns, Database, Outbox, type Transaction } from '@subjectline/storage';
import { MessageMetrics } from '../metrics/message-metrics';
import { MessageRecipients, type RecipientDigests } from './message-recipients';
import { nameOf, taskColumns, taskRowOf, type TaskRow } from './task-row';

interface NewRow extends TaskRow, RecipientDigests {
  readonly channel: string | null;
  readonly state: MessageState;
  readonly send_at: Date | null;
}

/** As it is stored: newly, or by an earlier call. */
export interface StoredState {
  readonly state: MessageState;
  readonly send_at: Date | null;
}

interface StateRow extends StoredState {
  readonly organization: string;
  readonly id: string;
}

const columns = new BatchColumns<NewRow>(
  {
    ...taskColumns,
    channel: 'text',
    state: 'text',
    send_at: 'timestamptz',
    recipient_digest: 'text',
    other_digest: 'text',
  },
  1,
);
const names = new BatchColumns<Pick<StateRow, 'organization' | 'id'>>({ organization: 'text', id: 'text' });

/** The outbox row of a message until its time has come: its first task had the id of the message. */
export function scheduledRowOf(id: string): string {
  return `${id}-scheduled`;
}

/** What the outbox publishes is due, also by the clock of a replica that is behind, and once it was released. */
const alreadyDue = new Date(0).toISOString();

/** A code is of use only at once. */
export function sendAtOf({ kind, send_at }: Pick<SendMessageTask, 'kind' | 'send_at'>): Date | null {
  return send_at === undefined || messageKind(kind).lane === 'codes' ? null : new Date(send_at);
}

/** Writes messages before their first try. Those that are scheduled wait in the outbox. */
@Injectable()
export class NewMessageStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly metrics: MessageMetrics,
    private readonly recipients: MessageRecipients,
    private readonly clock: Clock,
  ) {}

  /** Stores messages with their tasks. What is there already stays as it is. @returns what is stored, in their order */
  add(tasks: readonly SendMessageTask[]): Promise<(StoredState | undefined)[]> {
    return this.database.transaction(async (transaction) => {
      const added = await this.insert(transaction, tasks);
      for (const task of tasks) if (added.has(nameOf(task))) await this.addTask(transaction, task);
      const stored = await transaction.query<StateRow>(
        `select organization, id, state, send_at from messages
         join ${names.given} using (organization, id)`,
        names.valuesOf(tasks),
      );
      const states = new Map(stored.map((row) => [nameOf(row), row]));
      return tasks.map((task) => states.get(nameOf(task)));
    });
  }

  /** Lets a scheduled message go now. @returns whether it was scheduled */
  async release({ organization, id }: Pick<SendMessageTask, 'organization' | 'id'>): Promise<boolean> {
    const released = await this.database.query(
      `with released as (
         update messages set state = 'queued', send_at = $3 where organization = $1 and id = $2 and state = 'scheduled'
         returning id
       ), due as (
         update outbox set available_at = $3 where id in (select $4 from released) and published_in is null
       )
       select id from released`,
      [organization, id, this.clock.now(), scheduledRowOf(id)],
    );
    return released.length > 0;
  }

  /** The time of a scheduled message has come. @returns its state; null if nothing is stored of it */
  async becomeDue({ organization, id }: SendMessageTask): Promise<MessageState | null> {
    const [row] = await this.database.query<{ state: MessageState }>(
      `with due as (
         update messages set state = 'queued' where organization = $1 and id = $2 and state = 'scheduled'
         returning state
       )
       select state from due union all
       select state from messages where organization = $1 and id = $2 and not exists (select from due)`,
      [organization, id],
    );
    return row?.state ?? null;
  }

  private async insert(
    transaction: Transaction,
    tasks: readonly SendMessageTask[],
  ): Promise<ReadonlySet<string>> {
    const now = this.clock.now();
    const rows = await transaction.query<Pick<StateRow, 'organization' | 'id'>>(
      `insert into messages (${columns.names}, attempts, created_at)
       select ${columns.selected}, 0, $1 from ${columns.given}
       order by organization, id on conflict (organization, id) do nothing returning organization, id`,
      [now, ...columns.valuesOf(tasks.map((task) => ({ ...rowOf(task, now), ...this.recipients.of(task) })))],
    );
    const added = new Set(rows.map(nameOf));
    transaction.afterCommit(() => {
      for (const task of tasks) if (added.has(nameOf(task))) this.metrics.countAccepted(task);
    });
    return added;
  }

  private addTask(transaction: Transaction, task: SendMessageTask): Promise<void> {
    const availableAt = sendAtOf(task);
    const contract = sendTaskOf(task.kind);
    if (!availableAt || availableAt <= this.clock.now())
      return this.outbox.add(transaction, contract, task, { id: task.id });
    const entry = { id: scheduledRowOf(task.id), availableAt };
    return this.outbox.add(transaction, contract, { ...task, send_at: alreadyDue }, entry);
  }
}

function rowOf(task: SendMessageTask, now: Date): Omit<NewRow, keyof RecipientDigests> {
  const sendAt = sendAtOf(task);
  const isLater = sendAt !== null && sendAt > now;
  return {
    ...taskRowOf(task),
    channel: task.channel ?? null,
    state: isLater ? 'scheduled' : 'queued',
    send_at: isLater ? sendAt : null,
  };
}
