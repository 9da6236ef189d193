import { setTimeout as delay } from 'node:timers/promises';
import type { Accepted } from './load';
import type { Drilled } from './drilled';

/** The outcome of everything that was accepted in a scene. */
export interface Account {
  readonly accepted: number;
  readonly delivered: number;
  /** Neither arrived nor known to be unknown: by the state that it is in. */
  readonly lost: ReadonlyMap<string, number>;
  readonly noticesTwice: number;
  readonly codesTwice: number;
  /** Copies of a code that no unknown outcome explains, or more of them than two. */
  readonly codesTwiceForNothing: number;
  /** By what the last try met. */
  readonly unknown: ReadonlyMap<string, number>;
  readonly drainMs: number;
}

interface Message {
  readonly id: string;
  readonly about: string | null;
  readonly state: string;
}

interface History {
  readonly kind: string;
  readonly tries?: readonly { readonly outcome: string; readonly code: string | null }[];
}

const patienceMs = 120_000;
const open = ['queued', 'sending'];

/** Waits until all of it is settled, then counts. */
export async function settle(product: Drilled, accepted: readonly Accepted[]): Promise<Account> {
  const beganMs = Date.now();
  let drainMs = 0;
  let missing = accepted;
  let states = new Map<string, string>();
  while (Date.now() - beganMs < patienceMs) {
    missing = notArrived(product, missing);
    drainMs = Date.now() - beganMs;
    if ((await countOpen(product)) === 0) {
      // one is asked for after the other: only when few are left
      states = missing.length > 50 ? new Map() : await statesOf(product, missing);
      const isSettled = missing.every(({ id }) => ![undefined, 'none', ...open].includes(states.get(id)));
      // what was asked for its state may have gone on meanwhile
      if (isSettled && (await countOpen(product)) === 0) break;
    }
    await delay(250);
  }
  // what was asked for its state may have arrived meanwhile
  missing = notArrived(product, missing);
  if (missing.length > 50) states = await statesOf(product, missing);
  const lost = missing.filter(({ id }) => states.get(id) !== 'unknown');
  const twice = await copiesOf(product);
  return {
    accepted: accepted.length,
    delivered: accepted.length - missing.length,
    lost: countBy(lost.map(({ lane, id }) => `${lane} ${states.get(id) ?? 'none'}`)),
    ...twice,
    unknown: await unknownOf(product, accepted),
    drainMs,
  };
}

function notArrived(product: Drilled, missing: readonly Accepted[]): readonly Accepted[] {
  const arrived = new Set(product.emulator.messages().map(({ to }) => to));
  return missing.filter(({ to }) => !arrived.has(to));
}

async function statesOf(product: Drilled, missing: readonly Accepted[]): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  for (const { lane, id } of missing) {
    const path = lane === 'notice' ? `/api/v1/messages/${id}` : `/api/v1/messages?about=${id}`;
    const body = (await product.ask('GET', path))?.body;
    const message = (lane === 'notice' ? body : (body as { items?: Message[] } | null)?.items?.[0]) as
      Message | null | undefined;
    states.set(id, message?.state ?? 'none');
  }
  return states;
}

async function countOpen(product: Drilled): Promise<number> {
  const counts = await Promise.all(open.map((state) => count(product, `state=${state}`)));
  return counts.reduce((sum, one) => sum + one, 0);
}

async function count(product: Drilled, filter: string): Promise<number> {
  const answer = await product.ask('GET', `/api/v1/messages?size=1&${filter}`);
  // no answer is no reason to think that nothing is under way
  return answer?.status === 200 ? (answer.body as { total: number }).total : 1;
}

/** Those that may have left, the vendor having been cut off before it said so; by what their last try met. */
async function unknownOf(product: Drilled, accepted: readonly Accepted[]): Promise<Map<string, number>> {
  const ids = new Set(accepted.map(({ id }) => id));
  const codes: string[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await product.ask('GET', `/api/v1/messages?state=unknown&size=100&page=${page}`);
    const items = (answer?.body as { items?: Message[] } | null)?.items ?? [];
    for (const { id, about } of items) {
      if (!ids.has(id) && !ids.has(about ?? '')) continue;
      const history = (await product.ask('GET', `/api/v1/messages/${id}`))?.body as History | null;
      codes.push(history?.tries?.at(-1)?.code ?? 'no code');
    }
    if (items.length < 100) return countBy(codes);
  }
}

async function copiesOf(
  product: Drilled,
): Promise<Pick<Account, 'noticesTwice' | 'codesTwice' | 'codesTwiceForNothing'>> {
  const copies = countBy(product.emulator.messages().map(({ fields }) => String(fields['v:subjectline_id'])));
  let [noticesTwice, codesTwice, codesTwiceForNothing] = [0, 0, 0];
  for (const [id, times] of copies) {
    if (times < 2) continue;
    const answer = await product.ask('GET', `/api/v1/messages/${id}`);
    const message = answer?.body as History | null;
    if (message?.kind !== 'subject_identity_verification') {
      noticesTwice += 1;
      continue;
    }
    codesTwice += 1;
    const isExplained = times === 2 && message.tries?.some(({ outcome }) => outcome === 'unknown');
    if (!isExplained) codesTwiceForNothing += 1;
  }
  return { noticesTwice, codesTwice, codesTwiceForNothing };
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
