import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@subjectline/embedded';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/**
 * Each worker may have a whole product open. The data need not outlive this machine: a server that is killed finds what
 * it wrote all the same.
 */
const settings = ['max_connections=500', 'fsync=off', 'full_page_writes=off'];

/** One real PostgreSQL for the whole run; every suite makes a database of its own in it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'subjectline-specs-'));
  const server = await startPostgres({ dir: folder, settings });
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
