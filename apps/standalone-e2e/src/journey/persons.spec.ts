import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadLetterStream, encode } from '@subjectline/bus';
import { challengeContext, messageContext, newId, retainedColumns } from '@subjectline/contracts';
import { sealedColumns } from '@subjectline/storage';
import { eventually, readDatabaseFiles, readFiles, readTables, textColumnsOf } from '@subjectline/testing';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { Person, phrases } from '../fixtures/person.fixture';
import { at, listAt, Product, textAt } from '../fixtures/product.fixture';

const path = '/api/v1/persons';
const hostile = '<script>alert("x")</script>\u202e';

let product: Product;
let person: Person;
let other: Person;
let requestId: string;
/** What went through the broker. */
const published: { readonly subject: string; readonly text: string }[] = [];

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
  for (const subjects of ['task.>', 'event.>', 'dead.>']) {
    product.testEnv.bus.connection.subscribe(subjects, {
      callback: (_error, { subject, data }) =>
        published.push({ subject, text: Buffer.from(data).toString() }),
    });
  }
  person = new Person(product, 'email');
  other = new Person(product, 'email');
  requestId = await person.isVerified();
  await person.receives(phrases.receipt);
  await other.isVerified();
  await other.receives(phrases.receipt);
  await consents(person.address.toUpperCase(), 'crm-4711');
  await consents(other.address, 'crm-4712');
  await product.call('POST', '/api/v1/suppressions', { email: person.address });
  const event_types = ['message.sent', 'message.canceled'];
  await product.call('POST', '/api/v1/webhooks/endpoints', { url: 'https://hooks.invalid/x', event_types });
});
afterAll(() => product?.close());

/** A consent user who is known by an id of the organization, and written to at an address. */
async function consents(email: string, organization_user_id: string): Promise<void> {
  const { status } = await product.call('POST', '/v1/consents/events', {
    user: { organization_user_id, email, metadata: { nickname: hostile } },
    consents: { purposes: [{ id: 'newsletter', enabled: true }] },
  });
  expect(status).toBe(200);
}

it('every column that could hold something of a person is declared, with how long it is kept', async () => {
  const declared = Object.entries(retainedColumns).flatMap(([service, tables]) =>
    Object.entries(tables).flatMap(([table, kinds]) =>
      Object.values(kinds)
        .flatMap((columns) => columns.split(' '))
        .map((column) => `${service}.${table}.${column}`),
    ),
  );
  expect(await textColumnsOf(product.testEnv.databaseUrl)).toEqual(declared.toSorted());
});

function recordsOf(body: unknown, section: string): unknown[] {
  const found = listAt(body, 'sections').find((one) => at(one, 'name') === section);
  return listAt(found, 'records');
}

