import { bucketStream, deadLetterStream, storedMessages, taskStream, type Bus } from '@subjectline/bus';
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
  const counts = new Map<string, number>();
  let looked = 0;
  for await (const { data } of storedMessages(bus.connection, stream, subject)) {
    if (looked === maxLookedAt) return { counts, isWhole: false };
    for (const id of keysIn(data)) counts.set(id, (counts.get(id) ?? 0) + 1);
    looked += 1;
  }
  return { counts, isWhole: true };
}

/** The keys that a message needs, each once. */
function keysIn(data: Uint8Array): Set<string> {
  const found = Buffer.from(data)
    .toString()
    .matchAll(/"sealed_[a-z]+":"([A-Za-z0-9_-]{1,32})\./g);
  return new Set([...found].map(([, id]) => id ?? ''));
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
