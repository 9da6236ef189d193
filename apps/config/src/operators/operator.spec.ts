import type { Service } from '@subjectline/bus';
import {
  AcceptInvitation,
  AppError,
  challengeContext,
  ChangeOperator,
  check,
  CreateOperator,
  DeleteOperator,
  InviteOperator,
  ListAudit,
  ListOperators,
  ListSessions,
  OpenOidcSession,
  OpenOperatorSession,
  operatorSignInContext,
  ReadOperator,
  roles,
  SealedContent,
  scopesInside,
  sessionDigest,
  StartChallenge,
  StartChallengeInBulk,
  StartOperatorSignIn,
  UnlinkOperator,
  UseSession,
  VerifyChallenge,
  VerifyLink,
  type Call,
  type OpenOidcSessionRequest,
  type RoleName,
  type StartChallengeTask,
} from '@subjectline/contracts';
import {
  countTasks,
  eventually,
  startTestEnvironment,
  takeTask,
  type TestEnvironment,
} from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfig } from '../testing/config.fixture';

let testEnv: TestEnvironment;
let service: Service;

/** Identity, played at its contract: this code and this link are right, once and by the operator they were made for. */
const right = { code: '482913', token: 'L'.repeat(43) };
const open = new Map<string, 'code' | 'token'>();

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startConfig(testEnv);
  const verified = {
    challenge_id: 'cha_1',
    channel: 'email',
    verified_at: testEnv.clock.now().toISOString(),
  };
  await play(VerifyChallenge, ({ about, code }) => {
    if (!open.has(about)) throw new AppError('code_expired', { id: about });
    if (code !== right.code) throw new AppError('code_incorrect', { id: about });
    open.delete(about);
    return verified;
  });
  await play(VerifyLink, ({ about, token }) => {
    if (token !== right.token) throw new AppError('link_unknown');
    if (!open.delete(about)) throw new AppError('link_used');
    return verified;
  });
});
afterAll(async () => {
  await service?.close();
  await testEnv?.close();
});

async function play<Request extends object>(
  call: Call<Request, object>,
  answer: (request: Request) => object,
): Promise<void> {
  const { connection } = testEnv.bus;
  connection.subscribe(call.subject, {
    callback: (_error, message) => {
      const packet = (() => {
        try {
          return { response: answer(check(call.request, message.json())) };
        } catch (error) {
          return { err: error };
        }
      })();
      message.respond(JSON.stringify({ ...packet, isDisposed: true }));
    },
  });
  await connection.flush();
}

let count = 0;
const newOrganization = () => `org-${(count += 1)}`;
/** As the first client of an organization has. */
const asOwner = scopesInside('acme', roles.owner);
const create = (organization: string, email: string, role: RoleName = 'owner', caller_scopes = asOwner) =>
  testEnv.bus.ask(CreateOperator, {
    organization,
    caller_scopes,
    email,
    first_name: 'Mia',
    role,
    locale: 'fr',
  });
const change = (organization: string, id: string, changes: object, caller_scopes = asOwner) =>
  testEnv.bus.ask(ChangeOperator, { organization, caller_scopes, id, ...changes });
const refused = (code: string) => ({ code });

function contentOf({ organization, about, sealed_content }: StartChallengeTask): SealedContent {
  return check(SealedContent, testEnv.keys.openJson(sealed_content, challengeContext(organization, about)));
}

async function invited(organization: string): Promise<StartChallengeTask> {
  const task = await takeTask(testEnv, StartChallengeInBulk);
  expect(task).toMatchObject({
    organization,
    message_kind: 'operator_invitation',
    lifetime_seconds: 604_800,
  });
  open.set(task.about, 'token');
  return task;
}

async function accept(organization: string, about: string): Promise<string> {
  const request = { organization, about, token: right.token, browser: 'Firefox' } as const;
  return sessionDigest((await testEnv.bus.ask(AcceptInvitation, request)).token);
}

async function active(organization: string, email: string, role?: RoleName) {
  const { id } = await create(organization, email, role);
  await invited(organization);
  return { id, digest: await accept(organization, id) };
}

async function ask(organization: string, email: string): Promise<void> {
  const sealed_address = testEnv.keys.sealJson({ email }, operatorSignInContext(organization));
  await testEnv.bus.send(StartOperatorSignIn, { organization, sealed_address }, { id: `${email}-${count}` });
}

const enter = (organization: string, email: string, code = right.code) =>
  testEnv.bus.ask(OpenOperatorSession, { organization, email, code, browser: 'Safari' });

