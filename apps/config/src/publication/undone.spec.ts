import { randomUUID } from 'node:crypto';
import { withIdempotency, type Service } from '@subjectline/bus';
import {
  AuthenticateClient,
  Clients,
  clientStateKey,
  CreateClient,
  CreateProvider,
  RotateClientSecret,
  Settings,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfig } from '../testing/config.fixture';

/* Changes under an idempotency key that were published, and then undone with the transaction around them. */

let testEnv: TestEnvironment;
let service: Service;
let database: Client;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startConfig(testEnv);
  database = new Client({ connectionString: testEnv.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database?.end();
  await service?.close();
  await testEnv?.close();
});

const organization = 'acme';
const caller_scopes = ['messaging:read'];
const underKey = <T>(work: () => T): T => withIdempotency({ key: randomUUID(), body: 'body' }, work);
const stateOf = (id: string) => testEnv.bus.read(Clients, clientStateKey(organization, id));
const providersOf = async () => (await testEnv.bus.read(Settings, organization))?.providers ?? [];

/** Until `done`, no reply can be remembered: the asker stops waiting, and nothing is committed afterwards. */
async function whileNothingIsRemembered(done: () => Promise<void>): Promise<void> {
  await database.query('begin');
  await database.query('lock table config.idempotency_keys in share mode');
  try {
    await done();
  } finally {
    await database.query('rollback');
  }
}

describe('a change that is undone after it was published', () => {
  it('leaves the published client as the stored one is', async () => {
    const scopes = caller_scopes;
    const client = await testEnv.bus.ask(CreateClient, { organization, caller_scopes, scopes });
    const { client_id } = client;
    await whileNothingIsRemembered(async () => {
      const rotated = underKey(() =>
        testEnv.bus.ask(RotateClientSecret, { organization, caller_scopes, client_id }),
      );
      await expect(rotated).rejects.toMatchObject({ code: 'unavailable' });
      expect(await stateOf(client_id)).toMatchObject({ token_epoch: 2 });
    });
    await eventually('the stored epoch holds', async () => (await stateOf(client_id))?.token_epoch === 1);
    expect(await testEnv.bus.ask(AuthenticateClient, client)).toMatchObject({ token_epoch: 1 });
  });

  it('leaves the published settings as the stored ones are', async () => {
    await whileNothingIsRemembered(async () => {
      const config = { key: 'undone', name: 'Undone', service_type: 'mailgun' } as const;
      const created = underKey(() =>
        testEnv.bus.ask(CreateProvider, { organization, ...config, details: { domain: 'mg.example.com' } }),
      );
      await expect(created).rejects.toMatchObject({ code: 'unavailable' });
      expect(await providersOf()).toMatchObject([{ key: 'undone' }]);
    });
    await eventually('no provider is published', async () => (await providersOf()).length === 0);
  });
});
