import {
  SendCode,
  SendNotice,
  StartChallenge,
  messageContext,
  newId,
  defaultOrganization,
  type Channel,
} from '@subjectline/contracts';
import { consumerOfTask } from '@subjectline/bus';
import { eventually, readDatabaseFiles, readFiles, readTables } from '@subjectline/testing';
import type { VendorName } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { findCanaries, type Contents } from '../fixtures/canaries.fixture';
import { Product, listAt, rootClient, textAt } from '../fixtures/product.fixture';
import { Person, phrases, wrongCode } from '../fixtures/person.fixture';

/*
 * Persons and secrets go through everything that can happen to a message; afterwards they are nowhere to be read: not
 * in a log, not in a table, not in a file of the database or the broker.
 */

const canaries = new Map<string, string>();
const found = (contents: Contents): string[] => findCanaries(canaries, contents);

let product: Product;

beforeAll(async () => {
  product = await Product.open();
  canaries.set('secret of the root client', rootClient.client_secret);
  canaries.set('access token', await product.signIn());
  await live();
});
// a dead letter of this spec is sealed for another message
afterAll(() => product?.close(['dispatch.messages.sealed_content']));

/** Everything that a person can go through, and everything that can go wrong on the way. */
async function live(): Promise<void> {
  for (const [name, secret] of [
    ['mailgun', 'api-key-of-mailgun'],
    ['twilio_email', 'api-key-of-sendgrid'],
    ['twilio_text', 'auth-token-of-twilio'],
    ['inbox', null],
  ] as const) {
    await useProvider(product, name);
    if (secret) canaries.set(`secret of ${name}`, secret);
    const channel = name === 'twilio_text' ? 'sms' : 'email';
    const person = new Person(product, channel, name === 'inbox');
    canaries.set(`address with ${name}`, person.address);
    await liveThroughRequest(person, name);
    if (name !== 'inbox') await liveThroughFailures(channel, vendors[name]);
  }
  await dieInQueue();
  await askWrongly();
  await waitInQueue();
}

async function liveThroughRequest(person: Person, name: string): Promise<void> {
  const id = await person.asks();
  const code = await person.receivesCode();
  canaries.set(`code with ${name}`, code);
  await person.types(wrongCode(code), id);
  await person.types(code, id);
  const denial = `denied because of ${person.address}`;
  canaries.set(`reason with ${name}`, denial);
  await product.call('PATCH', '/api/v1/privacy-request/administrate/deny', {
    request_ids: [id],
    reason: denial,
  });
  await person.receives(phrases.denial);
}

const vendors = { mailgun: 'mailgun', twilio_email: 'sendgrid', twilio_text: 'twilio' } as const;

/** The vendors repeat the address in their refusals; some are tried again, some are given up. */
async function liveThroughFailures(channel: Channel, vendor: VendorName): Promise<void> {
  for (const answer of [400, 401, 429, 503, 'reset', 'accept-then-reset'] as const) {
    product.emulator.behave({ vendor, answer, times: 1 });
    const person = new Person(product, channel);
    canaries.set(`address after ${answer} of ${vendor}`, person.address);
    const id = await person.asks();
    await eventually('a try was made', async () => {
      const { body } = await product.call('GET', `/api/v1/messages?about=${id}`);
      return listAt(body, 'items').some((item) => textAt(item, 'state') !== 'sending');
    });
    product.testEnv.clock.advance(5_000);
  }
}

/** What cannot be handled is a dead letter: once unreadable, once readable and of no use. */
async function dieInQueue(): Promise<void> {
  const { bus, keys } = product.testEnv;
  const organization = defaultOrganization;
  const address = 'dead-letter@example.com';
  canaries.set('address in a dead letter', address);
  const id = newId('msg');
  const sealed = keys.sealJson(
    { to: { email: address }, variables: {} },
    messageContext(organization, 'another'),
  );
  const kind = 'privacy_request_receipt';
  await bus.send(SendNotice, { id, organization, kind, locale: 'en', sealed_content: sealed }, { id });
  const unfit = new TextEncoder().encode(JSON.stringify({ organization, email: address }));
  await bus.publish(StartChallenge.subject, unfit, { id: newId('out') });
  await product.testEnv.log.line((line) => line.includes('message is a dead letter'));
  await product.testEnv.log.line((line) => line.includes('a message cannot be opened'));
}

