import { randomUUID } from 'node:crypto';
import {
  MessageUndelivered,
  PublishedWordings,
  ReadInbox,
  SendCode,
  SendNotice,
  wordingKey,
} from '@subjectline/contracts';
import { consumerOfEvent, decode, type Service } from '@subjectline/bus';
import { countTasks, eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { start } from '../app';
import {
  configOf,
  newTask,
  organization,
  publishWording,
  publishWordings,
  recordOf,
  sendMessage,
  useProvider,
  useSettings,
  verification,
} from '../testing/played-services.fixture';

let testEnv: TestEnvironment;
let emulator: Emulator;
let services: Service[];
let version = 100;

function startDispatch(): Promise<Service> {
  const env = {
    ...testEnv.envFor('dispatch'),
    SUBJECTLINE_MESSAGE_CONTENT_DAYS: 30,
    SUBJECTLINE_RECORD_DAYS: 1_095,
    SUBJECTLINE_MAILGUN_URL: emulator.url,
    SUBJECTLINE_SENDGRID_URL: emulator.url,
    SUBJECTLINE_TWILIO_URL: emulator.url,
  };
  return start(env, { clock: testEnv.clock, logDestination: testEnv.log });
}

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  await publishWordings(testEnv);
  await useProvider(testEnv, 'mailgun');
  // two replicas: what is true of one has to be true of both
  services = await Promise.all([startDispatch(), startDispatch()]);
});
// a new version for each, so that earlier findings about the account do not count
beforeEach(() => useProvider(testEnv, 'mailgun', (version += 1)));
afterEach(() => emulator.forget());
afterAll(async () => {
  await Promise.all(services.map((service) => service.close()));
  await emulator.close();
  await testEnv.close();
});

const carries = (id: string) => (message: { fields: Readonly<Record<string, unknown>> }) =>
  message.fields['v:subjectline_id'] === id;
const arrived = (id: string) => emulator.messages().filter(carries(id));

/** What the listeners were told of a message that did not arrive. */
async function undelivered(id: string): Promise<unknown> {
  const { stream, durable } = consumerOfEvent(MessageUndelivered, 'requests');
  const consumer = await testEnv.bus.connection.jetstream().consumers.get(stream, durable);
  return eventually('the listeners are told', async () => {
    const message = await consumer.next({ expires: 5_000 });
    message?.ack();
    const event = message && (decode(message.data) as { message_id: string });
    return event?.message_id === id && event;
  });
}

