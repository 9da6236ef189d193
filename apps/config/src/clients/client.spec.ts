import type { Service } from '@subjectline/bus';
import {
  AuthenticateClient,
  ChangeClient,
  Clients,
  clientStateKey,
  CreateClient,
  DeleteClient,
  ListClients,
  ReadClient,
  RotateClientSecret,
  type ClientSecret,
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

const organization = 'acme';
const caller_scopes = ['messaging:read', 'config:read'];
const create = (scopes = ['messaging:read']) =>
  testEnv.bus.ask(CreateClient, { organization, caller_scopes, scopes });
const stateOf = ({ client_id }: ClientSecret) =>
  testEnv.bus.read(Clients, clientStateKey(organization, client_id));

describe('a client', () => {
  it('is published with what its tokens are worth before its secret is returned', async () => {
    const client = await create();
    expect(await stateOf(client)).toEqual({ scopes: ['messaging:read'], disabled: false, token_epoch: 1 });
    expect(await testEnv.bus.ask(AuthenticateClient, client)).toEqual({
      client_id: client.client_id,
      organization,
      scopes: ['messaging:read'],
      token_epoch: 1,
    });
  });

  it('keeps scopes of parts of Fides that are not here, and gets no others that there are not', async () => {
    const client = await create(['messaging:read', 'storage:read']);
    expect(await stateOf(client)).toMatchObject({ scopes: ['messaging:read', 'storage:read'] });
    await expect(create(['messaging:write'])).rejects.toMatchObject({ code: 'scope_unknown' });
  });

  it.each(['\0', 'cli_\0', '', 'nobody'])(
    'is not known by the id %j, and nothing breaks',
    async (client_id) => {
      await expect(testEnv.bus.ask(ReadClient, { organization, client_id })).rejects.toMatchObject({
        code: 'client_unknown',
      });
      await expect(
        testEnv.bus.ask(DeleteClient, { organization, caller_scopes, client_id }),
      ).rejects.toMatchObject({
        code: 'client_unknown',
      });
      const client_secret = 'any';
      await expect(testEnv.bus.ask(AuthenticateClient, { client_id, client_secret })).rejects.toMatchObject({
        code: 'wrong_credentials',
      });
    },
  );

  it('has an epoch of its own after every rotation, however many come at once', async () => {
    const client = await create();
    const { client_id } = client;
    const rotate = () => testEnv.bus.ask(RotateClientSecret, { organization, caller_scopes, client_id });
    const rotated = await Promise.all([rotate(), rotate(), rotate(), rotate()]);
    expect(new Set(rotated.map(({ client_secret }) => client_secret)).size).toBe(4);
    expect(await stateOf(client)).toMatchObject({ token_epoch: 5 });
    const answers = await Promise.allSettled(rotated.map((one) => testEnv.bus.ask(AuthenticateClient, one)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('that is deleted stays worthless, also after everything was published anew', async () => {
    const [gone, kept] = [await create(), await create(['config:read'])];
    await testEnv.bus.ask(DeleteClient, { organization, caller_scopes, client_id: gone.client_id });
    const bucket = await testEnv.bus.connection.jetstream().views.kv(Clients.bucket, { bindOnly: true });
    await bucket.purge(clientStateKey(organization, kept.client_id));
    await service.close();
    service = await startConfig(testEnv);
    expect(await stateOf(gone)).toMatchObject({ disabled: true, scopes: [] });
    expect(await stateOf(kept)).toMatchObject({ disabled: false, scopes: ['config:read'] });
  });

  it('belongs to one organization', async () => {
    const { client_id } = await create();
    const foreign = { organization: 'other', client_id };
    const unknown = { code: 'client_unknown' };
    await expect(testEnv.bus.ask(ReadClient, foreign)).rejects.toMatchObject(unknown);
    await expect(testEnv.bus.ask(DeleteClient, { ...foreign, caller_scopes })).rejects.toMatchObject(unknown);
    await expect(
      testEnv.bus.ask(ChangeClient, { ...foreign, caller_scopes, disabled: true }),
    ).rejects.toMatchObject(unknown);
    const page = await testEnv.bus.ask(ListClients, { organization: 'other', page: 1, size: 10 });
    expect(page).toEqual({ items: [], total: 0 });
  });
});
