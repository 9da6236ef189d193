import { spawn } from 'node:child_process';
import { constants, fstatSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** open(2) of macOS and the BSDs: takes the lock of flock(2) while opening. Node passes it on and has no name for it. */
const openLocked = 0x20;
const { O_RDWR, O_CREAT, O_NONBLOCK } = constants;

/**
 * Opens a file and takes its exclusive lock from the operating system, or answers null when another process has it.
 * The lock is that of flock(2): all processes of the machine see it, in every container that has the folder, and it
 * ends with the last process that holds the file open, however that one ended.
 */
export async function openLockedFile(path: string): Promise<FileHandle | null> {
  for (;;) {
    const file = await openAndLock(path);
    if (!file || isStillThere(path, file)) return file;
    // Its last holder removed it between our opening and our lock: what we hold is no longer the file of that name.
    await file.close();
  }
}

async function openAndLock(path: string): Promise<FileHandle | null> {
  if (process.platform !== 'linux') return openLockedOnBsd(path);
  const file = await open(path, O_RDWR | O_CREAT, 0o600);
  try {
    if (await lock(file)) return file;
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  return null;
}

/** The lock belongs to the open file, which the child shares with us, and stays when the child has ended. */
async function lock(file: FileHandle): Promise<boolean> {
  const child = spawn('flock', ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file.fd] });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', (error) =>
      reject(
        new Error(
          `the data folder cannot be locked: flock, of the package util-linux, is needed (${error.message})`,
        ),
      ),
    );
  });
  if (code === 0 || code === 1) return code === 0;
  throw new Error(
    `the data folder cannot be locked: flock ended with ${code}; is its file system a network share?`,
  );
}

async function openLockedOnBsd(path: string): Promise<FileHandle | null> {
  // Windows has no such flag: there the process id in the file is all there is.
  const flags = O_RDWR | O_CREAT | (process.platform === 'win32' ? 0 : openLocked | O_NONBLOCK);
  try {
    return await open(path, flags, 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return null;
    throw error;
  }
}

function isStillThere(path: string, file: FileHandle): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  const ours = fstatSync(file.fd);
  return there?.ino === ours.ino && there.dev === ours.dev;
}
