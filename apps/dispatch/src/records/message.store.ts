import { Injectable } from '@nestjs/common';
import type {
  MessageDelivery,
  MessageHistory,
  MessageRecord,
  MessageRecords,
  MessageReport,
  MessageTry,
} from '@subjectline/contracts';
import { Database } from '@subjectline/storage';
import { strongestFirst } from '../message/delivery';
import { conditionsOf, type MessageFilter } from './message-filter';

type MessageRow = Omit<MessageRecord, 'created_at' | 'send_at' | 'next_attempt_at' | 'settled_at'> & {
  created_at: Date;
  send_at: Date | null;
  next_attempt_at: Date | null;
  settled_at: Date | null;
};

const columns = `id, kind, state, reason, channel, about, service_type, provider_key, provider_message_id,
  wording_version, wording_locale, missing, attempts, created_at, send_at, next_attempt_at, settled_at, resent_from, resent_by,
  canceled_by,
  (select attempts.reason from attempts where attempts.organization = messages.organization
     and attempts.message_id = messages.id order by number desc limit 1) as provider_reason,
  (select json_build_object('status', status, 'bounce', bounce, 'reason', reports.reason, 'code', code, 'at', at)
     from delivery_reports reports where reports.organization = messages.organization
     and reports.message_id = messages.id and reports.provider_key = messages.provider_key
     order by ${strongestFirst} limit 1) as delivery`;

@Injectable()
export class MessageStore {
  constructor(private readonly database: Database) {}

  async read(organization: string, id: string): Promise<MessageRecord | null> {
    const row = await this.row(organization, id);
    return row && toRecord(row);
  }

  /** In one statement, so that a message and its tries are consistent. */
  async readHistory(organization: string, id: string): Promise<MessageHistory | null> {
    const [row] = await this.database.query<MessageRow & { tries: MessageTry[]; reports: MessageReport[] }>(
      `select ${columns}, (
         select coalesce(json_agg(tried order by number), '[]') from (
           select number, service_type, provider_key, outcome, code, reason, started_at, finished_at from attempts
           where attempts.organization = messages.organization and message_id = messages.id) tried) as tries, (
         select coalesce(json_agg(reported order by position), '[]') from (
           select provider_key, status, bounce, reason, code, at, received_at, position from delivery_reports
           where delivery_reports.organization = messages.organization and message_id = messages.id) reported) as reports
       from messages where organization = $1 and id = $2`,
      [organization, id],
    );
    return row ? { ...toRecord(row), tries: row.tries.map(toTry), reports: row.reports.map(toReport) } : null;
  }

  /** Newest first. */
  async list(filter: MessageFilter): Promise<MessageRecords> {
    const { page, size } = filter;
    const { where, values } = conditionsOf(filter);
    const [limit, offset] = [`$${values.length + 1}`, `$${values.length + 2}`];
    const [rows, [count]] = await Promise.all([
      this.database.query<MessageRow>(
        `select ${columns} from messages where ${where} order by created_at desc, position desc
         limit ${limit} offset ${offset}`,
        [...values, size, (page - 1) * size],
      ),
      this.database.query<{ total: number }>(`select count(*) as total from messages where ${where}`, values),
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
    send_at: row.send_at?.toISOString() ?? null,
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    settled_at: row.settled_at?.toISOString() ?? null,
    delivery: row.delivery && toDelivery(row.delivery),
  };
}

/** JSON has PostgreSQL's own form of timestamps. */
function iso(moment: string): string {
  return new Date(moment).toISOString();
}

function toTry(row: MessageTry): MessageTry {
  return { ...row, started_at: iso(row.started_at), finished_at: iso(row.finished_at) };
}

function toDelivery(row: MessageDelivery): MessageDelivery {
  return { ...row, at: iso(row.at) };
}

function toReport({
  provider_key,
  status,
  bounce,
  reason,
  code,
  at,
  received_at,
}: MessageReport): MessageReport {
  return { provider_key, status, bounce, reason, code, at: iso(at), received_at: iso(received_at) };
}
