import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventually, freePort, processesNaming, Program } from '@subjectline/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DemoClient } from '../demo/client';
import { playJourney } from '../demo/journey';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const program = join(__dirname, '..', '..', 'dist', 'start.js');
let folder: string;
let port: number;
let started: Program | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-start-'));
  port = await freePort();
});

afterEach(async () => {
  await started?.interrupt().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

async function start(...words: string[]): Promise<Program> {
  started = Program.start([program, ...words], { folder, env: { SUBJECTLINE_PORT: String(port) } });
  await started.prints(/Stop +Ctrl-C\n/);
  return started;
}

/** What is printed to be pasted into a shell. */
function printedClient(text: string): { id: string; secret: string; url: string } {
  const [, id = '', secret = '', url = ''] =
    /client_id=(\S+) \\\s+-d client_secret=(\S+) (\S+)\/api\/v1\/oauth\/token/.exec(text) ?? [];
  return { id, secret, url };
}

describe.runIf(process.platform === 'linux').each([
  { how: 'npm start', words: [], processes: 1 },
  { how: 'npm start -- --split', words: ['--split'], processes: 8 },
])('$how', ({ words, processes }) => {
  test('is ready as it says, takes a person through, and leaves nothing behind', async () => {
    const running = await start(...words);
    const { id, secret, url } = printedClient(running.printed);
    expect(url).toBe(`http://localhost:${port}`);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(running.printed).toContain(`${url}/privacy-request/configure `);
    const all = await processesNaming(folder);
    expect(all.filter((command) => command.includes('.js')).length).toBe(processes);
    expect(all.some((command) => command.includes('nats-server'))).toBe(true);

    const told: string[] = [];
    await playJourney(await DemoClient.signIn(url, { id, secret }), (line) => told.push(line));
    expect(told.join('\n')).toContain('Your data is ready');

    expect(await running.interrupt(), running.printed).toBe(0);
    await eventually('no process is left', async () => (await processesNaming(folder)).length === 0);

    const again = await start(...words);
    expect(again.printed).not.toContain(secret);
    expect(again.printed).toContain(`the secret is kept in ${join(folder, '.data', 'root-client.json')}`);
    const client = await DemoClient.signIn(url, { id, secret });
    expect((await client.inbox()).length).toBeGreaterThan(0);
    expect(await again.interrupt(), again.printed).toBe(0);
    await eventually('no process is left', async () => (await processesNaming(folder)).length === 0);
    const log = await readFile(join(folder, '.data', 'subjectline.log'), 'utf8');
    expect(log).not.toContain(secret);
    const seconds = [running, again].map(({ printed }) => /ready after (\S+) s/.exec(printed)?.[1]);
    console.log(`first start ${seconds[0]} s, second start ${seconds[1]} s`);
  });
});

describe.runIf(process.platform === 'linux').each([
  { how: 'npm start', words: [] },
  { how: 'npm start -- --split', words: ['--split'] },
])('Ctrl-C after a crash of both servers: $how', ({ words }) => {
  test('ends everything while they are coming back', async () => {
    const running = await start(...words);
    for (const file of ['nats/nats.pid', 'postgres/data/postmaster.pid']) {
      const [pid] = (await readFile(join(folder, '.data', file), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
    }
    await running.prints(/ended unexpectedly, starting it again\n/);
    expect(await running.interrupt(), running.printed).toBe(0);
    await eventually('no process is left', async () => (await processesNaming(folder)).length === 0);
  });
});

describe.runIf(process.platform === 'linux').each([
  { how: 'npm start', words: [] },
  { how: 'npm start -- --split', words: ['--split'] },
])('a log on a full disk: $how', ({ words }) => {
  test('is said once and keeps nothing from working', async () => {
    const log = join(folder, '.data', 'subjectline.log');
    await mkdir(dirname(log), { mode: 0o700 });
    await symlink('/dev/full', log);
    const running = await start(...words);
    await running.prints(/subjectline\.log cannot be written, going on without it: ENOSPC/);
    const { id, secret, url } = printedClient(running.printed);
    await playJourney(await DemoClient.signIn(url, { id, secret }), () => undefined);
    expect(running.printed.match(/cannot be written/g)).toHaveLength(1);

    await unlink(log);
    await running.prints(/subjectline\.log is written again/);
    expect(await running.interrupt(), running.printed).toBe(0);
    expect(await readFile(log, 'utf8')).toContain('"msg":"ready"');
  });
});

describe.each([
  { how: 'npm start', words: [] },
  { how: 'npm start -- --split', words: ['--split'] },
])('lost keys: $how', ({ words }) => {
  test('stop the start, which says which key is wrong and shows none', async () => {
    const keysFile = join(folder, '.data', 'keys');
    const running = await start(...words);
    expect(await running.interrupt(), running.printed).toBe(0);
    const keys = await readFile(keysFile, 'utf8');

    const again = async (): Promise<string> => {
      const env = { SUBJECTLINE_PORT: String(port) };
      started = Program.start([program, ...words], { folder, env });
      expect(await started.ended).toBe(1);
      return started.printed;
    };
    await rm(keysFile);
    expect(await again()).toContain(`${keysFile} is missing, and the database holds data`);

    const other = `k1:${randomBytes(32).toString('base64')}`;
    await writeFile(keysFile, other);
    const said = await again();
    expect(said).toMatch(/SUBJECTLINE_KEYS: the key "k1" is not the one that sealed the data of \w+/);
    for (const text of [keys, other]) expect(said).not.toContain(text.trim().slice(3));

    await writeFile(keysFile, keys);
    expect(await (await start(...words)).interrupt()).toBe(0);
  });
});

describe('npm start with a setting that a service refuses', () => {
  test('names it, without its value, and ends with 1', async () => {
    started = Program.start([program], {
      folder,
      env: {
        SUBJECTLINE_PORT: String(port),
        SUBJECTLINE_ROOT_CLIENT_ID: 'root',
        SUBJECTLINE_ROOT_CLIENT_SECRET: 'too-short',
        SUBJECTLINE_CODE_TTL_SECONDS: 'ten',
      },
    });
    expect(await started.ended).toBe(1);
    expect(started.printed).toMatch(/SUBJECTLINE_CODE_TTL_SECONDS must/);
    expect(started.printed).toMatch(/SUBJECTLINE_ROOT_CLIENT_SECRET must/);
    expect(started.printed).not.toContain('too-short');
    expect(started.printed).not.toMatch(/\n\s+at /);
  });
});
