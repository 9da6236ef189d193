import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { claimFolder, privateFolder, releaseFolder, writePrivately } from '../folder/folder';
import {
  runCommand,
  untilReady,
  type Command,
  type LocalServer,
  type Progress,
  type RunningCommand,
} from '../process/local-server';
import { onPort, PortTaken } from '../process/ports';
import { findPostgres, type PostgresBinaries } from './postgres-binaries';
import { asUser, postgresUser, type PostgresUser } from './postgres-user';
import { stopLeftover } from '../process/processes';

const run = promisify(execFile);

export interface PostgresOptions {
  /** Where the data, the password and the log live. */
  dir: string;
  /** Default: a free port. */
  port?: number;
  /** More of its settings, such as `max_connections=200`; they override ours. */
  settings?: readonly string[];
  progress?: Progress;
  /** Ends the start, not the server once it is up. */
  signal?: AbortSignal;
}

/** Starts PostgreSQL on the loopback interface, with one database named `subjectline`. */
export async function startPostgres(options: PostgresOptions): Promise<LocalServer> {
  const dir = await privateFolder(options.dir);
  await claimFolder(dir);
  const leftover = { pidFile: join(dir, 'data', 'postmaster.pid'), mark: join(dir, 'data') };
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one: it recovers from its log at the next start.
  if (await stopLeftover({ ...leftover, signals: ['SIGINT', 'SIGQUIT', 'SIGKILL'] })) {
    options.progress?.('stopped a PostgreSQL left over from an earlier start');
  }
  const written = await readFile(join(dir, 'data', 'PG_VERSION'), 'utf8').catch(() => undefined);
  const binaries = await findPostgres(written?.trim());
  const place: Place = {
    dir,
    binaries,
    user: await postgresUser(binaries.folder, dir),
    settings: options.settings ?? [],
    signal: options.signal,
  };
  if (written === undefined) {
    options.progress?.(`creating the database folder with PostgreSQL ${binaries.version}`);
    await createData(place);
  }
  return onPort(options.port, (port) => runOn(port, place));
}

interface Place {
  dir: string;
  binaries: PostgresBinaries;
  user: PostgresUser;
  settings: readonly string[];
  signal?: AbortSignal;
}

/** Under another name until it is whole: a start that is cut short leaves nothing that looks like data. */
async function createData({ dir, binaries, user }: Place): Promise<void> {
  const draft = join(dir, 'data.new');
  const passwordFile = join(dir, 'password');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writePrivately(passwordFile, randomBytes(24).toString('base64url'));
  if (user.uid !== undefined) {
    await chown(passwordFile, user.uid, user.uid);
    await chown(draft, user.uid, user.uid);
  }
  // C.UTF-8 sorts the same on every Linux; macOS has it under no name that all its versions know.
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const [program, ...words] = asUser(user, join(binaries.folder, 'initdb'), [
    '-D',
    draft,
    '--username=subjectline',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    `--locale=${locale}`,
    '--no-sync',
  ]);
  await run(program, words, { cwd: dir, uid: user.uid, gid: user.gid, timeout: 120_000 });
  await rename(draft, join(dir, 'data'));
}

async function runOn(port: number, place: Place): Promise<LocalServer> {
  const password = (await readFile(join(place.dir, 'password'), 'utf8')).trim();
  const address = `postgres://subjectline:${password}@127.0.0.1:${port}`;
  const command = await runUntilReady(port, place, address);
  await createDatabase(address);
  return {
    url: `${address}/subjectline`,
    port,
    pid: command.pid,
    version: place.binaries.version,
    exited: command.exited,
    kill: command.kill,
    stop: async () => {
      await command.stop();
      await releaseFolder(place.dir);
    },
  };
}

/**
 * After a server was killed, the next one may be refused for a moment, by the lock file or by the shared memory
 * that the last of the old processes still holds.
 */
async function runUntilReady(port: number, place: Place, address: string): Promise<RunningCommand> {
  for (const deadline = Date.now() + 60_000; ; await delay(100)) {
    place.signal?.throwIfAborted();
    const command = await runCommand(serverCommand(port, place));
    if (await untilReady(command, () => answers(address), { timeoutMs: 60_000, signal: place.signal }))
      return command;
    const said = await command.said();
    if (/postmaster\.pid|shared memory/.test(said) && Date.now() < deadline) continue;
    if (said.includes('Address already in use')) throw new PortTaken('PostgreSQL', port);
    throw new Error(`PostgreSQL did not start; it said:\n${said.trim().split('\n').slice(-5).join('\n')}`);
  }
}

function serverCommand(port: number, { dir, binaries, user, settings: more }: Place): Command {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=32MB',
    'max_connections=100',
    ...more,
  ];
  const words = [
    '-D',
    join(dir, 'data'),
    '-p',
    String(port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  return {
    words: asUser(user, join(binaries.folder, 'postgres'), words),
    folder: dir,
    logFile: join(dir, 'postgres.log'),
    stopSignal: 'SIGINT',
    uid: user.uid,
    gid: user.gid,
  };
}

async function answers(address: string): Promise<boolean> {
  const client = new Client({ connectionString: `${address}/postgres`, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(address: string): Promise<void> {
  const client = new Client({ connectionString: `${address}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'subjectline'");
    if (rowCount === 0) await client.query('create database subjectline');
  } finally {
    await client.end();
  }
}
