import { execFile } from 'node:child_process';
import { access, chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Progress } from '../process/local-server';
import { isAtLeast, look, type NatsServer } from './nats-version';

const run = promisify(execFile);

/**
 * Fetches Debian's nats-server package with apt, unpacks it without installing anything and leaves the binary in
 * the cache folder. apt works on lists of its own in a folder of its own, so this needs no rights, and it checks
 * the archive's signature as always. Several may do this at once: the finished binary is put in place by one
 * rename.
 */
export async function downloadNatsServer(cacheDir: string, progress: Progress): Promise<NatsServer> {
  await mkdir(cacheDir, { recursive: true });
  const workshop = await mkdtemp(join(cacheDir, 'download-'));
  try {
    for (const source of await sources(workshop)) {
      progress(`fetching nats-server from ${source.name}`);
      const found = await fetchFrom(source, workshop).catch(() => undefined);
      if (found) return await keep(found, cacheDir);
    }
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  throw new Error('apt offers no package that runs here');
}

interface Source {
  name: string;
  /** What tells apt to look there. */
  options: string[];
}

/** Debian 13 first, whose 2.10 also runs on Debian 12; then whatever this machine installs its packages from. */
async function sources(workshop: string): Promise<Source[]> {
  const own: Source = { name: 'the package sources of this machine', options: [] };
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  const [archive, keyed] = await Promise.all([debianArchive(), exists(keyring)]);
  if (!archive || !keyed) return [own];
  const list = join(workshop, 'trixie.list');
  await writeFile(list, `deb [signed-by=${keyring}] ${archive} trixie main\n`);
  const options = ['-o', `Dir::Etc::sourcelist=${list}`, '-o', 'Dir::Etc::sourceparts=/dev/null'];
  return [{ name: `Debian 13 (${archive})`, options }, own];
}

/** The Debian mirror this machine uses: it is the one that can be reached from here. */
async function debianArchive(): Promise<string | undefined> {
  const { stdout } = await run('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Created-By: Packages',
  ]);
  return stdout.split('\n').find((uri) => /\/debian\/?$/.test(uri));
}

async function fetchFrom(source: Source, workshop: string): Promise<NatsServer | undefined> {
  const folder = await mkdtemp(join(workshop, 'from-'));
  for (const part of ['lists/partial', 'cache/archives/partial'])
    await mkdir(join(folder, part), { recursive: true });
  const options = [...aptOptions(folder), ...source.options];
  // Of many sources one may be out of reach while the one that matters answered: the download tells.
  await run('apt-get', [...options, 'update'], { timeout: 120_000 }).catch(() => undefined);
  await run('apt-get', [...options, 'download', 'nats-server'], { cwd: folder, timeout: 120_000 });
  const archive = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (!archive) return undefined;
  await run('dpkg-deb', ['-x', join(folder, archive), join(folder, 'package')]);
  for (const place of ['usr/sbin', 'usr/bin']) {
    const found = await look(join(folder, 'package', place, 'nats-server'));
    if (found) return found;
  }
  return undefined;
}

function aptOptions(folder: string): string[] {
  const settings = [
    `Dir::State::lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    // As root, apt would change to a user who cannot reach this folder.
    'APT::Sandbox::User=root',
    'Debug::NoLocking=1',
    'Acquire::Languages=none',
    'Acquire::Retries=1',
    'Acquire::http::Timeout=15',
    'Acquire::https::Timeout=15',
    'Acquire::AllowInsecureRepositories=false',
    'APT::Get::AllowUnauthenticated=false',
  ];
  return ['-qq', ...settings.flatMap((setting) => ['-o', setting])];
}

async function keep(found: NatsServer, cacheDir: string): Promise<NatsServer> {
  const path = join(cacheDir, 'nats-server');
  const draft = `${path}.${process.pid}.new`;
  await copyFile(found.path, draft);
  await chmod(draft, 0o755);
  const rival = await look(path);
  if (rival && isAtLeast(rival.version, found.version)) await rm(draft);
  else await rename(draft, path);
  return { path, version: found.version };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
