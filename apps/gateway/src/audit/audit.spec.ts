import {
  AddSuppressions,
  AppError,
  CreateClient,
  DeleteBrand,
  DeleteClient,
  ListSuppressions,
} from '@subjectline/contracts';
import { digestsToStore } from '@subjectline/storage';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentOfSources, operationsOf, type Operation } from '../openapi/document.fixture';
import { TestGateway } from '../testing/test-gateway.fixture';
import { unauditedExtension } from './audit-kind';
import { fieldsIn, personsIn } from './named-in';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(() => gateway?.close());
beforeEach(() => {
  gateway.begunAudits.length = 0;
  gateway.finishedAudits.length = 0;
});

interface Route {
  readonly action: string;
  readonly operation: Operation;
  readonly unaudited: string | undefined;
}

/** Every documented route that needs a token. */
async function guardedRoutes(): Promise<Route[]> {
  return operationsOf(await documentOfSources())
    .filter(([, , { security }]) => security !== undefined)
    .map(([path, method, operation]) => ({
      action: `${method.toUpperCase()} ${path}`,
      operation,
      unaudited: (operation as { [unauditedExtension]?: string })[unauditedExtension],
    }));
}

/** Calls routes without a body for what does not exist. @returns the kinds of the entries that were begun for each */
async function kindsOf(routes: readonly Route[]): Promise<Map<string, string[]>> {
  for (let first = 0; first < routes.length; first += 10) {
    const calls = routes.slice(first, first + 10).map(({ action }) => {
      const [method = '', path = ''] = action.split(' ');
      return gateway.call(method, path.replace(/\{\w+\}/g, 'none'));
    });
    await Promise.all(calls);
  }
  const kinds = new Map(routes.map(({ action }) => [action, [] as string[]]));
  for (const { action, kind } of gateway.begunAudits) kinds.set(action, [...(kinds.get(action) ?? []), kind]);
  return kinds;
}

