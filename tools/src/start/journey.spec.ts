import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceNames } from '@subjectline/contracts';
import { eventually, freePort, processesNaming, Program } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DemoClient } from '../demo/client';
import { playJourney } from '../demo/journey';

const program = join(__dirname, '..', '..', 'dist', 'start.js');
let folder: string;
let port: number;
let started: Program | undefined;

const log = () => join(folder, '.data', 'subjectline.log');

async function openFolder(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-start-'));
  port = await freePort();
}

async function removeFolder(): Promise<void> {
  await started?.interrupt().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
}

async function start(...words: string[]): Promise<Program> {
  started = Program.start([program, ...words], { folder, env: { SUBJECTLINE_PORT: String(port) } });
  await started.prints(/Stop +Ctrl-C\n/);
  return started;
}

/** What it says when it cannot start. */
async function failsToStart(...words: string[]): Promise<string> {
  started = Program.start([program, ...words], { folder, env: { SUBJECTLINE_PORT: String(port) } });
  expect(await started.ended).toBe(1);
  return started.printed;
}

const untilGone = () =>
  eventually('no process is left', async () => (await processesNaming(folder)).length === 0);

/** What is printed to be pasted into a shell. */
function printedClient(text: string): { id: string; secret: string; url: string } {
  const [, id = '', secret = '', url = ''] =
    /client_id=(\S+) \\\s+-d client_secret=(\S+) (\S+)\/api\/v1\/oauth\/token/.exec(text) ?? [];
  return { id, secret, url };
}

/* One folder for the whole life of an installation, since a start takes seconds: each test goes on where the last ended. */
describe.runIf(process.platform === 'linux').each([
  { how: 'npm start', words: [], processes: 1 },
  { how: 'npm start -- --split', words: ['--split'], processes: serviceNames.length + 1 },
])('$how', ({ words, processes }) => {
  let client: ReturnType<typeof printedClient>;

  beforeAll(openFolder);
  afterAll(removeFolder);

  test('is ready as it says, takes a person through, and leaves nothing behind', async () => {
    const running = await start(...words);
    client = printedClient(running.printed);
    const { id, secret, url } = client;
    expect(url).toBe(`http://localhost:${port}`);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(running.printed).toContain(`Console      ${url} `);
    expect(running.printed).toContain(`${url}/privacy-request/configure\n`);
    const all = await processesNaming(folder);
    expect(all.filter((command) => command.includes('.js')).length).toBe(processes);
    expect(all.some((command) => command.includes('nats-server'))).toBe(true);

    const told: string[] = [];
    await playJourney(await DemoClient.signIn(url, { id, secret }), (line) => told.push(line));
    expect(told.join('\n')).toContain('Your data is ready');

    expect(await running.interrupt(), running.printed).toBe(0);
    await untilGone();
    expect(await readFile(log(), 'utf8')).not.toContain(secret);
  });

  test('is stopped by lost keys, says which key is wrong and shows none', async () => {
    const keysFile = join(folder, '.data', 'keys');
    const keys = await readFile(keysFile, 'utf8');
    await rm(keysFile);
    expect(await failsToStart(...words)).toContain(`${keysFile} is missing, and the database holds data`);

    const other = `k1:${randomBytes(32).toString('base64')}`;
    await writeFile(keysFile, other);
    const said = await failsToStart(...words);
    expect(said).toMatch(/SUBJECTLINE_KEYS: the key "k1" is not the one that sealed the data of \w+/);
    for (const text of [keys, other]) expect(said).not.toContain(text.trim().slice(3));
    await writeFile(keysFile, keys);
  });

  test('starts again with what it kept, though its log is on a full disk, which it says once', async () => {
    await rm(log());
    await symlink('/dev/full', log());
    const running = await start(...words);
    await running.prints(/subjectline\.log cannot be written, going on without it: ENOSPC/);
    const { id, secret, url } = client;
    expect(running.printed).not.toContain(secret);
    expect(running.printed).toContain(`the secret is kept in ${join(folder, '.data', 'root-client.json')}`);
    const demo = await DemoClient.signIn(url, { id, secret });
    expect((await demo.inbox()).length).toBeGreaterThan(0);
    await playJourney(demo, () => undefined);
    expect(running.printed.match(/cannot be written/g)).toHaveLength(1);

    await unlink(log());
    await running.prints(/subjectline\.log is written again/);
    const written = await eventually('the log is there', () => readFile(log(), 'utf8'));
    expect(written).toContain('"msg":"ready"');
    expect(written).not.toContain(secret);
  });

  test('ends everything while both servers are coming back from a crash', async () => {
    const running = started;
    if (!running) throw new Error('nothing runs');
    for (const file of ['nats/nats.pid', 'postgres/data/postmaster.pid']) {
      const [pid] = (await readFile(join(folder, '.data', file), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
    }
    await running.prints(/ended unexpectedly, starting it again\n/);
    expect(await running.interrupt(), running.printed).toBe(0);
    await untilGone();
  });
});

describe('npm start with a setting that a service refuses', () => {
  beforeAll(openFolder);
  afterAll(removeFolder);

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
