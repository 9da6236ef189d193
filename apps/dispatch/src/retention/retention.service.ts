import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Metrics, type Logger } from '@subjectline/bus';
import { Clock, dayMs } from '@subjectline/contracts';
import { Database, RetentionRounds, type Remove } from '@subjectline/storage';
import { DispatchEnv } from '../env';
import { maxRemoved, OldContents } from './old-contents.service';

/** Longer than a signature is accepted, an hour ahead included: what is deleted cannot be used again. */
const tokenDays = 4;

/** Deletes the content and recipients of old messages, and old messages of the inbox; outcomes stay for years. */
@Injectable()
export class Retention extends RetentionRounds {
  constructor(
    database: Database,
    clock: Clock,
    private readonly contents: OldContents,
    private readonly env: DispatchEnv,
    metrics: Metrics,
    @Inject(loggerToken) logger: Logger,
  ) {
    super(database, clock, logger, metrics);
  }

  protected async removeOld(remove: Remove): Promise<void> {
    const nowMs = this.clock.nowMs();
    const before = new Date(nowMs - this.env.SUBJECTLINE_MESSAGE_CONTENT_DAYS * dayMs);
    const kept = await remove('inbox_message', removeKept, before);
    const records = new Date(nowMs - this.env.SUBJECTLINE_RECORD_DAYS * dayMs);
    await remove('message_record', removeRecords, records);
    await remove('suppression', removeSuppressions, new Date(nowMs));
    await remove('report_token', removeTokens, new Date(nowMs - tokenDays * dayMs));
    // last: it asks another service for the legal holds, and nothing else waits for that one
    const contents = await this.contents.remove(before, () => this.isStopped);
    this.count('message_content', contents);
    if (contents >= maxRemoved) this.runAgainSoon();
    if (contents + kept > 0) this.logger.info({ contents, kept }, 'old content deleted');
  }
}

/** With their tries and reports. One whose content is kept for longer still has it. */
const removeRecords = `with old as (
    select organization, id from messages
    where created_at < $1 and settled_at < $1 and sealed_content is null
    limit $2 for update skip locked
  ), tries as (
    delete from attempts using old
    where attempts.organization = old.organization and attempts.message_id = old.id
  )
  delete from messages using old where messages.organization = old.organization and messages.id = old.id
  returning messages.id`;

const removeTokens = `delete from report_tokens where (organization, provider_key, token) in (
    select organization, provider_key, token from report_tokens where seen_at < $1
    limit $2 for update skip locked)
  returning token`;

const removeSuppressions = `delete from suppressions where (organization, id) in (
    select organization, id from suppressions where expires_at < $1
    limit $2 for update skip locked)
  returning id`;

const removeKept = `delete from inbox where (organization, id) in (
    select organization, id from inbox where sent_at < $1 limit $2 for update skip locked)
  returning id`;
