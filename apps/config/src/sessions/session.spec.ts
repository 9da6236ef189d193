import type { Service } from '@subjectline/bus';
import {
  ChangeClient,
  CreateClient,
  DeleteClient,
  EndAllSessions,
  EndOwnSession,
  EndSession,
  ListAudit,
  ListSessions,
  OpenSession,
  RotateClientSecret,
  scopes,
  sessionDigest,
  UseSession,
  type Browser,
  type ClientSecret,
  type Session,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rootClient, startConfig } from '../testing/config.fixture';

let testEnv: TestEnvironment;
let service: Service;
let client: ClientSecret;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startConfig(testEnv);
});
afterAll(async () => {
  await service?.close();
  await testEnv?.close();
});

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const organization = 'acme';
const caller_scopes = ['messaging:read', 'config:read'];
const onBehalf = () => ({ organization, caller_scopes, client_id: client.client_id });

beforeEach(async () => {
  const name = 'Web shop';
  client = await testEnv.bus.ask(CreateClient, {
    organization,
    caller_scopes,
    scopes: ['messaging:read'],
    name,
  });
});

const open = (credentials = client, browser: Browser = 'Firefox') =>
  testEnv.bus.ask(OpenSession, { ...credentials, browser });
const signIn = async (credentials = client, browser?: Browser): Promise<string> =>
  sessionDigest((await open(credentials, browser)).token);
const use = (digest: string): Promise<Session> => testEnv.bus.ask(UseSession, { digest });
const ended = { code: 'not_authenticated' };

