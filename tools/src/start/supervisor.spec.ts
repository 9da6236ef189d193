import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@subjectline/embedded';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const program = join(__dirname, '..', '..', 'dist', 'start.js');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-start-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

interface End {
  code: number | null;
  out: string;
  error: string;
}

/** Runs the program to its end, in a folder of its own. */
function start(settings: Record<string, string>, ...words: string[]): Promise<End> {
  const { PATH, HOME } = process.env;
  const options = { cwd: folder, env: { PATH, HOME, ...settings } };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...words], options, (_failure, out, error) => {
      resolve({ code: child.exitCode, out, error });
    });
  });
}

describe('npm start', () => {
  test('explains itself', async () => {
    const { code, out } = await start({}, '--help');
    expect(code).toBe(0);
    expect(out).toContain('SUBJECTLINE_PORT');
  });

  test('names all wrong settings at once and starts nothing', async () => {
    const { code, error } = await start({ SUBJECTLINE_PORT: 'http', SUBJECTLINE_KEYS: 'k1:secret-word' });
    expect(code).toBe(1);
    expect(error).toContain('Subjectline stopped because of an error.');
    expect(error).toContain('SUBJECTLINE_PORT must be a port number');
    expect(error).toContain('SUBJECTLINE_KEYS must be');
    expect(error).not.toContain('secret-word');
    expect(await readdir(folder)).toEqual([]);
  });

  test('reads .env, and the environment before it', async () => {
    await writeFile(join(folder, '.env'), 'SUBJECTLINE_PORT=one\nSUBJECTLINE_HOST=127.0.0.1');
    expect((await start({})).error).toContain('SUBJECTLINE_PORT');
    const { error } = await start({ SUBJECTLINE_PORT: '8081', SUBJECTLINE_HOST: 'no host' });
    expect(error).not.toContain('SUBJECTLINE_PORT');
    expect(error).toContain('SUBJECTLINE_HOST');
  });

  test('says which setting to change when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, error } = await start({ SUBJECTLINE_PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(error).toContain(`Port ${port} is used by another program: set SUBJECTLINE_PORT`);
  });

  test('takes down what it started when another part cannot start', async () => {
    const port = String(await freePort());
    const { code, out, error } = await start({ SUBJECTLINE_PORT: port, NATS_URL: 'nats://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(out).toMatch(/PostgreSQL .* on port/);
    expect(error).toContain('NATS_URL: nothing answers at 127.0.0.1:1');
    const data = join(folder, '.data');
    await expect(readFile(join(data, 'postgres', 'data', 'postmaster.pid'))).rejects.toThrow('ENOENT');
    expect(await readdir(data)).not.toContain('claim');
  });
});
