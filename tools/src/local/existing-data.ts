import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '@subjectline/bus';
import { Database, sealedColumns } from '@subjectline/storage';
import { checkAnswers } from './port';
import type { Settings } from './settings';

/** Whether Subjectline has kept anything there before. */
export async function hasData({ databaseUrl }: Settings, dataDir: string): Promise<boolean> {
  if (!databaseUrl) return existsSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'));
  await checkAnswers('DATABASE_URL', databaseUrl, 5432);
  const logger = createLogger('start', { level: 'silent' });
  const database = new Database({ url: databaseUrl, schema: 'public', logger, connections: 1 });
  try {
    const schemas = await database.query(
      `select 1 from information_schema.tables where table_name = 'migrations' and table_schema = any($1)`,
      [Object.keys(sealedColumns)],
    );
    return schemas.length > 0;
  } finally {
    await database.close();
  }
}
