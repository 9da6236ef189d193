import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SettingsError, type Logger } from '@subjectline/bus';
import { Client } from 'pg';
import { isOutage } from './outage';

export interface MigrationOptions {
  readonly url: string;
  readonly schema: string;
  /** Folders with `NNNN_what.sql`, run in the order of folders and then of names. */
  readonly folders: readonly string[];
  readonly logger: Logger;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
}

/** Any number that has no other use in the database: 'subj' in ASCII. */
const advisoryLock = 0x7375626a;

/**
 * Brings a service's schema up to date. Replicas that start together wait for each other (advisory lock), a database
 * that is not up yet is waited for, and a migration that was changed after it ran is refused. So is a schema that a newer
 * version has been at: what this one writes there might not be what that one reads.
 */
export async function migrate(options: MigrationOptions): Promise<void> {
  const migrations = (await Promise.all(options.folders.map(readFolder))).flat();
  const client = await connectWhenUp(options);
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await client.query(`create schema if not exists ${options.schema}`);
    await client.query(`set search_path to ${options.schema}`);
    await client.query(
      'create table if not exists migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    await refuseNewer(client, migrations, options);
    for (const migration of migrations) await apply(client, migration, options);
  } finally {
    // ends the session and with it the lock
    await client.end();
  }
}

async function refuseNewer(
  client: Client,
  known: readonly Migration[],
  { schema }: MigrationOptions,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select name from migrations where name <> all($1) order by name',
    [known.map(({ name }) => name)],
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => `${schema}/${name}`).join(', ');
  throw new SettingsError(
    `the database was last used by a newer version of Subjectline (${names}): start that version, or restore the backup ` +
      'that was made before the upgrade; see "Upgrade" in docs/operations.md',
  );
}

async function apply(
  client: Client,
  { name, sql, digest }: Migration,
  options: MigrationOptions,
): Promise<void> {
  const { rows } = await client.query<{ digest: string }>('select digest from migrations where name = $1', [
    name,
  ]);
  if (rows[0]?.digest === digest) return;
  if (rows[0])
    throw new Error(`migration ${options.schema}/${name} was changed after it ran: write a new one`);
  await client.query('begin');
  await client.query(sql);
  await client.query('insert into migrations (name, digest) values ($1, $2)', [name, digest]);
  await client.query('commit');
  options.logger.info({ migration: `${options.schema}/${name}` }, 'migrated');
}

async function readFolder(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function connectWhenUp({ url, schema, logger }: MigrationOptions): Promise<Client> {
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    // a connection that breaks later shows in the statement under way
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!isOutage(error)) throw error;
      logger.warn({ schema }, 'waiting for the database');
      await pause(1_000);
    }
  }
}
