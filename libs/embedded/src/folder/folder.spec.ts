import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from '@subjectline/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimFolder, releaseFolder } from './folder';
import { startPostgres } from '../postgres/postgres';

const built = JSON.stringify(join(__dirname, '..', '..', 'dist', 'index.js'));
/** A process in a PID namespace of its own, as in a container: it sees none of ours, and we see it. */
const apart = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
const mayUnshare = spawnSync(apart[0] ?? '', [...apart.slice(1), 'true']).status === 0;

let folder: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-folder-'));
});

afterEach(async () => {
  for (const child of started.splice(0)) await end(child);
  await releaseFolder(folder);
  await rm(folder, { recursive: true, force: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Runs a script that uses the library as `embedded` and prints a line; answers that line. */
async function run(
  script: string,
  before: readonly string[] = [],
): Promise<{ child: ChildProcess; line: string }> {
  const program = `const embedded = require(${built}), dir = ${JSON.stringify(folder)};
    const work = async () => { ${script} };
    work().catch((error) => console.log(error.message)); setInterval(() => undefined, 1000)`;
  const words = [...before, process.execPath, '-e', program];
  const child = spawn(words[0] ?? '', words.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, line };
}

/** The end of a process in another namespace is not ours to wait for. */
async function untilClaimed(): Promise<void> {
  await eventually('it is free', () => claimFolder(folder).then(() => true));
}

const claim = `await embedded.claimFolder(dir); console.log('claimed')`;

describe('a claimed folder', () => {
  test('is refused to others, and free again once it is released', async () => {
    await claimFolder(folder);
    expect((await run(claim)).line).toBe(
      `${folder} is in use by the running process ${process.pid}: stop it first, or use another folder (SUBJECTLINE_DATA_DIR)`,
    );
    await releaseFolder(folder);
    expect(await readdir(folder)).toEqual([]);
    expect((await run(claim)).line).toBe('claimed');
  });

  test('is free again once its process was killed', async () => {
    const { child, line } = await run(claim);
    expect(line).toBe('claimed');
    await expect(claimFolder(folder)).rejects.toThrow(`in use by the running process ${child.pid}`);
    await end(child);
    await claimFolder(folder);
  });

  test("is one process's when several want it at once", async () => {
    const lines = await Promise.all([1, 2, 3, 4, 5].map(async () => (await run(claim)).line));
    expect(lines.filter((line) => line === 'claimed')).toHaveLength(1);
  });

  test('may be claimed again by the same process', async () => {
    await Promise.all([claimFolder(folder), claimFolder(folder)]);
    await claimFolder(folder);
  });

  test('of a version without a lock is respected while its process lives', async () => {
    const { child } = await run(claim);
    const text = await readFile(join(folder, 'claim'), 'utf8');
    const other = join(folder, 'other');
    await run(`require('fs').mkdirSync(${JSON.stringify(other)}); console.log('made')`);
    await writeFile(join(other, 'claim'), text.split('\n')[0] ?? '');
    await expect(claimFolder(other)).rejects.toThrow(`in use by the running process ${child.pid}`);
    await end(child);
    await claimFolder(other);
    await releaseFolder(other);
  });
});

describe.runIf(process.platform === 'linux' && mayUnshare)('across containers', () => {
  test('a folder is claimed once, and free when the other one was killed', async () => {
    const { child, line } = await run(claim, apart);
    expect(line).toBe('claimed');
    await expect(claimFolder(folder)).rejects.toThrow(`${folder} is in use by the running process`);
    expect((await run(claim, apart)).line).toContain('is in use by the running process');
    await end(child);
    await untilClaimed();
  });

  test('a PostgreSQL that outlived its starter keeps another one from its data', async () => {
    const start = `const { pid } = await embedded.startPostgres({ dir }); console.log('up'); process.kill(process.pid, 'SIGKILL')`;
    const inShell = [...apart, 'sh', '-c', '"$@"; exec sleep 600', 'sh'];
    const { child, line } = await run(start, inShell);
    expect(line).toBe('up');
    await untilClaimed();
    await expect(startPostgres({ dir: folder })).rejects.toThrow(
      `${folder} is in use by a server left over from an earlier start, which this container cannot see`,
    );
    await end(child);
    const server = await startPostgres({ dir: folder });
    await server.stop();
  });
});