describe('the export of a person', () => {
  it('has what every service holds of them, and nothing of others', async () => {
    const { status, body } = await product.call('POST', `${path}/export`, { email: person.address });
    expect([status, at(body, 'is_complete')]).toEqual([200, true]);
    expect(recordsOf(body, 'requests.privacy_requests')).toMatchObject([
      {
        id: requestId,
        identity: { email: person.address },
        verification_receipt: expect.stringMatching(/^eyJ/) as string,
        log: [{ what: 'created' }, { what: 'pending' }],
      },
    ]);
    expect(recordsOf(body, 'identity.challenges')).toMatchObject([{ about: requestId, state: 'verified' }]);
    expect(recordsOf(body, 'identity.limits')).toContainEqual(
      expect.objectContaining({ counter: 'sends identifier', uses: 1 }),
    );
    expect(recordsOf(body, 'consents.users')).toMatchObject([{ organization_user_id: 'crm-4711' }]);
    expect(recordsOf(body, 'consents.events')).toMatchObject([
      { content: { consents: { purposes: [{ id: 'newsletter' }] }, user_metadata: { nickname: hostile } } },
    ]);
    const messages = recordsOf(body, 'dispatch.messages').filter((one) => at(one, 'about') === requestId);
    expect(messages).toMatchObject([
      { kind: 'subject_identity_verification', state: 'sent', tries: [{ outcome: 'sent' }], content: null },
      { kind: 'privacy_request_receipt', content: { to: { email: person.address } } },
    ]);
    expect(recordsOf(body, 'dispatch.suppressions')).toMatchObject([{ reason: 'manual' }]);
    const text = JSON.stringify(body);
    expect(text).not.toContain(other.address);
    expect(text).not.toContain('crm-4712');
    expect(text).not.toContain('sealed_');
  });

  it('has what is stored under the other spelling of their domain', async () => {
    const identity = { email: 'eva@münchen.example' };
    const requests = [{ policy_key: 'default_access_policy', identity }];
    const made = await product.call('POST', '/api/v1/privacy-request/authenticated', requests);
    const id = textAt(made.body, 'succeeded', 0, 'id');
    const { body } = await product.call('POST', `${path}/export`, { email: 'eva@xn--mnchen-3ya.example' });
    expect(recordsOf(body, 'requests.privacy_requests')).toMatchObject([{ id, identity }]);
  });

  it('is found by an id of the organization as well', async () => {
    const { body } = await product.call('POST', `${path}/export`, { user_id: 'crm-4711' });
    expect(recordsOf(body, 'consents.users')).toMatchObject([{ email: person.address.toUpperCase() }]);
    expect(recordsOf(body, 'consents.events')).toHaveLength(1);
  });

  it('is a page to read on request, in which hostile values are text', async () => {
    for (const [query, headers] of [
      ['?format=html', {}],
      ['', { accept: 'text/html' }],
    ] as const) {
      const answer = await product.call(
        'POST',
        `${path}/export${query}`,
        { email: person.address },
        { headers },
      );
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
      expect(answer.body).toContain(person.address);
      expect(answer.body).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
      expect(answer.body).not.toContain('<script');
    }
  });

  it('goes on where one export ends, section by section', async () => {
    const messages = { email: person.address, section: 'dispatch.messages' };
    const { body } = await product.call('POST', `${path}/export`, { ...messages, skip: 1 });
    expect(listAt(body, 'sections')).toHaveLength(1);
    expect(recordsOf(body, 'dispatch.messages')[0]).toMatchObject({ kind: 'privacy_request_receipt' });
  });

  it('is empty for a stranger', async () => {
    const { body } = await product.call('POST', `${path}/export`, { email: 'stranger@example.com' });
    expect(listAt(body, 'sections').filter((section) => at(section, 'total') !== 0)).toEqual([]);
  });

  it.each([
    [{}, 'needs an email, a phone_number or a user_id'],
    [{ email: 'no address' }, 'email'],
    [{ email: 'ana@example.com', section: 'dispatch.secrets' }, 'section'],
  ])('is refused for %j', async (body, problem) => {
    const refused = await product.call('POST', `${path}/export`, body);
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain(problem);
  });
});

