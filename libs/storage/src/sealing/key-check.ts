import type { StoringServiceName } from '@subjectline/contracts';
import type { Queryable } from '../database/transaction';
import type { SealedColumn } from './sealed-columns';
import { waitsWith } from '../outbox/sealed-waiting';
import type { KeyRing } from './sealing';

/** What is wrong with the keys. Names a key by its id and never shows one. */
export class KeysMismatch extends Error {
  override readonly name = 'KeysMismatch';
  readonly what: string;

  constructor(
    readonly keyId: string,
    why: string,
  ) {
    const what = `the key "${keyId}" ${why}`;
    super(
      `SUBJECTLINE_KEYS: ${what}. Put the right key back (with npm start it is in the file "keys" ` +
        'of the data folder, or in your backup of it); see "Keys" in docs/operations.md',
    );
    this.what = what;
  }
}

export interface Canary {
  readonly key_id: string;
  readonly sealed: string;
}

/** The number of values that are tried before a key is called wrong: one may be damaged. */
const samples = 5;

/** Compares the keys with those that sealed a service's tables. A missing or wrong key must not look healthy. */
export class KeyCheck {
  constructor(
    private readonly service: StoringServiceName,
    private readonly columns: readonly SealedColumn[],
    private readonly database: Queryable,
    private readonly keys: KeyRing,
  ) {}

  /** At start: throws `KeysMismatch`, or leaves a canary for every key on the ring. */
  async run(): Promise<void> {
    const canaries = await this.canaries();
    this.compare(canaries);
    const known = canaries.map(({ key_id }) => key_id);
    const older = known.length > 0 ? known : await this.idsInUse();
    for (const id of older.filter((id) => !this.keys.ids.includes(id))) await this.retire(id);
    for (const id of this.keys.ids.filter((id) => !known.includes(id))) await this.remember(id);
    // a replica that started at the same moment may have been first, with other keys
    this.compare(await this.canaries());
  }

  /** While running: the database may have been replaced. @returns what is wrong, or null */
  async problem(): Promise<string | null> {
    try {
      this.compare(await this.canaries());
      return null;
    } catch (error) {
      if (error instanceof KeysMismatch) return error.what;
      throw error;
    }
  }

  /** One for every key on the ring, once `run` is done. */
  canaries(): Promise<Canary[]> {
    return this.database.query<Canary>('select key_id, sealed from key_canaries');
  }

  private compare(canaries: readonly Canary[]): void {
    for (const { key_id, sealed } of canaries) {
      if (this.keys.ids.includes(key_id) && !this.keys.opens(sealed, this.context))
        throw this.isWrong(key_id);
    }
  }

  /** Whether a key that was removed from the ring is still needed. */
  private async retire(id: string): Promise<void> {
    const [value] = await this.sealedWith(id, 1);
    if (value) throw new KeysMismatch(id, `is missing, and data of ${this.service} is sealed with it`);
    if (await waitsWith(this.database, id))
      throw new KeysMismatch(
        id,
        `is missing, and messages that ${this.service} still has to send are sealed with it`,
      );
    await this.database.query('delete from key_canaries where key_id = $1', [id]);
  }

  /** Data from before there were canaries confirms a key; without any, the key is new. */
  private async remember(id: string): Promise<void> {
    const values = await this.sealedWith(id, samples);
    if (values.length > 0 && !values.some(({ sealed, context }) => this.keys.opens(sealed, context)))
      throw this.isWrong(id);
    await this.database.query(
      'insert into key_canaries (key_id, sealed) values ($1, $2) on conflict (key_id) do nothing',
      [id, this.keys.only(id).seal('canary', this.context)],
    );
  }

  private async sealedWith(id: string, limit: number): Promise<{ sealed: string; context: string }[]> {
    const found: { sealed: string; context: string }[] = [];
    for (const { table, column, context } of this.columns) {
      const rows: { sealed: string; context: string }[] = await this.database.query(
        `select ${column} as sealed, ${context} as context from ${table} where starts_with(${column}, $1) limit $2`,
        [`${id}.`, limit - found.length],
      );
      found.push(...rows);
      if (found.length === limit) break;
    }
    return found;
  }

  /** Reads every row: only once, before the first canary. */
  private async idsInUse(): Promise<string[]> {
    const ids = new Set<string>();
    for (const { table, column } of this.columns) {
      const rows = await this.database.query<{ id: string }>(
        `select distinct split_part(${column}, '.', 1) as id from ${table} where ${column} is not null`,
      );
      for (const { id } of rows) ids.add(id);
    }
    return [...ids];
  }

  private isWrong(id: string): KeysMismatch {
    return new KeysMismatch(id, `is not the one that sealed the data of ${this.service}`);
  }

  private get context(): string {
    return `key-canary:${this.service}`;
  }
}
