import {
  AppError,
  type DeadLetter,
  type DeadLetterReference,
  type ServiceName,
} from '@subjectline/contracts';
import type { Bus } from '../messages/bus';
import { durableName } from '../broker/topology';
import { deadLetters, readDeadLetter, sendDeadLetterAgain, type BuriedMessage } from './dead-letters';

/** So many are looked at for one page at most: those of other organizations are among them. */
const maxLookedAt = 1_000;

/** A dead letter of an organization. Throws `dead_letter_unknown`, also for one of another organization. */
export async function deadLetterOf(
  bus: Bus,
  { organization, sequence }: DeadLetterReference,
): Promise<DeadLetter> {
  const found = await readDeadLetter(bus.connection, sequence);
  if (!found || !isOf(organization, found)) throw new AppError('dead_letter_unknown', { sequence });
  return viewOf(found.letter);
}

/** One page of those of an organization, oldest first. */
export async function deadLettersOf(
  bus: Bus,
  { organization, after, limit }: { organization: string; after: number; limit: number },
): Promise<{ items: DeadLetter[]; next_after: number | null }> {
  const items: DeadLetter[] = [];
  let lookedAt = 0;
  let last = after;
  for await (const found of deadLetters(bus.connection, after)) {
    if (items.length === limit || lookedAt === maxLookedAt) return { items, next_after: last };
    if (isOf(organization, found)) items.push(viewOf(found.letter));
    last = found.letter.sequence;
    lookedAt += 1;
  }
  return { items, next_after: null };
}

/** Sends again a task or an event of the service that calls this. Throws `dead_letter_unknown`. */
export async function reviveOwn(
  bus: Bus,
  owner: ServiceName,
  reference: DeadLetterReference,
): Promise<DeadLetter> {
  const { sequence } = reference;
  const letter = await deadLetterOf(bus, reference);
  const outcome = letter.owner === owner ? await sendDeadLetterAgain(bus, sequence) : 'unknown';
  if (outcome !== 'sent') throw new AppError('dead_letter_unknown', { sequence });
  return letter;
}

interface Found {
  readonly letter: BuriedMessage;
  readonly payload: unknown;
}

/**
 * A service may bury under the names of its own consumers alone. One under another name than its subject's was not buried
 * by the bus: sent again it would say what its maker may not, and it is of no organization.
 */
function isOf(organization: string, { letter: { queue, subject }, payload }: Found): boolean {
  const [reader = ''] = queue.split('--');
  if (queue !== durableName(reader, subject)) return false;
  return (payload as { organization?: unknown } | null)?.organization === organization;
}

function viewOf({
  sequence,
  diedAt,
  queue,
  reason,
  deliveries,
  requestId,
  subject,
}: BuriedMessage): DeadLetter {
  return {
    sequence,
    died_at: diedAt.toISOString(),
    queue,
    reason,
    deliveries,
    request_id: requestId ?? null,
    // task.<owner>.<name>.v<n>
    owner: subject.split('.')[1] as ServiceName,
  };
}