describe('the audit trail', () => {
  it('has an entry for each call that changes something, or the reason why not', async () => {
    const changing = (await guardedRoutes()).filter(({ action }) => !action.startsWith('GET '));
    expect(changing.length).toBeGreaterThan(60);
    const kinds = await kindsOf(changing);
    expect([...kinds.keys()].toSorted()).toEqual(changing.map(({ action }) => action).toSorted());
    const told = changing.map(({ action, unaudited }) => {
      expect([action, kinds.get(action)?.length]).toEqual([action, unaudited === undefined ? 1 : 0]);
      return [action, unaudited ?? kinds.get(action)?.[0]];
    });
    const others = told.filter(([, kind]) => kind !== 'change');
    expect(others.map(([action, kind]) => `${action}: ${kind}`).toSorted()).toMatchInlineSnapshot(`
      [
        "POST /api/v1/consent-request/preferences: look",
        "POST /api/v1/consent-users/search: It changes nothing.",
        "POST /api/v1/messages/batch: Each message has a record of its own.",
        "POST /api/v1/messages/explain: look",
        "POST /api/v1/messages/search: look",
        "POST /api/v1/messages: Each message has a record of its own.",
        "POST /api/v1/persons/export: look",
        "POST /api/v1/privacy-request/authenticated: The log of each request says which client made it.",
        "POST /api/v1/privacy-request/search: look",
        "POST /api/v1/privacy-request/{id}/decision/preview: It changes nothing.",
        "POST /api/v1/suppressions/search: look",
        "POST /api/v1/wordings/{kind}/preview: It changes nothing.",
        "POST /consents/events: The event is a record of its own.",
        "POST /consents/links: A step of a person who uses the site.",
        "POST /consents/proofs: The document is a record of its own.",
        "POST /consents/tokens: A step of a person who uses the site.",
        "POST /consents/users: The user is a record of its own.",
        "POST /dsar/links: A step of a person who uses the site.",
        "POST /dsar/requests: The log of the request says which client made it.",
        "POST /marketplace/emails/preview: It changes nothing.",
        "POST /marketplace/emails/{id}/preview: It changes nothing.",
      ]
    `);
  });

  it('has an entry for each call that shows data of persons', async () => {
    const reading = (await guardedRoutes()).filter(({ action }) => action.startsWith('GET '));
    const begun = [...(await kindsOf(reading))].filter(([, kinds]) => kinds.length > 0);
    expect(begun.map(([, kinds]) => kinds)).toEqual(begun.map(() => ['look']));
    const looks = begun.map(([action]) => action).toSorted();
    expect(looks).toMatchInlineSnapshot(`
      [
        "GET /api/v1/consent-request/preferences",
        "GET /api/v1/privacy-request/{id}",
        "GET /consents/proofs/{id}",
        "GET /dsar/requests",
        "GET /dsar/requests/notes",
        "GET /dsar/requests/{id}",
      ]
    `);
    gateway.begunAudits.length = 0;
    await gateway.call('GET', '/api/v1/privacy-request?status=pending');
    expect(gateway.begunAudits).toEqual([]);
    await gateway.call('GET', '/api/v1/privacy-request?include_identities=true');
    await gateway.call('GET', '/api/v1/privacy-request?identities[email]=ada@example.com');
    expect(gateway.begunAudits.map(({ fields }) => fields)).toEqual([['include_identities'], []]);
    expect(gateway.begunAudits[1]?.persons).toHaveLength(1);
  });

  it('is told who did what, and what came of it', async () => {
    await gateway.play(CreateClient, () => ({ client_id: 'cli_made', client_secret: 'shown-once' }));
    const { status } = await gateway.call('POST', '/api/v1/oauth/client', {
      name: 'Shop',
      scopes: ['messaging:read'],
    });
    expect(status).toBe(200);
    expect(gateway.begunAudits).toEqual([
      {
        kind: 'change',
        actor: { kind: 'client', id: 'root' },
        action: 'POST /api/v1/oauth/client',
        targets: [],
        persons: [],
        fields: ['name', 'scopes'],
        request_id: expect.stringMatching(/^req_/),
      },
    ]);
    expect(gateway.finishedAudits).toMatchObject([{ end: 'done', targets: ['cli_made'], version: null }]);
  });

  it('is told of what was refused, which makes no entry, and of what may have been done', async () => {
    await gateway.play(DeleteClient, () => {
      throw new AppError('client_unknown');
    });
    await gateway.call('DELETE', '/api/v1/oauth/client/cli_gone');
    expect(gateway.begunAudits[0]?.targets).toEqual(['cli_gone']);
    await gateway.call('PUT', '/api/v1/oauth/client/cli_gone', { name: 7 });
    // its owner does not answer
    await gateway.call('DELETE', '/api/v1/brand/logo');
    expect(gateway.finishedAudits.map(({ end }) => end)).toEqual(['refused', 'refused', 'unknown']);
  });

  it('names persons by keyed digests alone', async () => {
    await gateway.play(AddSuppressions, () => ({ items: [], total: 0 }));
    await gateway.play(ListSuppressions, () => ({ items: [], total: 0 }));
    const person = { email: 'Ada@example.com', phone_number: '+33612345678' };
    await gateway.call('POST', '/api/v1/suppressions', person);
    await gateway.call('POST', '/api/v1/suppressions/search', person);
    await gateway.call('DELETE', '/consents/users/ada@example.com');
    const said = JSON.stringify([gateway.begunAudits, gateway.finishedAudits]);
    expect(said).not.toMatch(/ada@|612345678/i);
    const digests = digestsToStore(gateway.testEnv.keys, 'default', Object.values(person));
    expect(gateway.begunAudits.map(({ kind, persons }) => [kind, persons])).toEqual([
      ['change', digests],
      ['look', digests],
      ['change', digests.slice(0, 1)],
    ]);
  });

  it('is written first: without it nothing is done', async () => {
    let deletions = 0;
    await gateway.play(DeleteBrand, (place) => {
      deletions += 1;
      return place;
    });
    gateway.isAuditDown = true;
    const { status } = await gateway.call('DELETE', '/api/v1/brand');
    gateway.isAuditDown = false;
    expect([status, deletions]).toEqual([503, 0]);
    expect((await gateway.call('DELETE', '/api/v1/brand')).status).toBeLessThan(300);
    expect(deletions).toBe(1);
  });
});

describe('what an entry names', () => {
  it('are fields, two levels of them for settings, and no values', () => {
    const body = {
      notifications: { send_request_receipt_notification: true },
      'ada@example.com': 1,
      name: 'x',
    };
    expect(fieldsIn(body, true)).toEqual(['notifications.send_request_receipt_notification', 'name']);
    expect(fieldsIn(body, false)).toEqual(['notifications', 'name']);
    expect(fieldsIn([{ type: 'a' }, { type: 'b', content: 'c' }], false)).toEqual(['type', 'content']);
  });

  it('are the values of persons wherever they stand', () => {
    expect(
      personsIn({
        to: { email: 'a@b.c' },
        identities: { loyalty_id: 'L1' },
        filters: { identities: { email: 'd@e.f' } },
      }),
    ).toEqual(['a@b.c', 'L1', 'd@e.f']);
    expect(personsIn({ status: ['pending'], 'identities[email]': 'a@b.c' })).toEqual(['a@b.c']);
  });
});
