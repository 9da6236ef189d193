import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Metrics, type Logger } from '@subjectline/bus';
import { Clock, sessionIdleMs } from '@subjectline/contracts';
import { Database, RetentionRounds, type Remove } from '@subjectline/storage';

/** Deletes sessions that have ended by themselves, and what was noted of sign-ins that could be repeated until then. */
@Injectable()
export class EndedSessionRounds extends RetentionRounds {
  constructor(database: Database, clock: Clock, metrics: Metrics, @Inject(loggerToken) logger: Logger) {
    super(database, clock, logger, metrics);
  }

  protected async removeOld(remove: Remove): Promise<void> {
    const now = this.clock.nowMs();
    await remove('console_session', removeWhere('used_at'), new Date(now - sessionIdleMs));
    await remove('console_session', removeWhere('expires_at'), new Date(now));
    await remove('console_session', removeUsed, new Date(now));
  }
}

const removeUsed = `delete from used_sign_ins where digest in (
    select digest from used_sign_ins where expires_at <= $1 limit $2 for update skip locked)
  returning digest`;

function removeWhere(column: 'used_at' | 'expires_at'): string {
  return `delete from sessions where id in (
      select id from sessions where ${column} <= $1 limit $2 for update skip locked)
    returning id`;
}