describe('a message', () => {
  it('goes out through the active provider and is recorded with the name that the provider gave it', async () => {
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt', { about: 'pri_1' });
    const record = await recordOf(testEnv, id, 'sent');
    const [mail] = arrived(id);
    expect(mail).toMatchObject({ vendor: 'mailgun', to: 'ana@example.com', subject: 'About your request' });
    expect(mail?.html).toContain('We have your request.');
    expect(mail?.text).toContain('We have your request.');
    expect(record).toMatchObject({
      kind: 'privacy_request_receipt',
      channel: 'email',
      about: 'pri_1',
      service_type: 'mailgun',
      provider_message_id: mail?.id,
      attempts: 1,
      reason: null,
    });
  });

  it('goes as SMS when the active provider sends those', async () => {
    await useProvider(testEnv, 'twilio_text');
    const { id } = await sendMessage(testEnv, verification.kind, verification.options);
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({
      channel: 'sms',
      service_type: 'twilio_text',
    });
    expect(emulator.messages().at(-1)).toMatchObject({
      vendor: 'twilio',
      to: '+15551234567',
      text: 'Your code is 482913, for 10 minutes.',
    });
  });

  it('misses nothing where its wording asks about a flag that is not set', async () => {
    await useProvider(testEnv, 'mailgun');
    const asking = 'Your code is {{code}}{{#if earlier_code_works}}, as is the one before{{/if}}.';
    await publishWording(testEnv, verification.kind, 'it', asking);
    const { id } = await sendMessage(testEnv, verification.kind, { ...verification.options, locale: 'it' });
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({ wording_locale: 'it', missing: [] });
  });

  it('goes out once, even when its task comes again and again, to both replicas', async () => {
    const task = newTask(testEnv, 'privacy_request_receipt');
    const again = Array.from({ length: 20 }, () => testEnv.bus.send(SendNotice, task, { id: randomUUID() }));
    await Promise.all(again);
    await recordOf(testEnv, task.id, 'sent');
    await eventually('all tasks are done', async () => (await countTasks(testEnv, SendNotice)) === 0);
    expect(arrived(task.id)).toHaveLength(1);
  });

  it('goes out once each, when five hundred come at once', async () => {
    const tasks = Array.from({ length: 500 }, () => newTask(testEnv, 'privacy_request_receipt'));
    await Promise.all(tasks.map((task) => testEnv.bus.send(SendNotice, task, { id: task.id })));
    // on a busy machine some wait too long for a connection and are held for a while
    const areSent = () => {
      testEnv.clock.advance(300);
      return emulator.messages().length >= tasks.length;
    };
    await eventually('all are sent', areSent);
    await eventually('all tasks are done', async () => (await countTasks(testEnv, SendNotice)) === 0);
    const ids = emulator.messages().map(({ fields }) => fields['v:subjectline_id']);
    expect(new Set(ids)).toEqual(new Set(tasks.map(({ id }) => id)));
    expect(ids).toHaveLength(tasks.length);
  });

  it('uses the provider that was chosen a moment ago', async () => {
    await useProvider(testEnv, null);
    await useProvider(testEnv, 'mailgun', version);
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt');
    await recordOf(testEnv, id, 'sent');
  });

  it('speaks the language of its person, or the nearest there is', async () => {
    const french = await sendMessage(testEnv, 'privacy_request_receipt', { locale: 'fr-CA' });
    const danish = await sendMessage(testEnv, 'privacy_request_receipt', { locale: 'da' });
    await recordOf(testEnv, french.id, 'sent');
    await recordOf(testEnv, danish.id, 'sent');
    expect(arrived(french.id)[0]?.text).toContain('Nous avons votre demande.');
    expect(arrived(danish.id)[0]?.text).toContain('We have your request.');
  });

  it("uses the organization's own wording before the shipped one", async () => {
    const key = wordingKey(organization, 'privacy_request_receipt', 'en');
    const own = { organization, kind: 'privacy_request_receipt', locale: 'en', version: 3 } as const;
    await testEnv.bus.put(PublishedWordings, key, {
      ...own,
      subject: 'Ours',
      html: '<p>Ours</p>',
      text: null,
      sms: 'Ours',
      from_name: null,
      reply_to: [],
    });
    await eventually('it is in use', async () => {
      const { id } = await sendMessage(testEnv, 'privacy_request_receipt');
      await recordOf(testEnv, id, 'sent');
      return arrived(id)[0]?.subject === 'Ours';
    });
    const bucket = await testEnv.bus.connection
      .jetstream()
      .views.kv(PublishedWordings.bucket, { bindOnly: true });
    await bucket.delete(key);
  });

  it('is kept by the inbox, for a newcomer without an account anywhere', async () => {
    await useProvider(testEnv, 'inbox');
    const { id } = await sendMessage(testEnv, verification.kind, verification.options);
    await recordOf(testEnv, id, 'sent');
    const { messages } = await testEnv.bus.ask(ReadInbox, { organization, limit: 10 });
    expect(messages[0]).toMatchObject({ id, channel: 'email', to: 'ana@example.com' });
    expect(messages[0]?.text).toContain('482913');
  });
});

describe('a provider in trouble', () => {
  it('that is down is tried again until it is back', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 503, times: 2 });
    const { id } = await sendMessage(testEnv, verification.kind, verification.options);
    await eventually(
      'the first try is over',
      async () => (await recordOf(testEnv, id, 'queued')).attempts === 1,
    );
    testEnv.clock.advance(60_000);
    await eventually(
      'the second try is over',
      async () => (await recordOf(testEnv, id, 'queued')).attempts === 2,
    );
    testEnv.clock.advance(60_000);
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({ attempts: 3 });
    expect(arrived(id)).toHaveLength(1);
  });

  it('that asks for time gets it', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 429, times: 1, retryAfter: 120 });
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt');
    const { next_attempt_at, reason } = await recordOf(testEnv, id, 'queued');
    expect(reason).toBe('throttled');
    expect(Date.parse(String(next_attempt_at)) - testEnv.clock.nowMs()).toBe(120_000);
    testEnv.clock.advance(120_000);
    await recordOf(testEnv, id, 'sent');
  });

  it('whose secrets cannot be opened was never asked: the message waits for them and is not unknown', async () => {
    const sealed_secrets = testEnv.keys.seal('{}', 'for something else');
    await useSettings(testEnv, {
      notification_service_type: 'mailgun',
      active_channels: ['email'],
      providers: [{ ...configOf(testEnv, 'mailgun', { version: 7_777 }), sealed_secrets }],
    });
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt');
    expect(await recordOf(testEnv, id, 'queued')).toMatchObject({ reason: 'misconfigured' });
    expect(arrived(id)).toHaveLength(0);
    await useProvider(testEnv, 'mailgun', 7_778);
    await recordOf(testEnv, id, 'sent');
  });

  it('that refuses a message has the last word, and the listeners are told', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 400, times: 1 });
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt', { about: 'pri_2' });
    expect(await recordOf(testEnv, id, 'failed')).toMatchObject({ reason: 'refused', attempts: 1 });
    expect(await undelivered(id)).toMatchObject({ about: 'pri_2', state: 'failed', reason: 'refused' });
  });

  it('that does not accept us for a moment costs a message that moment', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 401, times: 1 });
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt');
    await recordOf(testEnv, id, 'queued');
    testEnv.clock.advance(60_000);
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({ attempts: 2 });
  });

  it('that took the notice and broke off is not asked again: it is not sent twice, and it is known', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 'accept-then-reset', times: 1 });
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt');
    expect(await recordOf(testEnv, id, 'unknown')).toMatchObject({ reason: 'unknown', attempts: 1 });
    expect(await undelivered(id)).toMatchObject({ state: 'unknown' });
    expect(arrived(id)).toHaveLength(1);
  });

  it('that broke off over a code is asked again: the same code twice does no harm, none does', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 'reset', times: 1 });
    const { id } = await sendMessage(testEnv, verification.kind, verification.options);
    await recordOf(testEnv, id, 'queued');
    testEnv.clock.advance(60_000);
    await recordOf(testEnv, id, 'sent');
    expect(arrived(id)[0]?.text).toContain('482913');
  });

  it('that stays away costs a code its life, and no message is sent after it', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 503 });
    const expires_at = new Date(testEnv.clock.nowMs() + 15_400).toISOString();
    const { id } = await sendMessage(testEnv, verification.kind, { ...verification.options, expires_at });
    expect(await recordOf(testEnv, id, 'expired')).toMatchObject({ reason: 'unavailable', attempts: 1 });
    expect(arrived(id)).toHaveLength(0);
  });
});

