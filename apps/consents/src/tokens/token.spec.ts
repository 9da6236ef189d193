import { createHmac } from 'node:crypto';
import {
  CreateConsentToken,
  DeleteConsentEvents,
  ListConsentEvents,
  ReadConsentEvent,
  ReadConsentUser,
  type CreateConsentTokenRequest,
} from '@subjectline/contracts';
import { decodeJwt, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chosen, ConsentsEnvironment, organization, refusalOf, someone } from '../testing/consents.fixture';

let environment: ConsentsEnvironment;

beforeAll(async () => {
  environment = await ConsentsEnvironment.open();
  await environment.settings({}, 'other');
});
afterEach(async () => expect(await environment.leftOver()).toEqual([]));
afterAll(() => environment?.close());

const issue = (changes: Partial<CreateConsentTokenRequest> = {}) =>
  environment.testEnv.bus.ask(CreateConsentToken, {
    organization,
    organization_user_id: someone(),
    ...changes,
  });
const readUser = (consent_token: string, of = organization) =>
  environment.testEnv.bus.ask(ReadConsentUser, { organization: of, consent_token });

describe('a consent token', () => {
  it('is good for a quarter of an hour by default, and for a day at most', async () => {
    const { token, expires_in, user_id } = await issue();
    expect(expires_in).toBe(900);
    expect((await readUser(token)).id).toBe(user_id);
    environment.testEnv.clock.advance(899_000);
    expect((await readUser(token)).id).toBe(user_id);
    environment.testEnv.clock.advance(1_000);
    expect(await refusalOf(readUser(token))).toBe('consent_token_rejected');
    expect((await issue({ lifetime: 86_400 })).expires_in).toBe(86_400);
    expect(await refusalOf(issue({ lifetime: 86_401 }))).toBe('invalid');
  });

  it('tells its reader nothing of the person', async () => {
    const organization_user_id = someone();
    const { token } = await issue({
      organization_user_id,
      event: { metadata: { note: organization_user_id } },
      delegate: { id: organization_user_id },
      metadata: { note: organization_user_id },
    });
    expect(JSON.stringify(decodeJwt(token))).not.toContain(organization_user_id);
    expect(decodeJwt(token)).toMatchObject({
      iss: 'subjectline',
      org: organization,
      sub: expect.stringMatching(/^usr_/) as string,
    });
  });

  it('is refused in another organization, and when any part of it was changed', async () => {
    const { token } = await issue();
    const [header = '', payload = '', signature = ''] = token.split('.');
    expect(await refusalOf(readUser(token, 'other'))).toBe('consent_token_rejected');
    const claims = decodeJwt(token);
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const raised = Buffer.from(JSON.stringify({ ...claims, exp: 99_999_999_999 })).toString('base64url');
    const guessed = createHmac('sha256', 'secret').update(`${header}.${payload}`).digest('base64url');
    // the key ring's other keys sign no consent token
    const [key] = environment.testEnv.keys.derive('token');
    const ofApi = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: key?.id ?? '' })
      .sign(key?.key ?? new Uint8Array(32));
    const forged = [
      `${none}.${payload}.${signature}`,
      `${header}.${raised}.${signature}`,
      `${header}.${payload}.${guessed}`,
      ofApi,
      'a.b.c',
    ];
    for (const each of forged) expect(await refusalOf(readUser(each))).toBe('consent_token_rejected');
    const other = await issue({ organization_user_id: someone() });
    const [, otherPayload] = other.token.split('.');
    expect(await refusalOf(readUser(`${header}.${otherPayload}.${signature}`))).toBe(
      'consent_token_rejected',
    );
  });

  it('opens its own user’s events alone', async () => {
    const person = someone();
    const own = await environment.create(
      { user: { organization_user_id: person } },
      { disable_integrations: true },
    );
    const foreign = await environment.create({}, { disable_integrations: true });
    const { token: consent_token, user_id } = await issue({ organization_user_id: person });
    const list = (named: object) =>
      environment.testEnv.bus.ask(ListConsentEvents, {
        organization,
        skip: 0,
        limit: 20,
        consent_token,
        ...named,
      });
    expect((await list({})).items.map(({ id }) => id)).toEqual([own.id]);
    expect((await list({ user_id })).total).toBe(1);
    expect(await refusalOf(list({ user_id: foreign.user.id }))).toBe('consent_token_rejected');
    expect(await refusalOf(list({ organization_user_id: someone() }))).toBe('consent_token_rejected');
    const read = (id: string) =>
      environment.testEnv.bus.ask(ReadConsentEvent, { organization, id, consent_token });
    expect((await read(own.id)).id).toBe(own.id);
    expect(await refusalOf(read(foreign.id))).toBe('event_unknown');
  });

  it('makes events of its user, with its own metadata, delegate and validation', async () => {
    const person = someone();
    const officer = someone();
    const { token: consent_token, user_id } = await issue({
      organization_user_id: person,
      event: { metadata: { source: 'token' }, user: { metadata: { tier: 'token' } } },
      delegate: { id: 'agent-7' },
      validation: { method: 'file', approvers: [officer] },
    });
    for (const other of [{ organization_user_id: someone() }, { email: someone() }, { id: 'usr_other' }]) {
      expect(await refusalOf(environment.create({ user: other }, { consent_token }))).toBe(
        'consent_token_rejected',
      );
    }
    const event = await environment.create(
      {
        user: {
          organization_user_id: person.toUpperCase(),
          email: person,
          metadata: { tier: 'browser', page: 'browser' },
        },
        status: 'confirmed',
        metadata: { source: 'browser' },
        delegate: { id: 'browser' },
        validation: { method: 'email' },
      },
      { consent_token, disable_integrations: true },
    );
    expect(event).toMatchObject({
      status: 'pending_approval',
      user: { id: user_id, organization_user_id: person, metadata: { tier: 'token', page: 'browser' } },
      metadata: { source: 'token' },
      delegate: { id: 'agent-7' },
      validation: { method: 'file', approvers: [] },
    });
    const { task, content } = await environment.asked();
    expect(content).toEqual({
      to: { email: officer },
      variables: { metadata_source: 'token', metadata_tier: 'token', metadata_page: 'browser' },
    });
    // the holder of a token is no API client: their messages count as a stranger's
    expect(task.by_client).toBe(false);
  });

  it('lets no browser say who is asked or told', async () => {
    const person = someone();
    const { token: consent_token } = await issue({ organization_user_id: person });
    const approvers = [someone()];
    const event = await environment.create(
      { user: {}, validation: { method: 'file', approvers } },
      { consent_token },
    );
    expect(event).toMatchObject({ status: 'confirmed', validation: null });
    expect((await environment.asked()).content.to).toEqual({ email: person });
    expect(await environment.current(person)).toEqual({ news: true });
  });

  it('outlives the events of its user', async () => {
    const organization_user_id = someone();
    const { token } = await issue({ organization_user_id });
    await environment.create(
      { user: { organization_user_id }, consents: chosen({ a: true }) },
      { disable_integrations: true },
    );
    await environment.testEnv.bus.ask(DeleteConsentEvents, { organization, organization_user_id });
    expect((await readUser(token)).consents.purposes).toEqual([]);
  });

  it('is not made with more than fits into an address, or for a redirect to elsewhere', async () => {
    const metadata = Object.fromEntries(['a', 'b'].map((key) => [key, 'x'.repeat(2_000)]));
    expect(await refusalOf(issue({ event: { metadata } }))).toBe('invalid');
    const validation = { method: 'email', redirect_url: 'https://evil.example.net' } as const;
    expect(await refusalOf(issue({ validation }))).toBe('redirect_forbidden');
  });
});