/** No service takes these tasks any more, so that the broker has to keep them. */
async function waitInQueue(): Promise<void> {
  const manager = await product.testEnv.bus.connection.jetstreamManager();
  await useProvider(product, 'mailgun');
  for (const task of [SendCode, StartChallenge]) {
    const { stream, durable } = consumerOfTask(task);
    await manager.consumers.delete(stream, durable);
    const person = new Person(product, 'email');
    canaries.set(`address in the queue of ${task.subject}`, person.address);
    await person.asks();
    await eventually('its task waits', async () =>
      Boolean(await manager.streams.getMessage(stream, { last_by_subj: task.subject })),
    );
  }
}

/** What callers send to the wrong place. */
async function askWrongly(): Promise<void> {
  const address = 'mistyped@example.com';
  const secret = 'secret-in-a-wrong-place';
  canaries.set('address in a wrong body', address);
  canaries.set('secret in a wrong body', secret);
  await product.call('POST', '/api/v1/privacy-request', `[{"identity":{"email":"${address}"}`);
  await product.call('POST', '/api/v1/privacy-request', [
    { policy_key: address, identity: { [address]: 1 } },
  ]);
  await product.call('PUT', '/api/v1/messaging/default/mailgun/secret', {
    wrong: secret,
    mailgun_api_key: 7,
  });
  await product.call('GET', `/api/v1/privacy-request/${address}?token=${secret}`);
  await product.call('GET', `/api/v1/nothing/${secret}`, undefined, {
    headers: { 'x-request-id': `${secret} ${address}` },
  });
  await product.signIn({ client_id: address, client_secret: secret }).catch(() => undefined);
}

describe('persons and secrets', () => {
  it('are looked for in a way that finds them', () => {
    const [[, address] = ['', '']] = [...canaries].filter(([name]) => name.startsWith('address'));
    const hidden = [
      ['as it is', `to ${address}`],
      ['base64', Buffer.from(`{"to":"${address}"}`).toString('base64')],
      ['shifted base64', Buffer.from(`..{"to":"${address}"}`).toString('base64')],
      ['bytes', Buffer.from(`\u0001${address}\u0002`)],
    ] as const;
    expect(found(hidden)).toHaveLength(hidden.length);
  });

  it('stand in no line of any log', () => {
    const { text } = product.testEnv.log;
    expect(text.length).toBeGreaterThan(10_000);
    expect(found([['the log', text]])).toEqual([]);
  });

  it('stand in no table of any service', async () => {
    const tables = await readTables(product.testEnv.databaseUrl);
    expect([...tables.values()].flat().length).toBeGreaterThan(50);
    expect(found([...tables].map(([name, rows]) => [name, rows.join('\n')] as const))).toEqual([]);
  });

  it('stand in no file of the database', async () => {
    const files = [...(await readDatabaseFiles(product.testEnv.databaseUrl))];
    expect(files.some(([, bytes]) => bytes.includes('privacy_request_receipt'))).toBe(true);
    expect(found(files)).toEqual([]);
  });

  it('stand in no file of the broker', async () => {
    const files = await eventually('the broker has written what waits', async () => {
      const read = [...(await readFiles(product.testEnv.natsFolder))];
      const holds = (text: string): boolean => read.some(([, bytes]) => bytes.includes(text));
      return [StartChallenge.subject, '"sealed_content"', '"sealed_secrets"'].every(holds) && read;
    });
    expect(found(files)).toEqual([]);
  });

  it('stand in no record that an operator reads', async () => {
    const { body } = await product.call('GET', '/api/v1/messages?size=100');
    const listed = await product.call('GET', '/api/v1/privacy-request?size=100');
    expect(found([['the API', JSON.stringify([body, listed.body])]])).toEqual([]);
  });
});
