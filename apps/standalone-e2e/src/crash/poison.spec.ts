import { connectToNats, createLogger, permissionsOf } from '@subjectline/bus';
import { participantNames } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { Product } from '../fixtures/product.fixture';
import { Person, phrases } from '../fixtures/person.fixture';

/* A service that was taken over says what it likes wherever it may: the others go on, and keep nothing of it. */

const secret = 'poisoned@example.com';
const poison = [
  '',
  'null',
  '[]',
  '"text"',
  '\u0000\u0001',
  `{"organization":{"a":"${secret}"}}`,
  `{"organization":"default","id":"${secret}","__proto__":{"a":1}}`,
  `{"pattern":"x","data":${'['.repeat(2_000)}${']'.repeat(2_000)}}`,
  JSON.stringify({ organization: 'default', id: 'x'.repeat(500_000), about: '\ud800' }),
];

let product: Product;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
});
afterAll(() => product?.close());

async function proves(): Promise<void> {
  const person = new Person(product, 'email');
  const id = await person.asks();
  const { text } = await person.receives(phrases.code);
  const [code = ''] = /\b\d{6}\b/.exec(text) ?? [];
  expect((await person.types(code, id)).status).toBe(200);
}

/** The subjects of contracts that a user may publish to, and those of its dead letters. */
const subjectsOf = (name: (typeof participantNames)[number]): string[] =>
  permissionsOf(name).publish.filter((subject) => /^(call|task|event|dead)\./.test(subject));

const speakers = participantNames.filter((name) => subjectsOf(name).length > 0);

it('may be said by every participant', () => {
  expect(speakers).toEqual(participantNames);
});

it.each(speakers)('said by %s harms nothing, and is kept nowhere', async (name) => {
  const connection = await connectToNats({
    natsUrl: product.testEnv.natsUrlFor(name),
    name,
    logger: createLogger('spec', { level: 'silent' }),
  });
  for (const subject of subjectsOf(name)) {
    for (const bytes of poison) connection.publish(subject, bytes);
    await connection.flush();
  }
  await connection.drain();
  await proves();
  expect((await product.call('GET', '/health/ready')).status).toBe(200);
  expect(product.testEnv.log.text).not.toContain(secret);
});

it('leaves nothing in a queue', async () => {
  const manager = await product.testEnv.bus.connection.jetstreamManager();
  await eventually(
    'all of it is read',
    async () => (await manager.streams.info('TASKS')).state.messages === 0,
  );
});
