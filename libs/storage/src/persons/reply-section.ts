import type { ErasedRecords } from '@subjectline/contracts';
import type { Database } from '../database/database';
import type { Page, Slice } from '../database/table';
import { SealBroken, type KeyRing } from '../sealing/sealing';
import { sliceOf, type PersonSection } from './person-section';
import type { SoughtPerson } from './sought-person';

interface ReplyRow {
  readonly id: string;
  readonly sealed_reply: string;
  readonly expires_at: Date;
}

const batchSize = 500;

/** Replies kept for calls under an idempotency key. Nothing names their person outside the seal, and none is older than a day. */
export class ReplySection implements PersonSection {
  readonly name = 'idempotent_replies';

  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const found = await this.mentioning(person);
    // the id has a digest of the caller's key; what tells something is the call
    const records = found.map(({ id, expires_at }) => ({ call: id.split(' ', 1)[0], expires_at }));
    return sliceOf(records, slice);
  }

  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const ids = (await this.mentioning(person)).map(({ id }) => id);
    await this.database.query('delete from idempotency_keys where id = any($1)', [ids]);
    return { erased: ids.length, kept: 0, is_done: true };
  }

  private async mentioning(person: SoughtPerson): Promise<ReplyRow[]> {
    const found: ReplyRow[] = [];
    for (let after = ''; ;) {
      const rows = await this.database.query<ReplyRow>(
        `select id, sealed_reply, expires_at from idempotency_keys
         where id > $1 and (organization = $2 or organization is null) order by id limit ${batchSize}`,
        [after, person.organization],
      );
      found.push(...rows.filter((row) => person.isIn(this.open(row))));
      const last = rows.at(-1);
      if (!last || rows.length < batchSize) return found;
      after = last.id;
    }
  }

  private open({ id, sealed_reply }: ReplyRow): unknown {
    try {
      return this.keys.openJson(sealed_reply, `idempotent-reply:${id}`);
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }
}
