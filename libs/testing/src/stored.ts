import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/**
 * Columns of our schemas that could hold a text, as `schema.table.column`: all but times, numbers and flags. Without those that
 * say which migrations have run.
 */
export async function textColumnsOf(databaseUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select concat_ws('.', table_schema, table_name, column_name) as name
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'public')
         and data_type not in ('timestamp with time zone', 'bigint', 'integer', 'smallint', 'boolean')
         and table_name not like '%migrations%'`,
    );
    return rows.map(({ name }) => name).toSorted();
  } finally {
    await client.end();
  }
}

/** Every row of every table of every schema of ours, as JSON text, by `schema.table`. */
export async function readTables(databaseUrl: string): Promise<Map<string, string[]>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const contents = new Map<string, string[]>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select row_to_json(stored)::text as row from ${name} as stored`,
      );
      contents.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return contents;
  } finally {
    await client.end();
  }
}

/** The files behind the tables of one database, rows that were deleted or overwritten included. */
export async function readDatabaseFiles(databaseUrl: string): Promise<Map<string, Buffer>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('checkpoint');
    const { rows } = await client.query<{ folder: string; id: number }>(
      `select current_setting('data_directory') as folder, oid::int as id from pg_database
       where datname = current_database()`,
    );
    const [database] = rows;
    if (!database) throw new Error('the database is gone');
    return await readFiles(join(database.folder, 'base', String(database.id)));
  } finally {
    await client.end();
  }
}

/** Every file below a folder, as its bytes; a file that goes away meanwhile is left out. */
export async function readFiles(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = new Map<string, Buffer>();
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => null);
    if (bytes) files.set(path, bytes);
  }
  return files;
}
