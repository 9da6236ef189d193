import { Injectable } from '@nestjs/common';
import type {
  Channel,
  CountedMessages,
  CountMessagesRequest,
  MessageCounts,
  MessageKindId,
} from '@subjectline/contracts';
import { Database } from '@subjectline/storage';
import { strongestFirst } from '../message/delivery';

type Row = MessageCounts & {
  /** Which grouping the row is of; see below. */
  readonly grouped: 'all' | 'day' | 'kind' | 'provider' | 'country';
  readonly day: string | null;
  readonly kind: MessageKindId | null;
  readonly provider_key: string | null;
  readonly channel: Channel | null;
  readonly country: string | null;
};

const milliseconds = (moment: string) => `extract(epoch from ${moment} - due_at) * 1000`;
const quantile = (part: number, moment: string, condition: string) =>
  `round(percentile_cont(${part}) within group (order by ${milliseconds(moment)}) filter (where ${condition}))::int`;

@Injectable()
export class CountsStore {
  constructor(private readonly database: Database) {}

  /** All groupings in one pass over the messages of the time. */
  async count({ organization, from }: CountMessagesRequest): Promise<CountedMessages> {
    const rows = await this.database.query<Row>(
      `select case when grouping(day) = 0 then 'day' when grouping(kind) = 0 then 'kind'
           when grouping(channel) = 0 then 'provider' when grouping(country) = 0 then 'country' else 'all' end as grouped,
         day, kind, provider_key, channel, country,
         count(*)::int as messages,
         (count(*) filter (where state = 'sent'))::int as sent,
         (count(*) filter (where state in ('failed', 'expired', 'unknown')))::int as failed,
         (count(*) filter (where state in ('skipped', 'canceled')))::int as skipped,
         (count(*) filter (where state in ('scheduled', 'queued', 'sending')))::int as waiting,
         (count(*) filter (where status = 'delivered'))::int as delivered,
         (count(*) filter (where status in ('bounced', 'rejected')))::int as undelivered,
         ${quantile(0.5, 'settled_at', "state = 'sent' and settled_at is not null")} as send_ms_median,
         ${quantile(0.95, 'settled_at', "state = 'sent' and settled_at is not null")} as send_ms_p95,
         ${quantile(0.5, 'reported_at', "status = 'delivered'")} as delivery_ms_median
       from (
         select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, kind, provider_key, channel, country, state,
           settled_at, coalesce(send_at, created_at) as due_at, report.status, report.at as reported_at
         from messages left join lateral (
           select status, at from delivery_reports reports where reports.organization = messages.organization
             and reports.message_id = messages.id and reports.provider_key = messages.provider_key
           order by ${strongestFirst} limit 1) report on true
         where messages.organization = $1 and created_at >= $2 and not is_test) counted
       group by grouping sets ((), (day), (kind), (provider_key, channel), (country))
       order by day, messages desc, kind, provider_key, channel, country`,
      [organization, from],
    );
    const of = (grouped: Row['grouped']): Row[] => rows.filter((row) => row.grouped === grouped);
    const [all] = of('all');
    return {
      all: all ? countsOf(all) : none,
      days: of('day').map((row) => ({ day: row.day ?? '', ...countsOf(row) })),
      kinds: of('kind').flatMap((row) => (row.kind === null ? [] : [{ kind: row.kind, ...countsOf(row) }])),
      providers: of('provider').map((row) => ({
        provider_key: row.provider_key,
        channel: row.channel,
        ...countsOf(row),
      })),
      countries: of('country').flatMap((row) =>
        row.country === null ? [] : [{ country: row.country, ...countsOf(row) }],
      ),
    };
  }
}

function countsOf({
  messages,
  sent,
  failed,
  skipped,
  waiting,
  delivered,
  undelivered,
  ...row
}: Row): MessageCounts {
  const { send_ms_median, send_ms_p95, delivery_ms_median } = row;
  const counts = { messages, sent, failed, skipped, waiting, delivered, undelivered };
  return { ...counts, send_ms_median, send_ms_p95, delivery_ms_median };
}

const none: MessageCounts = {
  messages: 0,
  sent: 0,
  failed: 0,
  skipped: 0,
  waiting: 0,
  delivered: 0,
  undelivered: 0,
  send_ms_median: null,
  send_ms_p95: null,
  delivery_ms_median: null,
};
