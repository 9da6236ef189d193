import {
  chmod,
  mkdir,
  readFile,
  realpath,
  rename,
  unlink,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openLockedFile } from './folder-lock';
import { startedAt } from '../process/processes';

const serverGoneMs = 10_000;

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

/** The claims of this process. A folder may be claimed again by the process that has it already. */
const claims = new Map<string, Promise<FileHandle>>();

/**
 * Takes a folder for this process, or says which process uses it: two servers on one folder of data destroy it. The
 * claim is a lock of the operating system, which holds across containers and ends with the process, however it ends.
 */
export async function claimFolder(folder: string): Promise<void> {
  const claim = claims.get(folder) ?? takeClaim(folder);
  claims.set(folder, claim);
  try {
    await claim;
  } catch (error) {
    claims.delete(folder);
    throw error;
  }
}

async function takeClaim(folder: string): Promise<FileHandle> {
  const path = join(folder, 'claim');
  const file = await openLockedFile(path);
  const [claim = '', host = ''] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  if (!file) throw inUse(folder, claim, host);
  // Versions before the lock, and systems without one, are known by this alone.
  if (await isAlive(claim)) {
    await file.close();
    throw inUse(folder, claim, host);
  }
  await file.truncate();
  await file.write(`${process.pid} ${await startedAt(process.pid)}\n${hostname()}\n`, 0);
  return file;
}

/** A process is known by its id and the moment it started, since ids come round again. */
async function isAlive(claim: string): Promise<boolean> {
  const [pid = '', ...started] = claim.split(' ');
  const since = await startedAt(Number(pid));
  return since !== undefined && since === started.join(' ') && Number(pid) !== process.pid;
}

function inUse(folder: string, claim: string, host: string): Error {
  const [pid] = claim.split(' ');
  const where = host && host !== hostname() ? ` on ${host}` : '';
  const who = pid ? `the running process ${pid}${where}` : 'another running process';
  return new Error(
    `${folder} is in use by ${who}: stop it first, or use another folder (SUBJECTLINE_DATA_DIR)`,
  );
}

export async function releaseFolder(folder: string): Promise<void> {
  const claim = claims.get(folder);
  claims.delete(folder);
  const file = await claim?.catch(() => undefined);
  if (!file) return;
  // Before the lock ends: afterwards the file may be another's claim.
  await unlink(join(folder, 'claim')).catch(() => undefined);
  await file.close();
}

/**
 * A lock for the server in the folder to hold itself, so that a server that outlived its starter in a container that
 * we cannot see keeps the next one away. One that was killed a moment ago may take another to be gone.
 */
export async function lockForServer(folder: string): Promise<FileHandle> {
  for (const deadline = Date.now() + serverGoneMs; ; await delay(50)) {
    const file = await openLockedFile(join(folder, 'server.lock'));
    if (file) return file;
    if (Date.now() > deadline) {
      throw new Error(
        `${folder} is in use by a server left over from an earlier start, which this container cannot see: ` +
          'stop the container or the process that runs it',
      );
    }
  }
}