describe('a message that cannot be sent', () => {
  it('because it came too late is not', async () => {
    const expires_at = new Date(testEnv.clock.nowMs() - 1).toISOString();
    const { id } = await sendMessage(testEnv, verification.kind, { ...verification.options, expires_at });
    expect(await recordOf(testEnv, id, 'expired')).toMatchObject({ attempts: 0 });
    expect(arrived(id)).toHaveLength(0);
  });

  it('because there would be no time to read and type it is not', async () => {
    const expires_at = new Date(testEnv.clock.nowMs() + 14_999).toISOString();
    const { id } = await sendMessage(testEnv, verification.kind, { ...verification.options, expires_at });
    expect(await recordOf(testEnv, id, 'expired')).toMatchObject({ attempts: 0 });
    const notice = await sendMessage(testEnv, 'privacy_request_receipt', { expires_at });
    expect(await recordOf(testEnv, notice.id, 'sent')).toMatchObject({ attempts: 1 });
  });

  it('because nothing is configured is recorded as that', async () => {
    await useProvider(testEnv, null);
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt');
    expect(await recordOf(testEnv, id, 'skipped')).toMatchObject({ reason: 'no_provider' });
  });

  it('because its person left no such address is recorded as that', async () => {
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt', {
      to: { phone_number: '+15551234567' },
    });
    expect(await recordOf(testEnv, id, 'skipped')).toMatchObject({ reason: 'no_address' });
  });

  it('because a parameter is missing is recorded as that', async () => {
    const { id } = await sendMessage(testEnv, verification.kind, { variables: { minutes: '10' } });
    expect(await recordOf(testEnv, id, 'skipped')).toMatchObject({
      reason: 'parameter_missing',
      missing: ['code'],
    });
  });

  it('because its seal belongs to another message is recorded as that', async () => {
    const { sealed_content } = newTask(testEnv, 'privacy_request_receipt');
    const { id } = await sendMessage(testEnv, 'privacy_request_receipt', { sealed_content });
    expect(await recordOf(testEnv, id, 'skipped')).toMatchObject({ reason: 'unreadable' });
  });

  it('because it has no wording is recorded as that', async () => {
    const { id } = await sendMessage(testEnv, 'privacy_request_complete_deletion');
    expect(await recordOf(testEnv, id, 'skipped')).toMatchObject({ reason: 'no_wording' });
  });
});

describe('what a message says and to whom', () => {
  it('stands in no table and no log, and a code is forgotten once it is sent', async () => {
    const { id } = await sendMessage(testEnv, verification.kind, verification.options);
    await recordOf(testEnv, id, 'sent');
    await eventually('the queue is empty', async () => (await countTasks(testEnv, SendCode)) === 0);
    const client = new Client({ connectionString: testEnv.databaseUrl });
    await client.connect();
    const tables = ['messages', 'attempts', 'inbox', 'outbox'];
    let text = '';
    for (const table of tables) {
      const { rows } = await client.query(`select row_to_json(t)::text as row from dispatch.${table} t`);
      text += rows.map(({ row }: { row: string }) => row).join('\n');
    }
    const { rows } = await client.query('select sealed_content from dispatch.messages where id = $1', [id]);
    await client.end();
    expect(rows).toEqual([{ sealed_content: null }]);
    expect(text).toContain(id);
    for (const secret of ['ana@example.com', '+15551234567', '482913', 'key-of-mailgun']) {
      expect(text).not.toContain(secret);
      expect(testEnv.log.text).not.toContain(secret);
    }
  });
});
