import { headers, type Msg, type NatsConnection } from 'nats';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectToNats, createLogger, provisionerName } from '../index';
import { Replies } from './replies';

/* One connection plays both sides, over a subject that its user may use. */

let testEnv: TestEnvironment;
let connection: NatsConnection;
let replies: Replies;
const subject = 'spec.played';

const open = () =>
  connectToNats({
    natsUrl: testEnv.natsUrlFor(provisionerName),
    name: provisionerName,
    logger: createLogger('spec', { level: 'silent' }),
  });
const send = (text: string, timeoutMs = 10_000, to = subject) =>
  replies.request(to, Buffer.from(text), { headers: headers(), timeoutMs });

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  connection = await open();
  replies = new Replies(connection);
  connection.subscribe(subject, {
    callback: (_error, message: Msg) => {
      const text = message.string();
      if (text !== 'silence') message.respond(`${text} back`);
    },
  });
});
afterAll(async () => {
  await connection.close();
  await testEnv.close();
});

it('gives each of many requests its own answer', async () => {
  const texts = Array.from({ length: 500 }, (_none, index) => `text ${index}`);
  const answers = await Promise.all(texts.map((text) => send(text)));
  expect(answers.map((answer) => answer.string())).toEqual(texts.map((text) => `${text} back`));
});

it('ends a request that is not answered in time, and no other', async () => {
  const answered = send('ada');
  await expect(send('silence', 1)).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect((await answered).string()).toBe('ada back');
});

it('ends a request at once that nothing listens to', async () => {
  await expect(send('ada', 600_000, `${subject}.none`)).rejects.toMatchObject({ code: '503' });
});

it('refuses what is larger than the broker carries', async () => {
  await expect(send('x'.repeat(2_000_000))).rejects.toMatchObject({ code: 'MAX_PAYLOAD_EXCEEDED' });
});

it('ends what waits when its connection is closed', async () => {
  const closing = await open();
  const waiting = new Replies(closing).request(subject, Buffer.from('silence'), {
    headers: headers(),
    timeoutMs: 600_000,
  });
  const ended = expect(waiting).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
  await closing.flush();
  await closing.close();
  await ended;
});
