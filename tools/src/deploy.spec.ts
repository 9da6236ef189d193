import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readEnv, settingNames } from '@subjectline/bus';
import { serviceNames } from '@subjectline/contracts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { exampleSettings, interpolate, variablesOf } from './deploy-compose';
import { settingsTypes } from './deploy-settings.suite';
import { natsConfigurationFile, natsUsers, passwordVariable } from './nats-conf-text';

interface Container {
  environment: Record<string, string | number>;
  build?: { args: { SERVICE: string } };
  healthcheck?: { test: string[] };
}

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const composeText = read('docker-compose.yml');
const { services: containers } = parse(composeText, { merge: true }) as {
  services: Record<string, Container>;
};
/** An operator's `.env` with all that must be set, and nothing else. */
const filledIn = Object.fromEntries(
  variablesOf(composeText.replaceAll(/\$\{\w+:-[^}]*\}/g, '')).map((name) => [name, `sample-${name}`]),
);

const containerOf = (name: string): Container => {
  const container = containers[name];
  if (!container) throw new Error(`docker-compose.yml has no ${name}`);
  return container;
};

function environmentOf(name: string): Record<string, string> {
  const entries = Object.entries(containerOf(name).environment);
  return Object.fromEntries(entries.map(([key, value]) => [key, interpolate(String(value), filledIn)]));
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
    expect(() => readEnv(settingsTypes[name], environment)).not.toThrow();
    expect(containerOf(name).build?.args.SERVICE).toBe(name);
  });

  test.each(serviceNames)('lets an operator change every setting of %s', (name) => {
    expect(Object.keys(containerOf(name).environment).toSorted()).toEqual(
      settingNames(settingsTypes[name]).toSorted(),
    );
  });

  test('lets each in under its own name, with its own password', () => {
    for (const name of serviceNames) {
      const { username, password } = new URL(environmentOf(name)['NATS_URL'] ?? '');
      expect([username, password]).toEqual([name, filledIn[passwordVariable(name)]]);
    }
    expect(new URL(environmentOf('provision')['NATS_URL'] ?? '').username).toBe('provisioner');
  });

  test('gives the broker the password of every user, and nothing else', () => {
    expect(Object.keys(environmentOf('nats')).toSorted()).toEqual(natsUsers.map(passwordVariable).toSorted());
  });

  test.each([
    [200, 0],
    [503, 1],
  ])('takes an answer of %d as health %d', async (status, health) => {
    const gateway = createServer((_request, response) => response.writeHead(status).end()).listen(0);
    onTestFinished(() => void gateway.close());
    await once(gateway, 'listening');
    const { port } = gateway.address() as AddressInfo;
    const [kind, program = '', option = '', script = ''] = containerOf('gateway').healthcheck?.test ?? [];
    const check = spawn(program, [option, script.replace(':8080/', `:${port}/`)], { stdio: 'inherit' });
    expect([kind, ...(await once(check, 'exit'))]).toEqual(['CMD', health, null]);
  });

  test('takes nothing from .env that .env.example does not name', () => {
    const known = [...exampleSettings(read('.env.example')).keys()];
    expect(known).toEqual(expect.arrayContaining(variablesOf(composeText)));
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