/** As docs/audit.md says. */
function withSortedKeys(entry: object): string {
  return JSON.stringify(entry, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('a look at a person', () => {
  it('is recorded: who looked, when and at whom, by a digest', async () => {
    const exported = await product.call('POST', `${path}/export`, { email: ` ${person.address}`.trim() });
    const { body } = await product.call('GET', `${path}/looks?size=100`);
    const [newest, ...earlier] = listAt(body, 'items');
    expect(newest).toMatchObject({ looked_by: 'root', format: 'json', id: textAt(exported.body, 'look_id') });
    expect(listAt(newest, 'person_digests')).toHaveLength(1);
    // the same person has the same digest
    expect(earlier.map((look) => at(look, 'person_digests'))).toContainEqual(at(newest, 'person_digests'));
    expect(JSON.stringify(body)).not.toContain(person.address);
  });

  it('is in the audit trail, with what was changed, in a chain that anyone can verify', async () => {
    await product.call('GET', `/api/v1/privacy-request/${requestId}`);
    await product.change({ privacy_center: { url: 'https://privacy.example.com' } });
    const trail = await product.call('GET', '/api/v1/audit?actor=root&size=2');
    expect(listAt(trail.body, 'items')).toMatchObject([
      { kind: 'change', action: 'PATCH /api/v1/config', fields: ['privacy_center.url'], outcome: 'done' },
      { kind: 'look', action: 'GET /api/v1/privacy-request/{id}', targets: [requestId] },
    ]);
    const exported = await product.call('GET', '/api/v1/audit/export');
    const lines = (exported.body as string).trim().split('\n');
    const digests = lines.map((line) => {
      const { digest, ...entry } = JSON.parse(line) as { digest: string };
      expect(createHash('sha256').update(withSortedKeys(entry)).digest('hex')).toBe(digest);
      return digest;
    });
    const { body } = await product.call('GET', '/api/v1/audit/verify');
    expect(body).toMatchObject({ is_intact: true, last_seq: lines.length, last_digest: digests.at(-1) });
    expect(lines.join()).not.toContain(person.address);
  });

  it('is found in the audit trail with all others at the same person', async () => {
    const look = () => product.call('POST', `${path}/export`, { email: person.address });
    await look();
    await look();
    const { body } = await product.call('GET', '/api/v1/audit?kind=look&size=1');
    const [digest] = listAt(listAt(body, 'items')[0], 'persons');
    const query = `person=${encodeURIComponent(String(digest))}&kind=look`;
    const looks = await product.call('GET', `/api/v1/audit?${query}`);
    const actions = listAt(looks.body, 'items').map((one) => at(one, 'action'));
    expect(actions.length).toBeGreaterThanOrEqual(2);
    expect(new Set(actions)).toContain('POST /api/v1/persons/export');
    expect(at((await product.call('GET', '/api/v1/audit?person=k1.none')).body, 'total')).toBe(0);
  });

  it.skipIf(!hasPython)(
    'is verified by the program in docs/audit.md, which finds what was changed',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'subjectline-audit-'));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const docs = await readFile(join(__dirname, '../../../../docs/audit.md'), 'utf8');
      const [, program = ''] = /```python\n([^]*?)```/.exec(docs) ?? [];
      const verify = () => spawnSync('python3', ['-c', program], { cwd: folder, encoding: 'utf8' });
      const { body } = await product.call('GET', '/api/v1/audit/export');
      const lines = (body as string).trim().split('\n');
      await writeFile(join(folder, 'audit.jsonl'), body as string);
      expect(verify()).toMatchObject({
        status: 0,
        stdout: expect.stringContaining(`intact up to ${lines.length} `),
      });
      const changed = lines.map((line, index) => (index === 1 ? line.replace('"done"', '"unknown"') : line));
      expect(changed).not.toEqual(lines);
      await writeFile(join(folder, 'audit.jsonl'), changed.join('\n'));
      expect(verify()).toMatchObject({ status: 1, stderr: expect.stringContaining('AssertionError: 2') });
      await writeFile(join(folder, 'audit.jsonl'), lines.toSpliced(1, 1).join('\n'));
      expect(verify().status).toBe(1);
    },
  );
});

const erasure = `${path}/erase`;
const hold = `${path}/hold`;

async function post(route: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await product.call('POST', route, body, { headers });
  expect(`${answer.status} ${JSON.stringify(answer.body)}`).toMatch(/^20/);
  return answer.body;
}

