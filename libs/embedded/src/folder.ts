import { chmod, mkdir, readFile, realpath, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startedAt } from './processes';

/** Writes a file that only its owner may read, whole or not at all. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}

/** Makes a folder that only its owner may enter and answers its real path. */
export async function privateFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  return realpath(path);
}

/**
 * Marks a folder as used by this process, or says which living process uses it: two servers on one folder of
 * data destroy it. A process is known by its id and the moment it started, since ids come round again. The claim
 * of a process that was killed is taken over.
 */
export async function claimFolder(folder: string): Promise<void> {
  const path = join(folder, 'claim');
  const ours = `${process.pid} ${await startedAt(process.pid)}`;
  for (;;) {
    try {
      return await writeFile(path, ours, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const theirs = await readFile(path, 'utf8').catch(() => '');
    if (theirs === ours) return;
    await refuseWhileAlive(folder, theirs);
    await unlink(path).catch(() => undefined);
  }
}

async function refuseWhileAlive(folder: string, claim: string): Promise<void> {
  const [pid = '', ...started] = claim.split(' ');
  const since = await startedAt(Number(pid));
  if (since === undefined || since !== started.join(' ')) return;
  throw new Error(`${folder} is in use by the running process ${pid}: stop it first, or use another folder`);
}

export async function releaseFolder(folder: string): Promise<void> {
  await unlink(join(folder, 'claim')).catch(() => undefined);
}
