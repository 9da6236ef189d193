import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@subjectline/bus';
import {
  newId,
  SaveProvider,
  SaveProviderSecrets,
  sendTaskOf,
  Settings,
  type OrganizationSettings,
} from '@subjectline/contracts';
import { start } from '@subjectline/standalone';
import { Database, sealedColumns } from '@subjectline/storage';
import { startTestEnvironment, sealedColumnsOf, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const logger = createLogger('spec', { level: 'silent' });
const organization = 'default';
const newer = `k2:${randomBytes(32).toString('base64')}`;
let testEnv: TestEnvironment;
let folder: string;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  folder = await mkdtemp(join(tmpdir(), 'subjectline-keys-'));
  // makes every schema
  const environment = { ...testEnv.envFor('config'), SUBJECTLINE_PORT: '0', ...client };
  const services = await start(environment, { natsUrlFor: testEnv.natsUrlFor, logDestination: testEnv.log });
  await services.close();
  const sealed = testEnv.keys.sealJson(['staff@example.com'], 'request-alert:default');
  const database = new Database({ url: testEnv.databaseUrl, schema: 'requests', logger });
  await database.query(
    `insert into request_alerts (organization, sealed_addresses, notify_after_failures, updated_at)
     values ('default', $1, 1, now())`,
    [sealed],
  );
  await database.close();
});

afterAll(async () => {
  await testEnv?.close();
  await rm(folder, { recursive: true, force: true });
});

const client = {
  SUBJECTLINE_ROOT_CLIENT_ID: 'root',
  SUBJECTLINE_ROOT_CLIENT_SECRET: 'a-secret-that-is-long-enough',
};

interface End {
  code: number | null;
  out: string;
  error: string;
}

/** The program itself, in a folder of its own. */
function run(settings: Record<string, string>, ...words: string[]): Promise<End> {
  const program = join(__dirname, '..', '..', 'dist', 'keys', 'main.js');
  const options = { cwd: folder, env: { PATH: process.env['PATH'], ...settings } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...words], options, (_failure, out, error) =>
      resolve({ code: child.exitCode, out, error }),
    );
  });
}

test('every sealed column of every service is declared', async () => {
  const declared = Object.entries(sealedColumns).flatMap(([service, columns]) =>
    columns.map(({ table, column }) => `${service}.${table}.${column}`),
  );
  expect(await sealedColumnsOf(testEnv.databaseUrl)).toEqual(declared.toSorted());
});

