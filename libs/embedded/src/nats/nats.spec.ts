import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, StringCodec } from 'nats';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LocalServer } from '../process/local-server';
import { startNats } from './nats';
import { cacheFolder, findNatsServer } from './nats-binary';
import { startedAt } from '../process/processes';

const text = StringCodec();
const built = join(__dirname, '..', '..', 'dist', 'index.js');
let folder: string;
const started: LocalServer[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-nats-'));
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Parameters<typeof startNats>[0]): Promise<LocalServer> {
  const server = await startNats(options);
  started.push(server);
  return server;
}

async function keep(server: LocalServer, words: string): Promise<void> {
  const connection = await connect({ servers: server.url });
  const bucket = await connection.jetstream().views.kv('kept');
  await bucket.put('words', text.encode(words));
  await connection.close();
}

async function kept(server: LocalServer): Promise<string | undefined> {
  const connection = await connect({ servers: server.url });
  const bucket = await connection.jetstream().views.kv('kept');
  const entry = await bucket.get('words');
  await connection.close();
  return entry?.string();
}

describe('a local nats-server', () => {
  test('keeps what it acknowledged when it is killed and started again on the same port', async () => {
    const first = await start({ dir: folder });
    await keep(first, 'still here');
    first.kill();
    expect(await first.exited).toBeNull();

    const second = await start({ dir: folder, port: first.port });
    expect(second.url).toBe(first.url);
    expect(await kept(second)).toBe('still here');
  });

  test('takes over from a server whose starter was killed', async () => {
    const starter = spawn(process.execPath, [
      '-e',
      `require(${JSON.stringify(built)}).startNats({ dir: ${JSON.stringify(folder)} })
        .then((server) => console.log(server.pid))`,
    ]);
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const orphan = Number(line.toString());
    await expect(startNats({ dir: folder })).rejects.toThrow(`in use by the running process ${starter.pid}`);
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    expect(await startedAt(orphan)).toBeDefined();

    const said: string[] = [];
    const server = await start({ dir: folder, progress: (words) => said.push(words) });
    expect(await startedAt(orphan)).toBeUndefined();
    expect(server.pid).not.toBe(orphan);
    expect(said).toEqual(['stopped a nats-server left over from an earlier start']);
  });

  test('runs beside another one with its own folder', async () => {
    const [one, other] = await Promise.all([
      start({ dir: join(folder, 'one') }),
      start({ dir: join(folder, 'other') }),
    ]);
    await Promise.all([keep(one, 'one'), keep(other, 'other')]);
    expect(await Promise.all([kept(one), kept(other)])).toEqual(['one', 'other']);
  });

  test('keeps its configuration and data readable for its owner only', async () => {
    await start({ dir: folder, configuration: 'authorization { user: a, password: b }' });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'nats.conf'))).mode & 0o777).toBe(0o600);
  });

  test('obeys the configuration it is given', async () => {
    const server = await start({ dir: folder, configuration: 'authorization { user: a, password: b }' });
    await expect(connect({ servers: server.url })).rejects.toThrow('Authorization Violation');
    const connection = await connect({ servers: server.url, user: 'a', pass: 'b' });
    expect(connection.info?.max_payload).toBe(1024 * 1024);
    await connection.close();
  });

  test('names the port when another program has it', async () => {
    const first = await start({ dir: join(folder, 'one') });
    await expect(startNats({ dir: join(folder, 'other'), port: first.port })).rejects.toThrow(
      `nats-server cannot listen on port ${first.port}`,
    );
  });

  test('shows what the server said when its configuration is wrong', async () => {
    await expect(startNats({ dir: folder, configuration: 'no_such_setting: 1' })).rejects.toThrow(
      /unknown field "no_such_setting"/,
    );
  });
});

describe('looking for a nats-server', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('takes the named binary and no other', async () => {
    const found = await findNatsServer({ cacheDir: await cacheFolder(folder) });
    vi.stubEnv('SUBJECTLINE_NATS_SERVER_BIN', found.path);
    expect(await findNatsServer({ cacheDir: folder })).toEqual(found);

    vi.stubEnv('SUBJECTLINE_NATS_SERVER_BIN', '/bin/false');
    await expect(findNatsServer({ cacheDir: folder })).rejects.toThrow(
      'SUBJECTLINE_NATS_SERVER_BIN: /bin/false',
    );
  });

  test('says what to do when there is none and none can be fetched', async () => {
    vi.stubEnv('PATH', folder);
    await expect(findNatsServer({ cacheDir: join(folder, 'cache') })).rejects.toThrow(/NATS_URL=/);
  });
});
