import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface NatsServer {
  path: string;
  version: string;
}

/** What the streams and consumers of Subjectline need. */
export const oldest = '2.9.10';
export function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}

/** The nats-server at this path, when there is one, it runs on this machine and it is not too old. */
export async function look(path: string): Promise<NatsServer | undefined> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await run(path, ['--version'], { timeout: 10_000 });
    const version = /\bv(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    return version && isAtLeast(version, oldest) ? { path, version } : undefined;
  } catch {
    return undefined;
  }
}
