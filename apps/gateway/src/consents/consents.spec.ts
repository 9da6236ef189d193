import {
  AppError,
  ChangeConsentEvent,
  CreateConsentEvent,
  CreateConsentLink,
  CreateConsentProof,
  CreateConsentToken,
  CreateConsentUser,
  DeleteConsentEvent,
  DeleteConsentEvents,
  ListConsentEvents,
  ListConsentUsers,
  ReadConsentApprovers,
  ReadConsentEvent,
  ReadConsentProof,
  ReadConsentUser,
  SaveConsentApprovers,
  type ConsentEvent,
  type ConsentUser,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;
let asked: unknown[];
let refusal: AppError | null;

const moment = '2026-03-02T09:30:00.000Z';
const event: ConsentEvent = {
  id: 'evt_1',
  status: 'confirmed',
  created_at: moment,
  updated_at: moment,
  regulation: 'gdpr',
  user: { id: 'usr_1', organization_user_id: 'ada@example.com', country: null, metadata: null },
  consents: { purposes: [{ id: 'newsletter', enabled: true }] },
  proofs_id: [],
  delegate: null,
  metadata: null,
  validation: null,
  locale: 'en',
  superseded: false,
  decided_at: null,
  rejection_reason: null,
  warnings: [],
  messages_about: 'evt_1',
};
const user: ConsentUser = {
  id: 'usr_1',
  organization_user_id: 'ada@example.com',
  country: null,
  metadata: {},
  created_at: moment,
  updated_at: moment,
  regulation: 'gdpr',
  consents: {},
};
const proof = { id: 'prf_1', type: 'image/png', bytes: 4, created_at: moment } as const;

function hear<Reply>(question: unknown, reply: Reply): Reply {
  asked.push(question);
  if (refusal) throw refusal;
  return reply;
}

beforeAll(async () => {
  gateway = await TestGateway.start({ SUBJECTLINE_PUBLIC_URL: 'https://privacy.example.com' });
  const result = { ...event, warnings: [{ reason: 'no_recipient' as const }] };
  await gateway.play(CreateConsentEvent, (question) => hear(question, result));
  await gateway.play(ChangeConsentEvent, (question) => hear(question, result));
  await gateway.play(ListConsentEvents, (question) => hear(question, { items: [event], total: 1 }));
  await gateway.play(ReadConsentEvent, (question) => hear(question, event));
  await gateway.play(DeleteConsentEvent, (question) => hear(question, { deleted: 1 }));
  await gateway.play(DeleteConsentEvents, (question) => hear(question, { deleted: 2 }));
  await gateway.play(ListConsentUsers, (question) => hear(question, { items: [user], total: 1 }));
  await gateway.play(ReadConsentUser, (question) => hear(question, user));
  await gateway.play(CreateConsentUser, (question) => hear(question, user));
  await gateway.play(CreateConsentProof, (question) => hear(question, proof));
  await gateway.play(ReadConsentProof, (question) => hear(question, { ...proof, content: 'iVBORw==' }));
  await gateway.play(CreateConsentToken, (question) =>
    hear(question, { token: 'a.b.c', expires_in: 900, user_id: 'usr_1' }),
  );
  await gateway.play(CreateConsentLink, (question) =>
    hear(question, { id: 'clk_1', token: 't'.repeat(43), expires_at: moment }),
  );
  await gateway.play(ReadConsentApprovers, (question) => hear(question, { approvers: [] }));
  await gateway.play(SaveConsentApprovers, (question) => hear(question, { approvers: question.approvers }));
});
afterAll(() => gateway?.close());
beforeEach(() => {
  asked = [];
  refusal = null;
});

/** As its issuer would sign it; only what it says of itself is looked at here. */
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const consentToken = [part({ alg: 'HS256' }), part({ org: 'acme', sub: 'usr_1' }), 'c2lnbmF0dXJl'].join('.');
const shown = { ...event, organization_id: 'default' };
const choice = {
  user: { organization_user_id: 'ada@example.com', metadata: { redirect_url: 'https://google.com' } },
  consents: { purposes: [{ id: 'purpose_id', enabled: true }] },
};

describe('a consent event', () => {
  it('is stored as in Didomi’s documentation', async () => {
    const answer = await gateway.call('POST', '/v1/consents/events?organization_id=default', choice);
    expect([answer.status, answer.body]).toEqual([200, { ...shown, warnings: [{ reason: 'no_recipient' }] }]);
    expect(asked).toEqual([
      { organization: 'default', event: { ...choice, locale: 'en' }, client_digest: null },
    ]);
  });

  it('is imported if the query asks for it', async () => {
    const query = '$disable_integrations=true&$generate_tcfcs=true';
    await gateway.call('POST', `/consents/events?${query}`, { ...choice, locale: 'fr' });
    expect(asked).toMatchObject([{ disable_integrations: true, event: { locale: 'fr' } }]);
    expect(
      (await gateway.call('POST', '/consents/events?$disable_integrations=perhaps', choice)).status,
    ).toBe(400);
  });

  it('is refused with every invalid or unknown field', async () => {
    const body = {
      ...choice,
      colour: 1,
      status: 'rejected',
      validation: { method: 'pigeon' },
      user: { mail: 1 },
    };
    const { status, body: answer } = await gateway.call('POST', '/consents/events', body);
    expect(status).toBe(400);
    const { errors } = answer as { errors: { path: string; rule: string }[] };
    expect(errors.map(({ path, rule }) => `${rule} ${path}`).toSorted()).toEqual([
      'extra colour',
      'extra user.mail',
      'isIn status',
      'isIn validation.method',
    ]);
    expect(asked).toEqual([]);
  });

  it('is refused by its owner with paths of the HTTP body', async () => {
    refusal = new AppError('invalid', {}, [
      { path: ['event', 'consents', 'purposes', 0, 'id'], rule: 'twice', message: 'is there twice' },
    ]);
    expect((await gateway.call('POST', '/consents/events', choice)).body).toMatchObject({
      errors: [{ path: 'consents.purposes.0.id', rule: 'twice' }],
    });
  });

  it.each([
    ['as the bearer', '/consents/events', { authorization: `Bearer ${consentToken}` }],
    ['in the address', `/consents/events?token=${consentToken}`, { authorization: '' }],
  ])('may be made and read with a consent token %s', async (_where, path, headers) => {
    const made = await gateway.call('POST', path, { consents: choice.consents }, headers);
    expect(made.body).toMatchObject({ organization_id: 'acme' });
    await gateway.call('GET', path, undefined, headers);
    await gateway.call('GET', path.replace('events', 'events/evt_1'), undefined, headers);
    await gateway.call('GET', path.replace('events', 'users/usr_1'), undefined, headers);
    expect(asked).toMatchObject(
      Array.from({ length: 4 }, () => ({ organization: 'acme', consent_token: consentToken })),
    );
  });

  it('cannot be deleted or changed with a consent token, or without a token', async () => {
    const headers = { authorization: `Bearer ${consentToken}` };
    for (const [method, path, body] of [
      ['DELETE', '/consents/events/evt_1', undefined],
      ['DELETE', '/consents/events?user_id=usr_1', undefined],
      ['PATCH', '/consents/events/evt_1', { status: 'confirmed' }],
      ['GET', '/consents/users', undefined],
      ['POST', '/consents/tokens', { organization_user_id: 'x' }],
      ['PUT', '/consents/approvers', { approvers: [] }],
    ] as const) {
      expect((await gateway.call(method, path, body, headers)).status).toBe(401);
    }
    for (const token of ['', '.', 'a.b', 'a.b.c', 'a.b.c.d', part({}), `x.${part([])}.`]) {
      const refused = await gateway.call('GET', `/consents/events?token=${token}`, undefined, {
        authorization: '',
      });
      expect([token, refused.status]).toEqual([token, 401]);
    }
    expect(asked).toEqual([]);
    refusal = new AppError('consent_token_rejected');
    const refused = await gateway.call('POST', '/consents/events', choice, headers);
    expect([refused.status, refused.body]).toMatchObject([401, { reason: 'consent_token_rejected' }]);
  });

  it('is listed for one user, narrowed by status and law', async () => {
    const query =
      'organization_user_id=ada@example.com&status[$in]=confirmed&status[$in]=rejected&regulation=ccpa&$limit=5';
    const { status, body } = await gateway.call('GET', `/consents/events?${query}`);
    expect([status, body]).toEqual([200, { total: 1, limit: 5, skip: 0, data: [shown] }]);
    expect(asked).toEqual([
      {
        organization: 'default',
        organization_user_id: 'ada@example.com',
        statuses: ['confirmed', 'rejected'],
        regulation: 'ccpa',
        limit: 5,
        skip: 0,
      },
    ]);
    const unnamed = await gateway.call('GET', '/consents/events');
    expect([unnamed.status, unnamed.body]).toMatchObject([400, { errors: [{ rule: 'atLeastOneOf' }] }]);
    expect((await gateway.call('GET', '/consents/events?user_id=x&status=lost')).status).toBe(400);
  });

  it('is read, changed and deleted', async () => {
    expect((await gateway.call('GET', '/consents/events/evt_1?user_id=usr_1')).body).toEqual(shown);
    const changed = await gateway.call('PATCH', '/consents/events/evt_1', { status: 'confirmed' });
    expect([changed.status, changed.body]).toMatchObject([200, { id: 'evt_1', warnings: [{}] }]);
    expect((await gateway.call('DELETE', '/consents/events/evt_1')).status).toBe(204);
    const all = await gateway.call('DELETE', '/consents/events?organization_user_id=ada@example.com');
    expect([all.status, all.body]).toEqual([204, '']);
    expect((await gateway.call('DELETE', '/consents/events')).status).toBe(400);
    refusal = new AppError('event_settled', { id: 'evt_1', status: 'confirmed' });
    expect((await gateway.call('PATCH', '/consents/events/evt_1', { status: 'rejected' })).status).toBe(409);
    expect((await gateway.call('PATCH', '/consents/events/evt_1', { user: {} })).status).toBe(400);
  });
});

describe('around events', () => {
  it('users are listed, read and stored', async () => {
    const resource = { ...user, organization_id: 'default' };
    expect((await gateway.call('GET', '/consents/users?$skip=0')).body).toMatchObject({ data: [resource] });
    expect((await gateway.call('GET', '/consents/users/usr_1')).body).toEqual(resource);
    const made = await gateway.call('POST', '/consents/users', { organization_user_id: 'ada@example.com' });
    expect([made.status, made.body]).toEqual([201, resource]);
    refusal = new AppError('user_unknown');
    expect((await gateway.call('GET', '/consents/users/usr_2')).body).toMatchObject({ name: 'NotFound' });
  });

  it('proofs are sent and returned as data URIs', async () => {
    const data = 'data:image/png;base64,iVBORw==';
    const made = await gateway.call('POST', '/consents/proofs', { data });
    expect([made.status, made.body]).toEqual([201, { ...proof, organization_id: 'default' }]);
    expect((await gateway.call('GET', '/consents/proofs/prf_1')).body).toEqual({
      ...proof,
      organization_id: 'default',
      data,
    });
  });

  it('tokens and links are created for one user', async () => {
    const organization_user_id = 'ada@example.com';
    const token = await gateway.call('POST', '/consents/tokens', { organization_user_id, lifetime: 60 });
    expect([token.status, token.body]).toEqual([
      201,
      {
        organization_id: 'default',
        organization_user_id,
        user_id: 'usr_1',
        id_token: 'a.b.c',
        token: 'a.b.c',
        expires_in: 900,
      },
    ]);
    const link = await gateway.call('POST', '/consents/links', {
      organization_user_id,
      action: 'event.update',
      event: { id: 'evt_1' },
    });
    expect([link.status, link.body]).toEqual([
      201,
      {
        id: 'clk_1',
        organization_id: 'default',
        url: `https://privacy.example.com/links?token=${'t'.repeat(43)}`,
        expires_at: moment,
      },
    ]);
    expect((await gateway.call('POST', '/consents/links', { action: 'event.delete' })).status).toBe(400);
  });

  it('approvers are replaced', async () => {
    const approvers = ['dpo@example.com'];
    expect((await gateway.call('PUT', '/consents/approvers', { approvers })).body).toEqual({ approvers });
    expect((await gateway.call('GET', '/consents/approvers')).body).toEqual({ approvers: [] });
    expect((await gateway.call('PUT', '/consents/approvers', { approvers: ['nobody'] })).status).toBe(400);
  });
});
