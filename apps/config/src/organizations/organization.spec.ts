import type { Service } from '@subjectline/bus';
import {
  AuthenticateClient,
  Clients,
  clientStateKey,
  CreateOrganization,
  ListOrganizations,
  PublicSettings,
  RenameOrganization,
  Settings,
} from '@subjectline/contracts';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfig } from '../testing/config.fixture';

let testEnv: TestEnvironment;
let service: Service;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startConfig(testEnv);
});
afterAll(async () => {
  await service?.close();
  await testEnv?.close();
});

const caller_scopes = ['messaging:read', 'organization:create', 'organization:read'];
const create = (id: string, name = 'Acme') =>
  testEnv.bus.ask(CreateOrganization, { id, name, caller_scopes });
const list = (skip = 0, limit = 100) => testEnv.bus.ask(ListOrganizations, { skip, limit });

describe('an organization', () => {
  it('is published at its creation, and its first client can sign in', async () => {
    const { client, ...organization } = await create('acme');
    expect(organization).toEqual({ id: 'acme', name: 'Acme', created_at: testEnv.clock.now().toISOString() });
    expect(await testEnv.bus.read(Settings, 'acme')).toMatchObject({ organization: 'acme', providers: [] });
    expect(await testEnv.bus.read(PublicSettings, 'acme')).toMatchObject({ organization: 'acme' });
    expect(await testEnv.bus.ask(AuthenticateClient, client)).toEqual({
      client_id: client.client_id,
      organization: 'acme',
      scopes: ['messaging:read'],
      token_epoch: 1,
    });
    expect(await testEnv.bus.read(Clients, clientStateKey('acme', client.client_id))).toMatchObject({
      scopes: ['messaging:read'],
    });
  });

  it.each(['acme', 'default', 'builtin'])('cannot take the place of %s', async (id) => {
    const before = await list();
    await expect(create(id, 'Another')).rejects.toMatchObject({ code: 'organization_taken', facts: { id } });
    expect(await list()).toEqual(before);
  });

  it('is made once, however many make it at the same time', async () => {
    const outcomes = await Promise.allSettled([create('globex'), create('globex'), create('globex')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is renamed, and keeps its id', async () => {
    const renamed = await testEnv.bus.ask(RenameOrganization, { id: 'acme', name: 'Acme & Sons' });
    expect(renamed).toMatchObject({ id: 'acme', name: 'Acme & Sons' });
    expect((await list()).items).toContainEqual(renamed);
    const unknown = testEnv.bus.ask(RenameOrganization, { id: 'nosuch', name: 'Acme' });
    await expect(unknown).rejects.toMatchObject({ code: 'organization_unknown', facts: { id: 'nosuch' } });
  });

  it('is listed after those that are older', async () => {
    const { items, total } = await list();
    expect([items.map(({ id }) => id), total]).toEqual([['default', 'acme', 'globex'], 3]);
    expect((await list(1, 1)).items.map(({ id }) => id)).toEqual(['acme']);
  });
});
