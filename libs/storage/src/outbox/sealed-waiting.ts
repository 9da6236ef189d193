import {
  challengeContext,
  messageContext,
  SendCode,
  SendNotice,
  StartChallenge,
  StartChallengeInBulk,
} from '@subjectline/contracts';
import type { Queryable } from '../database/transaction';
import { replaceUnlocked, type RowLock } from '../sealing/replace-unlocked';
import type { KeyRing } from '../sealing/sealing';

const batchSize = 500;

interface WaitingRow {
  readonly id: string;
  readonly subject: string;
  readonly payload: Buffer;
}

interface SealedPayload {
  readonly organization: string;
  readonly id: string;
  readonly about: string;
  readonly sealed_content: string;
}

const ofMessage = ({ organization, id }: SealedPayload): string => messageContext(organization, id);
const ofChallenge = ({ organization, about }: SealedPayload): string => challengeContext(organization, about);

/** The messages that carry sealed text, and what it is bound to in each. */
const contexts = new Map([
  [SendNotice.subject, ofMessage],
  [SendCode.subject, ofMessage],
  [StartChallenge.subject, ofChallenge],
  [StartChallengeInBulk.subject, ofChallenge],
]);

/** SQL for rows of the outbox whose sealed text is of another key than `$1`. */
const ofOlderKeys = `convert_from(payload, 'UTF8') ~ '"sealed_[a-z]+":"'
  and convert_from(payload, 'UTF8') !~ ('"sealed_[a-z]+":"' || $1 || '\\.')`;

export async function countWaiting(database: Queryable, outbox: string, keyId: string): Promise<number> {
  const [count] = await database.query<{ rows: number }>(
    `select count(*) as rows from ${outbox} where ${ofOlderKeys}`,
    [keyId],
  );
  return count?.rows ?? 0;
}

/** Whether a row of this service's outbox is sealed with the key. */
export async function waitsWith(database: Queryable, keyId: string): Promise<boolean> {
  const rows = await database.query(
    `select 1 from outbox
     where convert_from(payload, 'UTF8') ~ ('"sealed_[a-z]+":"' || $1 || '\\.') limit 1`,
    [keyId],
  );
  return rows.length > 0;
}

/** Seals with the first key what an outbox holds: messages may wait there for days, such as for a broken account. */
export async function resealWaiting(
  database: Queryable,
  outbox: string,
  keys: KeyRing,
): Promise<{ done: number; closed: number }> {
  const total = { done: 0, closed: 0 };
  for (let from = ''; ;) {
    const rows = await database.query<WaitingRow>(
      `select id, subject, payload from ${outbox} where id > $2 and ${ofOlderKeys} order by id limit ${batchSize}`,
      [keys.ids[0], from],
    );
    const last = rows.at(-1);
    if (!last) return total;
    const fresh = rows.flatMap((row) => sealedAnew(row, keys) ?? []);
    total.closed += rows.length - fresh.length;
    total.done += await replaceUnlocked(fresh, (some, lock) => replace(database, outbox, some, lock));
    from = last.id;
  }
}

/** @returns null where no key opens it */
function sealedAnew({ id, subject, payload }: WaitingRow, keys: KeyRing): FreshRow | null {
  const text = payload.toString();
  const message = JSON.parse(text) as SealedPayload;
  const context = contexts.get(subject)?.(message);
  const { sealed_content: sealed } = message;
  if (context === undefined || !keys.opens(sealed, context)) return null;
  const fresh = keys.seal(keys.open(sealed, context), context);
  return { row: id, old: payload, fresh: Buffer.from(text.replace(sealed, fresh)) };
}

interface FreshRow {
  /** Its id. */
  readonly row: string;
  readonly old: Buffer;
  readonly fresh: Buffer;
}

async function replace(
  database: Queryable,
  outbox: string,
  rows: readonly FreshRow[],
  lock: RowLock,
): Promise<string[]> {
  const changed = await database.query<{ id: string }>(
    `with given as (
       select * from unnest($1::text[], $2::bytea[], $3::bytea[]) as given (id, old, fresh)
     ), locked as (
       select given.* from given join ${outbox} as kept on kept.id = given.id and kept.payload = given.old
       ${lock}
     )
     update ${outbox} as kept set payload = locked.fresh
     from locked where kept.id = locked.id returning kept.id`,
    [rows.map(({ row }) => row), rows.map(({ old }) => old), rows.map(({ fresh }) => fresh)],
  );
  return changed.map(({ id }) => id);
}
