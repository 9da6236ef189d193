import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTopology } from '@subjectline/bus';
import { cacheFolder, findNatsServer, freePort } from '@subjectline/embedded';
import { eventually } from '@subjectline/testing';
import { connect, ErrorCode, type NatsConnection } from 'nats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { natsUsers, passwordVariable } from './text';

const run = promisify(execFile);
const root = join(__dirname, '..', '..', '..');
const passwords = Object.fromEntries(natsUsers.map((user) => [passwordVariable(user), `word-of-${user}`]));

let folder: string;
let port: number;
let server: ChildProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-nats-conf-'));
  port = await freePort();
  const { path, version } = await findNatsServer({ cacheDir: await cacheFolder(folder) });
  const text = inPlace(await readFile(join(root, 'deploy', 'nats.conf'), 'utf8'));
  const configuration = join(folder, 'nats.conf');
  // this machine may have 2.9 alone, which refuses the setting; the container has 2.10
  const isOld = version.startsWith('2.9.');
  await writeFile(configuration, isOld ? text.replace(/sync_interval.*/, '') : text);
  server = spawn(path, ['-c', configuration], { env: passwords, stdio: 'ignore' });
  const provisioner = await eventually('the server takes clients', () => enter('provisioner'));
  await provisioner.close();
});

afterAll(async () => {
  if (server.kill('SIGTERM')) await once(server, 'exit');
  await rm(folder, { recursive: true, force: true });
});

/** The committed text, but for the place: a free port and a folder of our own. */
function inPlace(text: string): string {
  return text.replace('0.0.0.0:4222', `127.0.0.1:${port}`).replace('"/data"', JSON.stringify(folder));
}

const urlOf = (user: string): string => `nats://${user}:word-of-${user}@127.0.0.1:${port}`;

function enter(user: string, pass = `word-of-${user}`): Promise<NatsConnection> {
  return connect({
    servers: `127.0.0.1:${port}`,
    user,
    pass,
    inboxPrefix: `_INBOX_${user}`,
    reconnect: false,
  });
}

describe('a broker with deploy/nats.conf', () => {
  test('is provisioned by the program that docker-compose.yml runs', async () => {
    const program = join(root, 'libs', 'bus', 'dist', 'provision.main.js');
    const { stdout } = await run(process.execPath, [program], { env: { NATS_URL: urlOf('provisioner') } });
    expect(stdout).toBe('streams, consumers and buckets are there\n');
  });

  test('refuses another password', async () => {
    await expect(enter('gateway', 'another')).rejects.toMatchObject({
      code: ErrorCode.AuthorizationViolation,
    });
  });

  test('lets a service ask what the contracts name it for, and nothing else', async () => {
    const gateway = await enter('gateway');
    const ask = (subject: string) => gateway.request(subject, '{}', { timeout: 2_000 });
    await expect(ask('call.requests.read.v1')).rejects.toMatchObject({ code: ErrorCode.NoResponders });
    await expect(ask('call.identity.verify.v1')).rejects.toMatchObject({
      code: ErrorCode.PermissionsViolation,
    });
    await gateway.close();
  });

  test('lets no service make streams', async () => {
    const identity = await enter('identity');
    await expect(createTopology(identity)).rejects.toThrow();
    await identity.close();
  });
});

describe('provisioning', () => {
  test('says what is wrong with its settings', async () => {
    const program = join(root, 'libs', 'bus', 'dist', 'provision.main.js');
    const attempt = run(process.execPath, [program], { env: {} });
    await expect(attempt).rejects.toMatchObject({
      code: 1,
      stderr: 'cannot provision: NATS_URL is missing\n',
    });
  });
});
