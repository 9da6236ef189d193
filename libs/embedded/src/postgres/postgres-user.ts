import { execFile } from 'node:child_process';
import { lchown, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How to start PostgreSQL, which refuses to run as root. */
export interface PostgresUser {
  uid?: number;
  gid?: number;
  /** Words to put before the command. */
  through: string[];
}

/** The uid of the unprivileged user that every Linux has. */
const unprivilegedUid = 65_534;

/**
 * As an ordinary user: as that user. As root: as the unprivileged user, if it can reach the binaries and the data;
 * otherwise (for a checkout in /root) in a user namespace, where root has another uid and keeps its paths.
 */
export async function postgresUser(binaries: string, dir: string): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return { through: [] };
  if ((await isOpenPath(binaries)) && (await isOpenPath(dirname(dir)))) {
    await giveTo(unprivilegedUid, dir);
    return { uid: unprivilegedUid, gid: unprivilegedUid, through: [] };
  }
  const through = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  await run('unshare', [...through.slice(1), 'true']).catch(() => {
    throw new Error(
      [
        'PostgreSQL does not run as root, and no other user can reach its folders. Do one of these:',
        '  start Subjectline as an ordinary user',
        '  put the checkout and SUBJECTLINE_DATA_DIR where every user has access, such as /srv',
        '  use a running server: DATABASE_URL=postgres://user:password@host:5432/database',
        `(binaries: ${binaries}, data: ${dir})`,
      ].join('\n'),
    );
  });
  await giveTo(0, dir);
  return { through };
}

/** Whether every user may walk through this folder and all above it. */
async function isOpenPath(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpenPath(dirname(folder));
}

/** The folder itself is given last, so that one that changed hands only in part is taken up again. */
async function giveTo(owner: number, dir: string): Promise<void> {
  if ((await stat(dir)).uid === owner) return;
  const entries = await readdir(dir, { recursive: true });
  for (const entry of entries) await lchown(join(dir, entry), owner, owner);
  await lchown(dir, owner, owner);
}

export function asUser(user: PostgresUser, program: string, words: string[]): [string, ...string[]] {
  const [first, ...rest] = user.through;
  return first === undefined ? [program, ...words] : [first, ...rest, program, ...words];
}
