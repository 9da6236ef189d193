import { join } from 'node:path';
import type { Provider } from '@nestjs/common';
import {
  SettingsError,
  type Bus,
  type Logger,
  type StoringServiceContext,
  type StoringServiceEnv,
} from '@subjectline/bus';
import { storeMarks, type Health } from '@subjectline/contracts';
import { CallerLimit } from '../calls/caller-limit';
import { Database } from './database';
import { KeyCheck, KeysMismatch, type Canary } from '../sealing/key-check';
import { migrate } from './migrations';
import { StorageMeter } from './storage-meter';
import { Once } from '../calls/once';
import { Outbox } from '../outbox/outbox';
import { PublishedRows } from '../outbox/published';
import { sealedColumns, type SealedColumn } from '../sealing/sealed-columns';
import { SealedOutbox } from '../outbox/sealed-outbox';
import { KeyRing } from '../sealing/sealing';
import { SharedKeys } from '../sealing/shared-keys';
import { StoreProbe } from '../store-watch/store-probe';
import { StoreWatch } from '../store-watch/store-watch';

/** The storage of a service. */
export interface Storage {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly keys: KeyRing;
  readonly watch: StoreWatch;
  /** For calls under an idempotency key. */
  readonly once: Once;
  /** What `serve` gives to every feature: `Database`, `Outbox`, `SealedOutbox`, `CallerLimit`, `StoreWatch`, `Once`, `KeyRing`. */
  readonly providers: Provider[];
  /** Sealed values by which other services compare their keys with these. */
  canaries(): Promise<Canary[]>;
  /** Whether the database accepts a write right now. */
  isUp(): Promise<boolean>;
  health(): Promise<Health>;
  close(): Promise<void>;
}

/**
 * Opens a service's schema, named as the service is, migrated and with its outbox running.
 * @param migrationsFolder the app's own `migrations/`
 */
export async function openStorage(
  { name, bus, clock, logger, metrics, tracing }: StoringServiceContext,
  env: StoringServiceEnv,
  migrationsFolder: string,
  columns: readonly SealedColumn[] = sealedColumns[name],
): Promise<Storage> {
  const keys = KeyRing.parse(env.SUBJECTLINE_KEYS);
  const place = { url: env.DATABASE_URL, schema: name, logger };
  await migrate({ ...place, folders: [join(__dirname, '..', '..', 'migrations'), migrationsFolder] });
  const database = new Database({ ...place, tracing });
  const keyCheck = new KeyCheck(name, columns, database, keys);
  await requireKeys(keyCheck, database, logger);
  // config publishes the ones that the others compare theirs with
  const shared = name === 'config' ? null : await openSharedKeys(bus, keys, database, logger);
  const watch = new StoreWatch(database, bus, storeMarks[name], clock, logger);
  const published = new PublishedRows(name, database, watch, bus, clock, logger);
  const outbox = new Outbox(database, published, watch, bus, clock, logger);
  const probe = new StoreProbe(database, bus, storeMarks[name], watch, clock);
  const keyProblem = () => keyProblemNow(keyCheck, shared, logger);
  const once = new Once(database, keys, clock);
  const meter = new StorageMeter(name, database, metrics, clock);
  await watch.start();
  published.start();
  outbox.start();
  return {
    database,
    outbox,
    keys,
    watch,
    once,
    providers: [
      ...providersOf({ database, outbox, keys, watch, once }),
      { provide: CallerLimit, useValue: new CallerLimit(bus, keys) },
    ],
    canaries: () => keyCheck.canaries(),
    isUp: async () => (await probe.isUp()) && (await keyProblem()) === null,
    async health() {
      const [health, keysBroken] = await Promise.all([probe.health(), keyProblem()]);
      return keysBroken ? { ...health, database: false, keys: keysBroken } : health;
    },
    async close() {
      meter.close();
      await outbox.stop();
      await published.stop();
      await watch.stop();
      await database.close();
    },
  };
}

function providersOf(parts: Pick<Storage, 'database' | 'outbox' | 'keys' | 'watch' | 'once'>): Provider[] {
  const { database, outbox, keys, watch, once } = parts;
  return [
    { provide: Database, useValue: database },
    { provide: Outbox, useValue: outbox },
    { provide: KeyRing, useValue: keys },
    { provide: StoreWatch, useValue: watch },
    { provide: Once, useValue: once },
    { provide: SealedOutbox, useValue: new SealedOutbox(outbox, keys) },
  ];
}

/** Compares the keys with the database and config again; an outage of those is reported by health itself. */
async function keyProblemNow(
  keyCheck: KeyCheck,
  shared: SharedKeys | null,
  logger: Logger,
): Promise<string | null> {
  const problem = (await keyCheck.problem().catch(() => null)) ?? shared?.problem ?? null;
  if (problem) logger.error({ problem }, 'encryption key mismatch');
  return problem;
}

/** A start with wrong keys would look healthy and fail to open what is sealed. */
async function requireKeys(keyCheck: KeyCheck, database: Database, logger: Logger): Promise<void> {
  try {
    await keyCheck.run();
  } catch (error) {
    if (error instanceof KeysMismatch) logger.fatal({ keyId: error.keyId }, 'a key is missing or wrong');
    await database.close();
    throw error instanceof KeysMismatch ? new SettingsError(error.message) : error;
  }
}

async function openSharedKeys(
  bus: Bus,
  keys: KeyRing,
  database: Database,
  logger: Logger,
): Promise<SharedKeys> {
  try {
    return await SharedKeys.open(bus, keys, logger);
  } catch (error) {
    await database.close();
    throw error;
  }
}