describe('npm run keys', () => {
  test('tells what still needs an older key, seals it anew, and tells that nothing does', async () => {
    const { DATABASE_URL, SUBJECTLINE_KEYS } = testEnv.envFor('config');
    const keys = `${newer},${SUBJECTLINE_KEYS}`;
    const settings = { DATABASE_URL, SUBJECTLINE_KEYS: keys };
    const before = await run(settings, 'status');
    expect(before.error).toBe('');
    expect(before.out).toContain('requests.request_alerts.sealed_addresses: 1 rows with k1\n');
    expect(before.out).toContain('key k1: 1 rows still need it\n');
    expect(before.code).toBe(2);

    const lost = await run({ DATABASE_URL, SUBJECTLINE_KEYS: keys.split(',')[0] ?? '' }, 'status');
    expect(lost.out).toContain('key k1: 1 rows still need it, and it is not in SUBJECTLINE_KEYS');
    expect(lost.code).toBe(2);

    const resealed = await run(settings, 'reseal');
    expect(resealed.out).toContain('requests.request_alerts.sealed_addresses: 1 sealed with k2\n');
    expect(resealed.out).toContain('key k1: 0 rows still need it\nkey k2: 1 rows; it seals what is new\n');
    expect(resealed.out).toContain('NATS: not checked, so do not remove a key yet');
    expect(resealed.code).toBe(2);
    const whole = await run({ ...settings, NATS_URL: testEnv.natsUrlFor('provisioner') }, 'status');
    expect(whole.out).not.toContain('NATS: ');
    expect(whole.code).toBe(0);
    for (const { out } of [before, lost, resealed]) expect(out).not.toContain(keys.slice(3, 20));
  });

  test('counts what waits in NATS, and has config publish what was sealed anew', async () => {
    const { DATABASE_URL, SUBJECTLINE_KEYS } = testEnv.envFor('config');
    const keys = `${newer},${SUBJECTLINE_KEYS}`;
    const settings = { DATABASE_URL, SUBJECTLINE_KEYS: keys, NATS_URL: testEnv.natsUrlFor('provisioner') };
    const environment = { ...testEnv.envFor('config'), SUBJECTLINE_PORT: '0', ...client };
    const options = { natsUrlFor: testEnv.natsUrlFor, logDestination: testEnv.log };
    const first = await start({ ...environment, SUBJECTLINE_KEYS: `${SUBJECTLINE_KEYS},${newer}` }, options);
    const provider = { organization, service_type: 'mailgun' } as const;
    await testEnv.bus.ask(SaveProvider, { ...provider, details: { domain: 'mg.example.com' } });
    await testEnv.bus.ask(SaveProviderSecrets, {
      ...provider,
      secrets: { mailgun_api_key: 'key-of-the-spec' },
    });
    await first.close();
    const sealed_content = testEnv.keys.sealJson(
      { to: { email: 'a@example.com' }, variables: {} },
      'message',
    );
    const task = {
      id: newId('msg'),
      organization,
      kind: 'privacy_request_receipt',
      sealed_content,
      locale: 'en',
    } as const;
    await testEnv.bus.send(sendTaskOf(task.kind), task, { id: task.id });
    await testEnv.bus.publish('dead.TASKS.dispatch--spec', Buffer.from(JSON.stringify(task)), { id: 'dead' });

    const before = await run(settings, 'reseal');
    expect(before.out).toContain('config does not answer; it publishes them again when it starts');
    expect(before.out).toContain('not in the audit trail');
    expect(before.out).toContain('NATS: 1 tasks still need key k1, until they are done\n');
    expect(before.out).toContain(
      'NATS: 1 dead letters still need key k1, until they are sent again, 30 days',
    );
    expect(before.out).toContain('NATS: 1 settings still need key k1, until "npm run keys -- reseal"');
    expect([before.code, before.error]).toEqual([2, '']);

    const manager = await testEnv.bus.connection.jetstreamManager();
    for (const stream of ['TASKS', 'DEAD']) await manager.streams.purge(stream);
    const second = await start({ ...environment, SUBJECTLINE_KEYS: keys }, options);
    // as it was before the tables were resealed
    const stale = await testEnv.bus.read(Settings, organization);
    const sealed_secrets = testEnv.keys.seal('{}', 'stale');
    await testEnv.bus.put(Settings, organization, {
      ...(stale as OrganizationSettings),
      providers: (stale?.providers ?? []).map((provider) => ({ ...provider, sealed_secrets })),
    });
    expect((await run(settings, 'status')).code).toBe(2);
    const after = await run(settings, 'reseal');
    expect(after.out).toContain('settings in NATS: published again\n');
    expect(after.out).not.toContain('not in the audit trail');
    expect([after.code, after.error]).toEqual([0, '']);
    const published = await testEnv.bus.read(Settings, organization);
    expect(published?.providers.map(({ sealed_secrets }) => sealed_secrets?.slice(0, 3))).toEqual(['k2.']);
    await second.close();
  });

  test('says what is missing where there is no installation', async () => {
    const { code, error } = await run({}, 'status');
    expect([code, error]).toEqual([
      1,
      'Set SUBJECTLINE_KEYS, or SUBJECTLINE_DATA_DIR to the folder of npm start\n',
    ]);
  });

  test('explains itself, and names what it does not know', async () => {
    expect((await run({}, '--help')).out).toContain('npm run keys -- reseal');
    const { code, error } = await run({}, 'rotate');
    expect(code).toBe(1);
    expect(error).toContain('There is no such command: rotate');
  });
});