/** Leaves a trace of the person in every place that has one. */
async function plant({ address }: Person): Promise<void> {
  await post('/v1/dsar/requests/notes', { request_id: requestId, value: `called ${address}` });
  await product.call('PUT', '/api/v1/privacy-request/notification', {
    email_addresses: [address, 'staff@example.com'],
    notify_after_failures: 5,
  });
  await product.call('PUT', '/v1/consents/approvers', { approvers: [address, 'staff@example.com'] });
  await post('/v1/consents/events', {
    user: { organization_user_id: 'crm-4713' },
    consents: { purposes: [{ id: 'newsletter', enabled: true }] },
    delegate: { id: address, name: 'Dora' },
    validation: { method: 'file', approvers: [address, 'staff@example.com'] },
  });
  await post('/v1/consents/events', {
    user: { organization_user_id: address },
    consents: { purposes: [{ id: 'newsletter', enabled: true }] },
    proofs: ['data:application/pdf;base64,JVBERi0xLjcK'],
  });
  await post('/api/v1/user', { email_address: address, first_name: 'Ana', roles: ['viewer'] });
  const message = { kind: 'test_message', to: { email: address }, about: `Case of ${address.toUpperCase()}` };
  await post('/api/v1/messages', message, { 'idempotency-key': 'planted' });
  const send_at = new Date(product.testEnv.clock.nowMs() + 60_000).toISOString();
  await post('/api/v1/messages', { ...message, about: address, send_at });
  await post(
    '/api/v1/privacy-request',
    [{ policy_key: 'default_access_policy', identity: { email: address }, external_id: address }] as object,
    { 'idempotency-key': 'planted' },
  );
  await post('/api/v1/consent-request', { identity: { email: address } });
  await bury(address);
}

/** A task that could not be done. */
async function bury(address: string): Promise<void> {
  const { bus, keys } = product.testEnv;
  const id = newId('msg');
  const content = { to: { email: address }, variables: {} };
  const sealed_content = keys.sealJson(content, messageContext('default', id));
  const letter = { organization: 'default', id, kind: 'test_message', locale: 'en', sealed_content };
  await bus.connection
    .jetstream()
    .publish('dead.TASKS.dispatch--task-dispatch-send-notice-v1', encode(letter));
}

interface Opened {
  readonly column: string;
  readonly sealed: string;
  readonly value: string;
}

/** Every value of every sealed column. */
async function openedValues(): Promise<Opened[]> {
  const { databaseUrl, keys } = product.testEnv;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const opened: Opened[] = [];
  for (const [service, columns] of Object.entries(sealedColumns)) {
    for (const { table, column, context } of columns) {
      const { rows } = await client.query<{ sealed: string; context: string }>(
        `select ${column} as sealed, ${context} as context from ${service}.${table} where ${column} is not null`,
      );
      opened.push(
        ...rows.map(({ sealed, context: of }) => {
          return { column: `${service}.${table}.${column}`, sealed, value: keys.open(sealed, of) };
        }),
      );
    }
  }
  await client.end();
  return opened;
}

async function deadLetters(): Promise<number> {
  const manager = await product.testEnv.bus.connection.jetstreamManager();
  return (await manager.streams.info(deadLetterStream)).state.messages;
}

const isDone = (id: string) =>
  eventually('the person is erased', async () => {
    const { body } = await product.call('GET', `${erasure}/${id}`);
    return at(body, 'state') === 'done' && body;
  });

const isOf = ({ address }: Person, text: string): boolean => text.toLowerCase().includes(address);

interface Letter {
  readonly organization: string;
  readonly id: string;
  readonly about: string;
  readonly sealed_content?: string;
}

/** What is sealed in a task or a dead letter, if it is for the person. */
function sealedFor(sought: Person, text: string): string[] {
  const { organization, id, about, sealed_content: sealed } = JSON.parse(text) as Letter;
  if (!sealed) return [];
  const contexts = [messageContext(organization, id), challengeContext(organization, about)];
  const isTheirs = contexts.some((context) => {
    try {
      return isOf(sought, product.testEnv.keys.open(sealed, context));
    } catch {
      return false;
    }
  });
  return isTheirs ? [sealed] : [];
}

function stepOf(body: unknown, place: string): unknown {
  return listAt(body, 'steps').find((step) => at(step, 'place') === place);
}

