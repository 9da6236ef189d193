import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import type { Unsent } from './attempt';
import { isForgotten, taskRowOf } from '../message/task-row';
import { deleteWaits } from '../message/wait.store';

/** Writes messages that end before a provider is called. */
@Injectable()
export class UnsentStore {
  constructor(private readonly clock: Clock) {}

  /** @returns null if the message has ended already, or is being sent; else whether nothing was stored of it before */
  async write(
    transaction: Transaction,
    { task, verdict, missing, recipients }: Unsent,
  ): Promise<{ readonly isNew: boolean } | null> {
    const row = taskRowOf(task);
    const isContentForgotten = isForgotten(task, verdict);
    const [written] = await transaction.query<{ is_new: boolean }>(
      `insert into messages (organization, id, kind, state, reason, channel, about, attempts, sealed_content, locale,
         expires_at, created_at, settled_at, is_test, missing, recipient_digest, other_digest)
       values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11, $11, $13, $14, $15, $16)
       on conflict (organization, id) do update set
         state = excluded.state, reason = excluded.reason, settled_at = excluded.settled_at, next_attempt_at = null,
         missing = excluded.missing,
         recipient_digest = coalesce(messages.recipient_digest, excluded.recipient_digest),
         other_digest = case when messages.recipient_digest is null then excluded.other_digest
           else messages.other_digest end,
         sealed_content = case when $12 then null else messages.sealed_content end
       where messages.state = 'queued' returning (xmax = 0) as is_new`,
      [
        row.organization,
        row.id,
        row.kind,
        verdict.state,
        verdict.reason,
        task.channel ?? null,
        row.about,
        isContentForgotten ? null : row.sealed_content,
        row.locale,
        row.expires_at,
        this.clock.now(),
        isContentForgotten,
        row.is_test,
        missing,
        recipients.recipient_digest,
        recipients.other_digest,
      ],
    );
    if (!written) return null;
    await deleteWaits(transaction, row.organization, row.id);
    return { isNew: written.is_new };
  }
}
