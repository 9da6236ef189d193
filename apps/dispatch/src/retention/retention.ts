import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock, dayMs } from '@subjectline/contracts';
import { Database, RetentionRounds, type Remove } from '@subjectline/storage';
import { DispatchEnv } from '../env';

/** Longer than a signature is accepted, an hour ahead included: what is deleted cannot be used again. */
const tokenDays = 4;

/** Deletes the content and recipients of old messages, and old messages of the inbox; outcomes stay. */
@Injectable()
export class Retention extends RetentionRounds {
  constructor(
    database: Database,
    clock: Clock,
    private readonly env: DispatchEnv,
    @Inject(loggerToken) logger: Logger,
  ) {
    super(database, clock, logger);
  }

  protected async removeOld(remove: Remove): Promise<void> {
    const nowMs = this.clock.nowMs();
    const before = new Date(nowMs - this.env.SUBJECTLINE_MESSAGE_CONTENT_DAYS * dayMs);
    const contents = await remove(removeContents, before);
    const kept = await remove(removeKept, before);
    await remove(removeSuppressions, new Date(nowMs));
    await remove(removeTokens, new Date(nowMs - tokenDays * dayMs));
    if (contents + kept > 0) this.logger.info({ contents, kept }, 'old content deleted');
  }
}

const removeContents = `update messages set sealed_content = null, text_digest = null where (organization, id) in (
    select organization, id from messages
    where created_at < $1 and settled_at < $1 and sealed_content is not null
    limit $2 for update skip locked)
  returning id`;

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
