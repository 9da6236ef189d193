import { join } from 'node:path';
import type { Provider } from '@nestjs/common';
import type { Foundation, StoringServiceEnv } from '@subjectline/bus';
import { Database } from './database';
import { migrate } from './migrations';
import { Outbox } from './outbox';
import { SealedOutbox } from './sealed-outbox';
import { KeyRing } from './sealing';

/** What a service with tables stands on, besides the bus. */
export interface Storage {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly keys: KeyRing;
  /** For Nest: a service's classes ask for `Database`, `Outbox`, `SealedOutbox` and `KeyRing`. */
  readonly providers: Provider[];
  /** Whether the database answers right now. */
  isUp(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens a service's schema, named as the service is, migrated and with its outbox running.
 * @param migrationsFolder the app's own `migrations/`
 */
export async function openStorage(
  { name, bus, clock, logger }: Foundation,
  env: StoringServiceEnv,
  migrationsFolder: string,
): Promise<Storage> {
  const keys = KeyRing.parse(env.SUBJECTLINE_KEYS);
  const place = { url: env.DATABASE_URL, schema: name, logger };
  await migrate({ ...place, folders: [join(__dirname, '..', 'migrations'), migrationsFolder] });
  const database = new Database(place);
  const outbox = new Outbox(database, bus, clock, logger);
  outbox.start();
  return {
    database,
    outbox,
    keys,
    providers: [
      { provide: Database, useValue: database },
      { provide: Outbox, useValue: outbox },
      { provide: KeyRing, useValue: keys },
      { provide: SealedOutbox, useValue: new SealedOutbox(outbox, keys) },
    ],
    isUp: () =>
      database.query('select 1').then(
        () => true,
        () => false,
      ),
    async close() {
      await outbox.stop();
      await database.close();
    },
  };
}
