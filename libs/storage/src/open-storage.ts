import { join } from 'node:path';
import type { Provider } from '@nestjs/common';
import { SettingsError, type Logger, type StoringFoundation, type StoringServiceEnv } from '@subjectline/bus';
import { storeMarks, type Health } from '@subjectline/contracts';
import { CallerBudget } from './caller-budget';
import { Database } from './database';
import { KeyCheck, KeysMismatch } from './key-check';
import { migrate } from './migrations';
import { Once } from './once';
import { Outbox } from './outbox';
import { PublishedRows } from './published';
import { sealedColumns, type SealedColumn } from './sealed-columns';
import { SealedOutbox } from './sealed-outbox';
import { KeyRing } from './sealing';
import { StoreProbe } from './store-probe';
import { StoreWatch } from './store-watch';

/** What a service with tables stands on, besides the bus. */
export interface Storage {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly keys: KeyRing;
  readonly watch: StoreWatch;
  /** For calls under an idempotency key. */
  readonly once: Once;
  /** For Nest: a service's classes ask for `Database`, `Outbox`, `SealedOutbox`, `CallerBudget`, `StoreWatch` and `KeyRing`. */
  readonly providers: Provider[];
  /** Whether the database takes a write right now. */
  isUp(): Promise<boolean>;
  health(): Promise<Health>;
  close(): Promise<void>;
}

/**
 * Opens a service's schema, named as the service is, migrated and with its outbox running.
 * @param migrationsFolder the app's own `migrations/`
 */
export async function openStorage(
  { name, bus, clock, logger }: StoringFoundation,
  env: StoringServiceEnv,
  migrationsFolder: string,
  columns: readonly SealedColumn[] = sealedColumns[name],
): Promise<Storage> {
  const keys = KeyRing.parse(env.SUBJECTLINE_KEYS);
  const place = { url: env.DATABASE_URL, schema: name, logger };
  await migrate({ ...place, folders: [join(__dirname, '..', 'migrations'), migrationsFolder] });
  const database = new Database(place);
  const keyCheck = new KeyCheck(name, columns, database, keys);
  await requireKeys(keyCheck, database, logger);
  const watch = new StoreWatch(database, bus, storeMarks[name], clock, logger);
  const published = new PublishedRows(name, database, watch, bus, clock, logger);
  const outbox = new Outbox(database, published, watch, bus, clock, logger);
  const probe = new StoreProbe(database, bus, storeMarks[name], watch, clock);
  /** The database is still the one that our keys fit. */
  const keysFit = () =>
    keyCheck.isFine().then(
      (isFine) => {
        if (!isFine) logger.error('the keys are not those of the database');
        return isFine;
      },
      () => false,
    );
  await watch.start();
  published.start();
  outbox.start();
  return {
    database,
    outbox,
    keys,
    watch,
    once: new Once(database, keys, clock),
    providers: [
      { provide: Database, useValue: database },
      { provide: Outbox, useValue: outbox },
      { provide: KeyRing, useValue: keys },
      { provide: StoreWatch, useValue: watch },
      { provide: SealedOutbox, useValue: new SealedOutbox(outbox, keys) },
      { provide: CallerBudget, useValue: new CallerBudget(bus, keys) },
    ],
    isUp: async () => (await probe.isUp()) && keysFit(),
    async health() {
      const [health, isFine] = await Promise.all([probe.health(), keysFit()]);
      return { ...health, database: health.database && isFine };
    },
    async close() {
      await outbox.stop();
      await published.stop();
      await watch.stop();
      await database.close();
    },
  };
}

/** A start with wrong keys would look well and lose what it was to open. */
async function requireKeys(keyCheck: KeyCheck, database: Database, logger: Logger): Promise<void> {
  try {
    await keyCheck.run();
  } catch (error) {
    if (error instanceof KeysMismatch) logger.fatal({ keyId: error.keyId }, 'a key is missing or wrong');
    await database.close();
    throw error instanceof KeysMismatch ? new SettingsError(error.message) : error;
  }
}
