import { Injectable } from '@nestjs/common';
import { Database } from '@subjectline/storage';

/** A text message that was tried, or waits for its provider; one of a batch is stored before. */
const hasBegun = `channel = 'sms' and (attempts > 0 or provider_key is not null)`;

export interface SmsCount {
  /** Up to the limit. */
  readonly count: number;
  /** Which of the given messages are among them. */
  readonly ids: readonly string[];
}

/** The text messages of an organization, as the table tells, which all replicas write to. */
@Injectable()
export class SmsUsageStore {
  constructor(private readonly database: Database) {}

  async count(
    organization: string,
    since: Date,
    limit: number,
    ids: readonly string[] = [],
  ): Promise<SmsCount> {
    const [row] = await this.database.query<SmsCount>(
      `select (select count(*) from (
           select 1 from messages where organization = $1 and ${hasBegun} and coalesce(send_at, created_at) > $2
           limit $3) as sent) as count,
         array(select id from messages where organization = $1 and id = any($4) and ${hasBegun}) as ids`,
      [organization, since, limit, ids],
    );
    return row ?? { count: 0, ids: [] };
  }

  async hasBegun(organization: string, id: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from messages where organization = $1 and id = $2 and ${hasBegun}`,
      [organization, id],
    );
    return rows.length > 0;
  }
}
