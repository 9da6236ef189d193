import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceContext, serve, type Service } from '@subjectline/bus';
import { startPostgres, type LocalServer } from '@subjectline/embedded';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStorage } from './open-storage';

let testEnv: TestEnvironment;
let folder: string;
let postgres: LocalServer;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  folder = await mkdtemp(join(tmpdir(), 'subjectline-closing-'));
  postgres = await startPostgres({ dir: join(folder, 'postgres') });
  await writeFile(join(folder, '0001_things.sql'), 'create table things (id text primary key);');
});
afterAll(async () => {
  await postgres?.stop();
  await testEnv?.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<Service> {
  const env = { ...testEnv.envFor('consents'), DATABASE_URL: postgres.url };
  const context = await createServiceContext('consents', env, { logDestination: testEnv.log });
  return serve(context, { storage: await openStorage(context, env, folder, []) });
}

it('closes while the broker is down', async () => {
  const service = await start();
  testEnv.nats.kill();
  await testEnv.nats.exited;
  await expect(service.close()).resolves.toBeUndefined();
  await testEnv.restartNats();
});

it('closes though the broker goes away in the middle', async () => {
  const service = await start();
  const closing = service.close();
  testEnv.nats.kill();
  await expect(closing).resolves.toBeUndefined();
  await testEnv.restartNats();
});

it('closes while the database is down, too, and closes the rest', async () => {
  const service = await start();
  await postgres.stop();
  testEnv.nats.kill();
  await expect(service.close()).resolves.toBeUndefined();
  expect(testEnv.log.text).toContain('"msg":"closed"');
  await testEnv.restartNats();
});