describe('an operator', () => {
  it('is invited by a link that signs them in once, and is stored sealed', async () => {
    const organization = newOrganization();
    const operator = await create(organization, 'mia@example.com', 'approver');
    expect(operator).toMatchObject({ email: 'mia@example.com', role: 'approver', state: 'invited' });
    const task = await invited(organization);
    expect([task.about, task.channel, task.locale]).toEqual([operator.id, 'email', 'fr']);
    expect(contentOf(task)).toEqual({ to: { email: 'mia@example.com' }, variables: { first_name: 'Mia' } });
    const digest = await accept(organization, operator.id);
    expect(await testEnv.bus.ask(UseSession, { digest })).toMatchObject({
      kind: 'operator',
      owner_id: operator.id,
      name: 'Mia',
      role: 'approver',
      organization,
      scopes: roles.approver,
    });
    await expect(accept(organization, operator.id)).rejects.toMatchObject(refused('link_used'));
    const read = await testEnv.bus.ask(ReadOperator, { organization, id: operator.id });
    expect(read).toMatchObject({ state: 'active', invitation_expires_at: null });
    const again = { organization, caller_scopes: asOwner, id: operator.id };
    await expect(testEnv.bus.ask(InviteOperator, again)).rejects.toMatchObject(
      refused('invitation_accepted'),
    );
    const rows = JSON.stringify(await testEnv.rows('select * from config.operators'));
    expect(rows).not.toMatch(/mia@|Mia/);
  });

  it('has seven days to accept, and can be invited again', async () => {
    const organization = newOrganization();
    const { id } = await create(organization, 'late@example.com');
    await invited(organization);
    testEnv.clock.advance(7 * 24 * 3_600_000);
    await expect(accept(organization, id)).rejects.toMatchObject(refused('link_unknown'));
    await testEnv.bus.ask(InviteOperator, { organization, caller_scopes: asOwner, id });
    await invited(organization);
    await accept(organization, id);
  });

  it('has an address that no other has, however it is written', async () => {
    const organization = newOrganization();
    await create(organization, 'mia@example.com');
    await invited(organization);
    await expect(create(organization, 'MIA@example.com')).rejects.toMatchObject(refused('operator_taken'));
    const elsewhere = newOrganization();
    await create(elsewhere, 'mia@example.com');
    await invited(elsewhere);
    expect((await testEnv.bus.ask(ListOperators, { organization, page: 1, size: 50 })).total).toBe(1);
  });

  it('signs in with a code, and an address that none has gets the same answer and no mail', async () => {
    const organization = newOrganization();
    const { id } = await active(organization, 'mia@example.com', 'viewer');
    testEnv.clock.advance(60_000);
    await ask(organization, 'unknown@example.com');
    await eventually('that is done', async () => (await countTasks(testEnv, StartOperatorSignIn)) === 0);
    await ask(organization, 'Mia@Example.com');
    const task = await takeTask(testEnv, StartChallenge);
    expect(task).toMatchObject({
      about: `sign-in-${id}`,
      message_about: id,
      message_kind: 'operator_sign_in',
      lifetime_seconds: 600,
      maximum_tries: 5,
    });
    open.set(task.about, 'code');
    const failed = refused('sign_in_failed');
    await expect(enter(organization, 'unknown@example.com')).rejects.toMatchObject(failed);
    await expect(enter(organization, 'mia@example.com', '000000')).rejects.toMatchObject(failed);
    await expect(enter(newOrganization(), 'mia@example.com')).rejects.toMatchObject(failed);
    const page = { organization, filter: { kind: 'sign_in' as const, actor: id }, page: 1, size: 1 };
    expect((await testEnv.bus.ask(ListAudit, page)).items).toMatchObject([
      {
        actor: { kind: 'operator', id },
        action: 'sign-in',
        outcome: 'refused',
        persons: [expect.any(String)],
      },
    ]);
    const { token, session } = await enter(organization, 'mia@example.com');
    const scopes = scopesInside(organization, roles.viewer);
    expect(scopes).not.toContain('organization:read');
    expect(session).toMatchObject({ owner_id: id, role: 'viewer', scopes });
    await expect(enter(organization, 'mia@example.com')).rejects.toMatchObject(failed);
    const { items } = await testEnv.bus.ask(ListSessions, { digest: sessionDigest(token) });
    expect(items.map(({ browser }) => browser)).toEqual(['Safari', 'Firefox']);
  });

  it('has the scopes of another role at once, and no session once disabled, elsewhere or deleted', async () => {
    const organization = newOrganization();
    await active(organization, 'owner@example.com');
    const { id, digest } = await active(organization, 'mia@example.com', 'viewer');
    await change(organization, id, { role: 'viewer_and_approver' });
    const { scopes } = await testEnv.bus.ask(UseSession, { digest });
    expect(scopes).toEqual(expect.arrayContaining(['messages:read', 'privacy-request:review']));
    await change(organization, id, { disabled: true });
    await change(organization, id, { disabled: false });
    const ended = refused('not_authenticated');
    await expect(testEnv.bus.ask(UseSession, { digest })).rejects.toMatchObject(ended);
    const moved = await active(organization, 'ana@example.com', 'viewer');
    await change(organization, moved.id, { email: 'ana@example.org' });
    await expect(testEnv.bus.ask(UseSession, { digest: moved.digest })).rejects.toMatchObject(ended);
    const gone = await active(organization, 'ben@example.com', 'viewer');
    await testEnv.bus.ask(DeleteOperator, { organization, caller_scopes: asOwner, id: gone.id });
    await expect(testEnv.bus.ask(UseSession, { digest: gone.digest })).rejects.toMatchObject(ended);
  });
});