describe('a legal hold', () => {
  it('prevents an erasure with its reason, until it is removed', async () => {
    const put = await product.call('PUT', hold, { email: person.address, reason: 'litigation' });
    expect(put.body).toMatchObject({ reason: 'litigation', held_by: 'root', removed_at: null });
    const id = textAt(put.body, 'id');
    expect((await product.call('PUT', hold, { email: person.address, reason: 'litigation' })).body).toEqual(
      put.body,
    );
    const refused = await product.call('POST', erasure, { email: person.address });
    expect([refused.status, at(refused.body, 'type'), at(refused.body, 'detail')]).toEqual([
      409,
      'urn:subjectline:error:person_on_hold',
      `The hold ${id} is in place: litigation. Remove it first.`,
    ]);
    const removed = await product.call('DELETE', `${hold}/${id}`);
    expect(removed.body).toMatchObject({ id, removed_by: 'root' });
    expect((await product.call('DELETE', `${hold}/${id}`)).status).toBe(404);
    const { body } = await product.call('GET', hold);
    expect(listAt(body, 'items')).toMatchObject([{ id, removed_by: 'root' }]);
    expect(JSON.stringify(body)).not.toContain(person.address);
  });
});

describe('an erasure', () => {
  let erased: unknown;
  /** As it stood in tables and tasks: who has a file and the keys could open it. */
  const sealedOfPerson: string[] = [];

  function filesWith(files: ReadonlyMap<string, Buffer>): string[] {
    const sought = [person.address, person.address.toUpperCase(), ...sealedOfPerson];
    return [...files].filter(([, bytes]) => sought.some((one) => bytes.includes(one))).map(([path]) => path);
  }

  it('leaves nothing of the person, and everything of others', async () => {
    await plant(person);
    expect(await deadLetters()).toBe(1);
    const before = (await openedValues()).filter(({ value }) => isOf(person, value));
    const places = new Set(before.map(({ column }) => column));
    sealedOfPerson.push(...before.map(({ sealed }) => sealed));
    expect(places.size, [...places].join()).toBeGreaterThan(8);
    for (const { address } of [person, other]) product.emulator.suppress('bounces', address);
    const started = await product.call('POST', erasure, { email: person.address });
    expect(started.status).toBe(202);
    erased = await isDone(textAt(started.body, 'id'));
    await eventually('webhooks are told that a message was canceled', async () => {
      const told = await product.testEnv.rows("select from webhooks.events where type = 'message.canceled'");
      return told.length > 0;
    });
    const { databaseUrl, log } = product.testEnv;
    const tables = [...(await readTables(databaseUrl)).values()].flat();
    const everything = [...tables, ...(await openedValues()).map(({ value }) => value), log.text];
    expect(everything.filter((value) => isOf(person, value))).toEqual([]);
    expect(await deadLetters()).toBe(0);
    const held = await product.call('POST', `${path}/export`, { email: other.address });
    expect(recordsOf(held.body, 'requests.privacy_requests')).toMatchObject([
      { identity: { email: other.address } },
    ]);
    expect(recordsOf(held.body, 'consents.events')).toHaveLength(1);
    const { body } = await product.call('GET', '/v1/consents/approvers');
    expect(at(body, 'approvers')).toEqual(['staff@example.com']);
  });

  it('leaves nothing in a file of PostgreSQL, once its tables are written anew', async () => {
    const { testEnv } = product;
    const left = async () => filesWith(await readDatabaseFiles(testEnv.databaseUrl));
    expect(await left()).not.toEqual([]);
    await testEnv.rows('delete from pg_statistic');
    await testEnv.rows('vacuum (full, analyze)');
    // and without the samples of what it held before
    await testEnv.rows('vacuum full pg_statistic');
    expect(await left()).toEqual([]);
  });

  it('leaves nothing in a file of the broker, but what a caller named it by in events', async () => {
    const events = published.filter(({ subject }) => subject.startsWith('event.'));
    expect(events.length).toBeGreaterThan(10);
    const given = new RegExp(`"about":"(Case of )?${person.address}"`, 'gi');
    expect(events.filter(({ text }) => isOf(person, text.replaceAll(given, '')))).toEqual([]);
    const tasks = published.flatMap(({ text }) => sealedFor(person, text));
    expect(tasks.length).toBeGreaterThan(5);
    sealedOfPerson.push(...tasks);
    await eventually('no other file has anything', async () => {
      const files = filesWith(await readFiles(product.testEnv.natsFolder));
      return files.every((path) => path.includes('/streams/EVENTS/'));
    });
  });

  it('keeps what is evidence, without identity, and the suppression', async () => {
    const { body } = await product.call('POST', `${path}/export`, { email: person.address });
    const requests = recordsOf(body, 'requests.privacy_requests');
    expect(requests).toHaveLength(2);
    expect(requests[0]).toMatchObject({
      id: requestId,
      identity: {},
      details: {},
      notes: [],
      external_id: null,
    });
    expect(recordsOf(body, 'consents.users')).toEqual([]);
    expect(recordsOf(body, 'dispatch.suppressions')).toMatchObject([{ reason: 'manual' }]);
    expect(stepOf(erased, 'dispatch.suppressions')).toMatchObject({ state: 'done', erased: 0, kept: 1 });
    expect(stepOf(erased, 'requests.privacy_requests')).toMatchObject({ erased: 2, kept: 2 });
    expect(stepOf(erased, 'consents.events')).toMatchObject({ erased: 2, kept: 0 });
    expect(stepOf(erased, 'consents.delegations')).toMatchObject({ erased: 1 });
    expect(stepOf(erased, 'broker.dead_letters')).toMatchObject({ erased: 1 });
    const action = 'suppressions_deleted';
    expect(stepOf(erased, 'vendors.mailgun')).toMatchObject({ state: 'done', action, erased: 1 });
    expect(product.emulator.erasures()).toEqual([
      { vendor: 'mailgun', what: 'bounces', name: person.address },
    ]);
  });

  it('cancels a message that waits for its time', async () => {
    product.testEnv.clock.advance(61_000);
    const { body } = await product.call('GET', '/api/v1/messages?state=canceled');
    expect(listAt(body, 'items')).toMatchObject([
      { kind: 'test_message', about: null, canceled_by: 'erasure' },
    ]);
  });

  it('ends with a certificate that anyone can verify', async () => {
    const jwks = await product.call('GET', '/.well-known/jwks.json', undefined, { token: null });
    expect(JSON.stringify(jwks.body)).not.toContain('"d"');
    const keys = createLocalJWKSet(jwks.body as JSONWebKeySet);
    const { payload, protectedHeader } = await compactVerify(textAt(erased, 'certificate'), keys);
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'erasure-certificate+jwt' });
    const statement = JSON.parse(Buffer.from(payload).toString()) as unknown;
    const { certificate: _certificate, ...facts } = erased as Record<string, unknown>;
    expect(statement).toMatchObject({ iss: 'subjectline', org: 'default', erasure: facts });
    expect(JSON.stringify(statement)).not.toContain(person.address);
  });

  it('leaves the receipt of the verification, which the same keys verify', async () => {
    const jwks = await product.call('GET', '/.well-known/jwks.json', undefined, { token: null });
    const { status, body } = await product.call(
      'GET',
      `/api/v1/privacy-request/${requestId}/verification/receipt`,
    );
    expect([status, at(body, 'id')]).toEqual([200, requestId]);
    const keys = createLocalJWKSet(jwks.body as JSONWebKeySet);
    const { payload, protectedHeader } = await compactVerify(textAt(body, 'receipt'), keys);
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'verification-receipt+jwt' });
    const claims = Buffer.from(payload).toString();
    const digest = product.testEnv.keys.digest('person-value', 'default', person.address);
    expect(JSON.parse(claims)).toMatchObject({
      sub: requestId,
      org: 'default',
      verification: { channel: 'email', method: 'code', assurance_level: 1, address_digest: digest },
    });
    expect(claims).not.toContain(person.address);
  });

  it('is done again without finding anything', async () => {
    const started = await product.call('POST', erasure, { email: person.address });
    expect(textAt(started.body, 'id')).not.toBe(textAt(erased, 'id'));
    const again = await isDone(textAt(started.body, 'id'));
    const counts = listAt(again, 'steps').map((step) => at(step, 'erased'));
    expect(counts.filter((count) => count !== 0)).toEqual([]);
  });
});
