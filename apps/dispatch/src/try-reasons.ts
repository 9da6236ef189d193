import type { Database } from '@subjectline/storage';
import type { Attempt } from './journal';

/** Keeps why providers refused, beside the tries that were just stored. Few tries have a reason; most pay nothing. */
export async function storeTryReasons(
  on: Pick<Database, 'query'>,
  attempts: readonly Attempt[],
): Promise<void> {
  const refused = attempts.flatMap(({ task, number, result }) => {
    const reason = result.outcome === 'sent' ? undefined : result.reason;
    return reason ? [{ organization: task.organization, id: task.id, number, reason }] : [];
  });
  if (refused.length === 0) return;
  await on.query(
    `update attempts set reason = given.reason
     from unnest($1::text[], $2::text[], $3::integer[], $4::text[]) as given (organization, message_id, number, reason)
     where attempts.organization = given.organization and attempts.message_id = given.message_id
       and attempts.number = given.number`,
    [
      refused.map(({ organization }) => organization),
      refused.map(({ id }) => id),
      refused.map(({ number }) => number),
      refused.map(({ reason }) => reason),
    ],
  );
}
