import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serviceNames, type ServiceName } from '@subjectline/contracts';
import { passwordVariable } from '../../nats-conf/text';

/** This checkout. */
export const repository = join(__dirname, '..', '..', '..', '..');

export function programOf(folder: string, service: ServiceName): string {
  return join(folder, 'apps', service, 'dist', 'main.js');
}

const provisionOf = (folder: string): string => join(folder, 'libs', 'bus', 'dist', 'provision.main.js');
const configurationOf = (folder: string): string => join(folder, 'deploy', 'nats.conf');

/** Why services cannot be started from this folder; null if they can. */
export function problemIn(folder: string): string | null {
  if (!existsSync(folder)) return `there is no folder ${folder}`;
  if (realpathSync(folder) === realpathSync(repository))
    return 'that is this checkout: name one of an earlier release';
  if (!existsSync(configurationOf(folder)))
    return `${folder} is no checkout of Subjectline: it has no deploy/nats.conf`;
  const programs = [...serviceNames.map((name) => programOf(folder, name)), provisionOf(folder)];
  const missing = programs.find((program) => !existsSync(program));
  return missing === undefined ? null : `${missing} is missing: run npm ci && npm run build in ${folder}`;
}

/** Who may do what at its broker. */
export async function authorizationOf(
  folder: string,
  passwords: Readonly<Record<string, string>>,
): Promise<string> {
  const [, block = ''] =
    /^(authorization \{.*)/ms.exec(await readFile(configurationOf(folder), 'utf8')) ?? [];
  return Object.entries(passwords).reduce(
    (text, [user, password]) => text.replace(`$${passwordVariable(user)}`, JSON.stringify(password)),
    block,
  );
}

export async function provisionBy(folder: string, natsUrl: string, replicas: number): Promise<void> {
  const env = { PATH: process.env['PATH'], NATS_URL: natsUrl, NATS_REPLICAS: String(replicas) };
  await promisify(execFile)(process.execPath, [provisionOf(folder)], { env });
}
