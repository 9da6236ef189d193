import { bucketStream, deadLetterStream, taskStream, type Bus } from '@subjectline/bus';
import { AppError, PublishStateAgain, Settings } from '@subjectline/contracts';

/** Where sealed text lies in NATS, and what makes it go away. */
const places = [
  { stream: taskStream, subject: 'task.>', what: 'tasks', until: 'until they are done' },
  {
    stream: deadLetterStream,
    subject: 'dead.>',
    what: 'dead letters',
    until: 'until they are sent again, 30 days at most',
  },
  {
    stream: bucketStream(Settings),
    subject: '$KV.>',
    what: 'settings',
    until: 'until "npm run keys -- reseal" or a restart of config',
  },
] as const;

/** More than this are not looked at: each is a question to the broker. */
const maxLookedAt = 50_000;

/** What waits in NATS and is sealed with other keys than the first, as lines for an operator. */
export async function sealedInNats(bus: Bus, firstKey: string): Promise<string[]> {
  const lines: string[] = [];
  for (const { stream, subject, what, until } of places) {
    const { counts, isWhole } = await countKeys(bus, stream, subject);
    counts.delete(firstKey);
    for (const [id, count] of counts) {
      lines.push(`NATS: ${isWhole ? '' : 'at least '}${count} ${what} still need key ${id}, ${until}`);
    }
  }
  return lines;
}

async function countKeys(
  bus: Bus,
  stream: string,
  subject: string,
): Promise<{ counts: Map<string, number>; isWhole: boolean }> {
  const manager = await bus.connection.jetstreamManager();
  const counts = new Map<string, number>();
  let seq = 1;
  for (let looked = 0; looked < maxLookedAt; looked += 1) {
    // a work queue has no second reader: one message after the other, from the first that is still there
    const question = { seq, next_by_subj: subject } as { seq: number };
    const message = await manager.streams.getMessage(stream, question).catch(absentOrThrow);
    if (!message) return { counts, isWhole: true };
    for (const id of keysIn(message.data)) counts.set(id, (counts.get(id) ?? 0) + 1);
    seq = message.seq + 1;
  }
  return { counts, isWhole: false };
}

/** The keys that a message needs, each once. */
function keysIn(data: Uint8Array): Set<string> {
  const found = Buffer.from(data)
    .toString()
    .matchAll(/"sealed_[a-z]+":"([A-Za-z0-9_-]{1,32})\./g);
  return new Set([...found].map(([, id]) => id ?? ''));
}

function absentOrThrow(error: unknown): null {
  if ((error as { api_error?: { code?: number } }).api_error?.code === 404) return null;
  throw error;
}

/** The settings in NATS hold the secrets of providers as they were sealed when config published them. */
export async function publishResealed(bus: Bus): Promise<string> {
  try {
    await bus.ask(PublishStateAgain, { because: 'resealed' });
    return 'settings in NATS: published again';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return 'settings in NATS: config does not answer; it publishes them again when it starts';
  }
}