describe('an account of an OpenID provider', () => {
  let signIns = 0;
  const identity = (organization: string, changes: Partial<OpenOidcSessionRequest> = {}) =>
    ({
      organization,
      issuer: 'https://id.example.com',
      subject: 'User-1',
      email: 'mia@example.com',
      is_email_verified: true,
      sign_in_digest: String((signIns += 1)).padStart(43, 'd'),
      sign_in_expires_at: new Date(testEnv.clock.nowMs() + 600_000).toISOString(),
      browser: 'Chrome',
      ...changes,
    }) as const;
  const enterWith = (organization: string, changes?: Partial<OpenOidcSessionRequest>) =>
    testEnv.bus.ask(OpenOidcSession, identity(organization, changes));
  const refuse = (organization: string, changes: Partial<OpenOidcSessionRequest>, code: string) =>
    expect(enterWith(organization, changes), JSON.stringify(changes)).rejects.toMatchObject(refused(code));
  const read = (organization: string, id: string) => testEnv.bus.ask(ReadOperator, { organization, id });
  const auditOf = async (organization: string) => {
    const page = { organization, filter: { kind: 'sign_in' as const }, page: 1, size: 50 };
    return (await testEnv.bus.ask(ListAudit, page)).items;
  };

  it('signs an operator in who has its address, and accepts the invitation', async () => {
    const organization = newOrganization();
    const { id } = await create(organization, 'mia@example.com', 'approver');
    await invited(organization);
    const { token, session } = await enterWith(organization, { email: 'MIA@Example.com' });
    expect(session).toMatchObject({ kind: 'operator', owner_id: id, role: 'approver', organization });
    await testEnv.bus.ask(UseSession, { digest: sessionDigest(token) });
    const linked_at = testEnv.clock.now().toISOString();
    expect(await read(organization, id)).toMatchObject({ state: 'active', linked_at });
    testEnv.clock.advance(60_000);
    await enterWith(organization);
    expect(await read(organization, id)).toMatchObject({ linked_at });
    expect(await auditOf(organization)).toMatchObject(
      [0, 1].map(() => ({
        actor: { kind: 'operator', id },
        action: 'sign-in by OpenID Connect',
        outcome: 'done',
      })),
    );
    const rows = JSON.stringify(await testEnv.rows('select * from config.operators'));
    expect(rows).not.toMatch(/User-1|id\.example/);
  });

  it('signs in no one else: no account is made, and refusals are recorded', async () => {
    const organization = newOrganization();
    const { id } = await active(organization, 'mia@example.com');
    const late = await create(organization, 'late@example.com');
    await invited(organization);
    await refuse(organization, { email: 'stranger@example.com' }, 'oidc_not_admitted');
    await refuse(newOrganization(), {}, 'oidc_not_admitted');
    await refuse(organization, { is_email_verified: false }, 'oidc_address_unverified');
    await refuse(organization, { email: null }, 'oidc_address_unverified');
    const [unverified, ...others] = await auditOf(organization);
    expect(unverified).toMatchObject({
      actor: { kind: 'operator', id },
      action: 'sign-in by OpenID Connect',
      outcome: 'refused',
      persons: [expect.any(String)],
    });
    // that of the invitation
    expect(others).toHaveLength(1);
    testEnv.clock.advance(7 * 24 * 3_600_000);
    await refuse(organization, { email: 'late@example.com', subject: 'late' }, 'oidc_not_admitted');
    await active(organization, 'owner@example.com');
    await change(organization, id, { disabled: true });
    await refuse(organization, {}, 'oidc_not_admitted');
    expect(await read(organization, id)).toMatchObject({ linked_at: null });
    expect(await read(organization, late.id)).toMatchObject({ linked_at: null, state: 'invited' });
  });

  it('is the only one of its operator, until the link is removed or the address changes', async () => {
    const organization = newOrganization();
    const { id } = await active(organization, 'mia@example.com', 'viewer');
    await active(organization, 'ana@example.com', 'viewer');
    await enterWith(organization);
    const other = 'oidc_other_account';
    await refuse(organization, { subject: 'user-1' }, other);
    await refuse(organization, { issuer: 'https://id.example.net' }, other);
    await refuse(organization, { email: 'ana@example.com' }, other);
    expect((await auditOf(organization))[0]).toMatchObject({ outcome: 'refused' });
    const unlink = { organization, caller_scopes: asOwner, id };
    await expect(
      testEnv.bus.ask(UnlinkOperator, { ...unlink, caller_scopes: ['user:update'] }),
    ).rejects.toMatchObject(refused('scope_not_held'));
    expect(await testEnv.bus.ask(UnlinkOperator, unlink)).toMatchObject({ linked_at: null });
    await enterWith(organization, { email: 'ana@example.com' });
    await enterWith(organization, { subject: 'user-1' });
    await change(organization, id, { first_name: 'Maria' });
    await refuse(organization, { subject: 'user-2' }, other);
    await change(organization, id, { email: 'mia@example.org' });
    expect(await read(organization, id)).toMatchObject({ linked_at: null });
    await enterWith(organization, { email: 'mia@example.org', subject: 'user-2' });
  });

  it('is linked once, however many sign in at the same time', async () => {
    const organization = newOrganization();
    await active(organization, 'mia@example.com');
    const tried = await Promise.allSettled(
      ['a', 'b', 'c'].map((subject) => enterWith(organization, { subject })),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('opens one session for one sign-in, whatever came of it, and what is noted of it is deleted', async () => {
    const organization = newOrganization();
    await active(organization, 'mia@example.com');
    const once = identity(organization);
    const tried = await Promise.allSettled([1, 2, 3].map(() => testEnv.bus.ask(OpenOidcSession, once)));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const stranger = identity(organization, { email: 'stranger@example.com' });
    await expect(testEnv.bus.ask(OpenOidcSession, stranger)).rejects.toMatchObject(
      refused('oidc_not_admitted'),
    );
    const expired = refused('oidc_sign_in_expired');
    await expect(testEnv.bus.ask(OpenOidcSession, stranger)).rejects.toMatchObject(expired);
    await refuse(organization, { sign_in_expires_at: testEnv.clock.now().toISOString() }, expired.code);
    testEnv.clock.advance(24 * 3_600_000);
    await eventually('notes of sign-ins are deleted', async () => {
      const notes = await testEnv.rows('select digest from config.used_sign_ins');
      return notes.length === 0;
    });
  });
});

describe('roles', () => {
  it('are given and taken by those who hold their scopes', async () => {
    const organization = newOrganization();
    const contributor = scopesInside(organization, roles.contributor);
    const missing = refused('scope_not_held');
    await expect(create(organization, 'a@example.com', 'owner', contributor)).rejects.toMatchObject(missing);
    const { id } = await create(organization, 'a@example.com', 'approver', contributor);
    await invited(organization);
    await expect(change(organization, id, { role: 'owner' }, contributor)).rejects.toMatchObject(missing);
    await change(organization, id, { role: 'owner' });
    await expect(change(organization, id, { disabled: true }, contributor)).rejects.toMatchObject(missing);
    await expect(change(newOrganization(), id, {})).rejects.toMatchObject(refused('user_unknown'));
  });

  it('leave an organization one owner, however many are removed at once', async () => {
    const organization = newOrganization();
    const owners = [await active(organization, 'a@example.com'), await active(organization, 'b@example.com')];
    const removed = await Promise.allSettled([
      change(organization, owners[0]?.id ?? '', { role: 'viewer' }),
      testEnv.bus.ask(DeleteOperator, { organization, caller_scopes: asOwner, id: owners[1]?.id ?? '' }),
    ]);
    const reasons = removed.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(reasons).toMatchObject([refused('last_owner')]);
  });
});