describe('a session', () => {
  it('belongs to a client, and only a digest of its token is stored', async () => {
    const { token, session } = await open();
    expect(session).toEqual({
      id: expect.stringMatching(/^ses_/),
      kind: 'client',
      owner_id: client.client_id,
      name: 'Web shop',
      role: null,
      organization,
      scopes: ['messaging:read'],
      created_at: testEnv.clock.now().toISOString(),
      expires_at: new Date(testEnv.clock.nowMs() + 7 * 24 * hourMs).toISOString(),
    });
    expect(await use(sessionDigest(token))).toEqual(session);
    const rows = await testEnv.rows('select * from config.sessions');
    expect(JSON.stringify(rows)).toContain(sessionDigest(token));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('is not opened for wrong credentials, nor used with a digest that none has', async () => {
    const wrong = { code: 'wrong_credentials' };
    await expect(open({ ...client, client_secret: 'another' })).rejects.toMatchObject(wrong);
    await expect(open({ ...client, client_id: 'another' })).rejects.toMatchObject(wrong);
    await expect(use(sessionDigest('another'))).rejects.toMatchObject(ended);
  });

  it('ends twelve hours after its last use', async () => {
    const digest = await signIn();
    testEnv.clock.advance(12 * hourMs - minuteMs);
    await use(digest);
    testEnv.clock.advance(12 * hourMs - minuteMs);
    await use(digest);
    testEnv.clock.advance(12 * hourMs);
    await expect(use(digest)).rejects.toMatchObject(ended);
  });

  it('ends after seven days, however often it is used, and is deleted', async () => {
    const digest = await signIn();
    for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
      testEnv.clock.advance(8 * hourMs);
      await use(digest);
    }
    testEnv.clock.advance(8 * hourMs - 1);
    await use(digest);
    testEnv.clock.advance(1);
    await expect(use(digest)).rejects.toMatchObject(ended);
    await eventually('its row is deleted', async () => {
      testEnv.clock.advance(hourMs);
      const rows = await testEnv.rows(`select 1 from config.sessions where token_digest = '${digest}'`);
      return rows.length === 0;
    });
  });

  it('has the scopes that its client has now', async () => {
    const digest = await signIn();
    await testEnv.bus.ask(ChangeClient, { ...onBehalf(), scopes: ['config:read'] });
    expect((await use(digest)).scopes).toEqual(['config:read']);
  });

  it.each([
    ['has another secret', () => testEnv.bus.ask(RotateClientSecret, onBehalf())],
    ['is disabled', () => testEnv.bus.ask(ChangeClient, { ...onBehalf(), disabled: true })],
    ['is deleted', () => testEnv.bus.ask(DeleteClient, onBehalf())],
  ] as const)('ends when its client %s', async (_change, change) => {
    const digest = await signIn();
    await change();
    await expect(use(digest)).rejects.toMatchObject(ended);
  });

  it('stays ended when its client is enabled again', async () => {
    const digest = await signIn();
    await testEnv.bus.ask(ChangeClient, { ...onBehalf(), disabled: true });
    await testEnv.bus.ask(ChangeClient, { ...onBehalf(), disabled: false });
    await expect(use(digest)).rejects.toMatchObject(ended);
  });

  it('of the root client has every scope, and ends when the environment has another secret', async () => {
    const digest = await signIn(rootClient);
    expect(await use(digest)).toMatchObject({
      name: rootClient.client_id,
      organization: 'default',
      scopes: [...scopes],
    });
    await service.close();
    service = await startConfig(testEnv, { SUBJECTLINE_ROOT_CLIENT_SECRET: 'another-secret-of-the-root' });
    await expect(use(digest)).rejects.toMatchObject(ended);
    await service.close();
    service = await startConfig(testEnv);
    await use(digest);
  });
});

describe('the sessions of a client', () => {
  it('are listed with the one that asks, without those that have ended and those of others', async () => {
    const other = await signIn(rootClient);
    await signIn();
    testEnv.clock.advance(12 * hourMs);
    const digest = await signIn(client, 'Safari');
    testEnv.clock.advance(minuteMs);
    await signIn(client, 'Chrome');
    const { items, total } = await testEnv.bus.ask(ListSessions, { digest });
    expect(total).toBe(2);
    expect(items.map(({ browser, is_current }) => [browser, is_current])).toEqual([
      ['Chrome', false],
      ['Safari', true],
    ]);
    expect(items[1]).toMatchObject({
      last_used_at: new Date(testEnv.clock.nowMs() - minuteMs).toISOString(),
      expires_at: new Date(testEnv.clock.nowMs() + 12 * hourMs - minuteMs).toISOString(),
    });
    await expect(testEnv.bus.ask(ListSessions, { digest: other })).rejects.toMatchObject(ended);
  });

  it('end one by one, or all at once', async () => {
    const [first, second, third] = [await signIn(), await signIn(), await signIn()];
    testEnv.clock.advance(minuteMs);
    const fourth = await signIn();
    const root = await signIn(rootClient);
    expect(await testEnv.bus.ask(EndSession, { digest: first })).toEqual({ ended: 1 });
    expect(await testEnv.bus.ask(EndSession, { digest: first })).toEqual({ ended: 0 });
    await expect(use(first)).rejects.toMatchObject(ended);
    await use(second);
    const { items } = await testEnv.bus.ask(ListSessions, { digest: second });
    const id = items.find(({ is_current }) => !is_current)?.id ?? '';
    const endOwn = (digest: string) => testEnv.bus.ask(EndOwnSession, { digest, id });
    expect([await endOwn(root), await endOwn(second), await endOwn(second)]).toEqual([
      { ended: 0 },
      { ended: 1 },
      { ended: 0 },
    ]);
    await expect(use(fourth)).rejects.toMatchObject(ended);
    expect(await testEnv.bus.ask(EndAllSessions, { digest: second })).toEqual({ ended: 2 });
    for (const digest of [second, third]) await expect(use(digest)).rejects.toMatchObject(ended);
    await use(root);
  });
});

describe('a sign-in to the console', () => {
  const entriesOf = async (of: string) => {
    const page = { organization: of, filter: { kind: 'sign_in' as const }, page: 1, size: 3 };
    return (await testEnv.bus.ask(ListAudit, page)).items;
  };

  it('and each sign-out are in the audit trail, of their session', async () => {
    const [first, second] = [await open(), await open()];
    const actor = { kind: 'client', id: client.client_id };
    const key = { digest: sessionDigest(first.token) };
    const answers = await Promise.all([1, 2, 3, 4].map(() => testEnv.bus.ask(EndSession, key)));
    expect(answers.filter(({ ended: count }) => count > 0)).toEqual([{ ended: 1 }]);
    await testEnv.bus.ask(EndAllSessions, { digest: sessionDigest(second.token) });
    expect(await entriesOf(organization)).toMatchObject([
      { actor, action: 'sign-out everywhere', targets: [second.session.id], outcome: 'done' },
      { actor, action: 'sign-out', targets: [first.session.id], outcome: 'done' },
      { actor, action: 'sign-in', targets: [second.session.id], outcome: 'done' },
    ]);
  });

  it('that was refused is there too, with a digest in place of what was typed', async () => {
    const typed = 'Ana@example.com';
    await expect(open({ ...client, client_secret: 'another' })).rejects.toBeDefined();
    const [known] = await entriesOf(organization);
    const refused = { action: 'sign-in', outcome: 'refused', targets: [] };
    expect(known).toMatchObject({ ...refused, actor: { kind: 'client', id: client.client_id } });
    await expect(open({ ...client, client_id: typed })).rejects.toBeDefined();
    await expect(open({ ...client, client_id: typed.toLowerCase() })).rejects.toBeDefined();
    const [second, first] = await entriesOf('default');
    expect(first).toMatchObject({ ...refused, actor: { kind: 'client', id: 'unknown' } });
    expect(first?.persons).toHaveLength(1);
    expect(second?.persons).toEqual(first?.persons);
    expect(JSON.stringify(await testEnv.rows('select * from config.audit_entries'))).not.toMatch(/ana@/i);
  });
});
