import { sealedColumns, type KeyRing } from '@subjectline/storage';
import { Client } from 'pg';

interface StoredText {
  readonly value: string;
  readonly context: string;
}

/** Sealed columns, as the schemas of a database have them: `schema.table.column`. */
export async function sealedColumnsOf(databaseUrl: string): Promise<string[]> {
  return ask<string>(
    databaseUrl,
    `select concat_ws('.', table_schema, table_name, column_name) as value from information_schema.columns
     where column_name like 'sealed%' and table_name <> 'key_canaries' order by 1`,
    [],
  );
}

/** Where something stays shut that the keys sealed: what is declared of a column is not what its service does. */
export async function shutValues(databaseUrl: string, keys: KeyRing): Promise<string[]> {
  const present = await sealedColumnsOf(databaseUrl);
  const shut: string[] = [];
  for (const [service, columns] of Object.entries(sealedColumns)) {
    for (const { table, column, context } of columns) {
      const place = `${service}.${table}.${column}`;
      if (!present.includes(place)) continue;
      const values = await ask<StoredText>(
        databaseUrl,
        `select json_build_object('value', ${column}, 'context', ${context}) as value
         from ${service}.${table} where starts_with(${column}, $1)`,
        [`${keys.ids[0]}.`],
      );
      if (values.some(({ value, context }) => !keys.opens(value, context))) shut.push(place);
    }
  }
  return shut;
}

async function ask<T>(databaseUrl: string, sql: string, values: readonly unknown[]): Promise<T[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<{ value: T }>(sql, [...values])).rows.map(({ value }) => value);
  } finally {
    await client.end();
  }
}
