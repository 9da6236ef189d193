import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import type { buildConnector, Pool } from 'undici';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { message, never } from '../provider.suite';
import { mailgun } from './';

/* Which of Mailgun's two hosts is called. Everything is real but the last step: the emulator answers for either host. */

const undici: { Pool: typeof Pool } = createRequire(__filename)('undici');

let emulator: Emulator;
let called: string[];

beforeEach(async () => {
  emulator = await startEmulator();
  called = [];
  const { Pool: RealPool } = undici;
  vi.spyOn(undici, 'Pool').mockImplementation(function (origin, options) {
    return new RealPool(origin, { ...options, connect: connectToEmulator });
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await emulator.close();
});

/** In place of the look-up of the host's name and of TLS. */
function connectToEmulator(
  { protocol, hostname, port }: buildConnector.Options,
  done: buildConnector.Callback,
): void {
  called.push(`${protocol}//${hostname}${port ? `:${port}` : ''}`);
  const { hostname: host, port: emulatorPort } = new URL(emulator.url);
  const socket = connect(Number(emulatorPort), host, () => done(null, socket));
}

it.each([
  [false, 'https://api.mailgun.net'],
  [true, 'https://api.eu.mailgun.net'],
])('with is_eu_domain %j a message goes to %s, and so does a check', async (is_eu_domain, host) => {
  const details = { domain: 'mg.example.com', is_eu_domain };
  const account = mailgun.open({ details, secrets: { mailgun_api_key: 'key-of-mailgun' } }, {});
  await account.send(message('ada@example.com'), never);
  await account.check(never);
  await account.close();
  expect([...new Set(called)]).toEqual([host]);
  expect(emulator.messages()).toMatchObject([{ vendor: 'mailgun', to: 'ada@example.com' }]);
});
