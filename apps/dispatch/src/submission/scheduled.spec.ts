import {
  AppError,
  CancelMessage,
  dayMs,
  MessageUndelivered,
  newId,
  ReadMessage,
  SendMessageNow,
  SendMessages,
  type MessageRecord,
  type NewMessage,
} from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { consumerOfEvent } from '@subjectline/bus';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  newAddress,
  newTask,
  organization,
  publishWording,
  publishWordings,
  recordOf,
  sendMessage,
  useProvider,
  verification,
  type MessageOptions,
} from '../testing/played-services.fixture';
import { Vendors } from '../testing/dispatch.fixture';

let vendors: Vendors;

beforeAll(async () => {
  vendors = await Vendors.open({ replicas: 2 });
});
beforeEach(() => useProvider(vendors.testEnv, 'mailgun'));
afterEach(() => vendors.emulator.forget());
afterAll(() => vendors.close());

const notice = 'privacy_request_receipt';
const hourMs = 3_600_000;
const inMs = (ms: number) => new Date(vendors.testEnv.clock.nowMs() + ms).toISOString();

function newMessage(options: MessageOptions = {}): NewMessage {
  const { organization: _owner, ...message } = newTask(vendors.testEnv, notice, options);
  return message;
}
const send = (...messages: NewMessage[]) =>
  vendors.testEnv.bus.ask(SendMessages, { organization, messages }).then((accepted) => accepted.messages);
const cancel = (id: string) =>
  vendors.testEnv.bus.ask(CancelMessage, { organization, id, canceled_by: 'ada' });
const sendNow = (id: string) => vendors.testEnv.bus.ask(SendMessageNow, { organization, id });

async function schedule(options: MessageOptions = {}): Promise<string> {
  const message = newMessage({ send_at: inMs(hourMs), ...options });
  expect(await send(message)).toEqual([{ id: message.id, state: 'scheduled' }]);
  return message.id;
}

/** Of the messages that a vendor has, in order. */
const idsSent = () =>
  vendors.emulator
    .messages()
    .map(({ fields }) => String(fields['v:subjectline_id']))
    .toSorted();

/** What a cancel is answered. An answer that is late, on a busy machine, is asked for again: that changes nothing. */
function canceledOrSent(id: string): Promise<'canceled' | 'sent'> {
  return eventually(`the cancel of ${id} is answered`, async () => {
    try {
      await cancel(id);
      return 'canceled';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'message_not_cancelable') return 'sent';
      if (error.code === 'unavailable') return null;
      throw error;
    }
  });
}

/** Its record once it has ended, whatever it had to wait for. */
function ended(id: string): Promise<MessageRecord> {
  return eventually(`${id} has ended`, async () => {
    const record = await vendors.testEnv.bus.ask(ReadMessage, { organization, id });
    if (record.settled_at === null) vendors.testEnv.clock.advance(1_000);
    return record.settled_at !== null && record;
  });
}

const tasksOf = (id: string) =>
  vendors.testEnv.rows(`select id from dispatch.outbox where published_in is null and id like $1 || '%'`, [
    id,
  ]);

describe('a scheduled message', () => {
  it('is stored when the call is answered, and is sent at its time', async () => {
    const send_at = inMs(hourMs);
    const id = await schedule({ send_at });
    expect(await recordOf(vendors.testEnv, id, 'scheduled')).toMatchObject({ send_at, attempts: 0 });
    vendors.testEnv.clock.advance(hourMs - 1);
    const other = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, other.id, 'sent');
    expect(await recordOf(vendors.testEnv, id, 'scheduled')).toMatchObject({ attempts: 0 });
    vendors.testEnv.clock.advance(1);
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({ send_at, attempts: 1 });
    expect(vendors.emulator.messages()).toHaveLength(2);
  });

  it('may come as a task, however often that is delivered', async () => {
    const task = await sendMessage(vendors.testEnv, notice, { send_at: inMs(hourMs) });
    await recordOf(vendors.testEnv, task.id, 'scheduled');
    expect(await send(newMessage({ ...task }))).toEqual([{ id: task.id, state: 'scheduled' }]);
    expect(await tasksOf(task.id)).toHaveLength(1);
    vendors.testEnv.clock.advance(hourMs);
    await recordOf(vendors.testEnv, task.id, 'sent');
    expect(vendors.emulator.messages()).toHaveLength(1);
  });

  it('says what the template says, and goes where the settings send it, at that time', async () => {
    const id = await schedule();
    await publishWording(vendors.testEnv, notice, 'en', 'Said later.');
    await useProvider(vendors.testEnv, 'twilio_email', 2);
    vendors.testEnv.clock.advance(hourMs);
    await recordOf(vendors.testEnv, id, 'sent');
    expect(vendors.whoSent()).toEqual(['sendgrid']);
    expect(vendors.emulator.messages()[0]?.text).toContain('Said later.');
    await publishWordings(vendors.testEnv);
  });

  it('is sent now when an operator says so, once', async () => {
    const id = await schedule();
    const now = vendors.testEnv.clock.now().toISOString();
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => sendNow(id)));
    expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({ send_at: now, attempts: 1 });
    vendors.testEnv.clock.advance(hourMs);
    const other = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, other.id, 'sent');
    expect(vendors.emulator.messages()).toHaveLength(2);
  });

  it('survives a restart, and the loss of what NATS has', async () => {
    const id = await schedule();
    const { id: released } = await sendMessage(vendors.testEnv, notice, { send_at: inMs(hourMs) });
    await recordOf(vendors.testEnv, released, 'scheduled');
    await vendors.restart(async () => {
      const manager = await vendors.testEnv.bus.connection.jetstreamManager();
      await manager.streams.purge('TASKS');
      vendors.testEnv.clock.advance(hourMs);
    });
    await recordOf(vendors.testEnv, id, 'sent');
    await recordOf(vendors.testEnv, released, 'sent');
    expect(vendors.emulator.messages()).toHaveLength(2);
  });

  it('whose validity ends before is expired', async () => {
    const id = await schedule({ expires_at: inMs(hourMs / 2) });
    vendors.testEnv.clock.advance(hourMs);
    expect(await recordOf(vendors.testEnv, id, 'expired')).toMatchObject({ attempts: 0 });
  });

  it('is no code, nor too far ahead: then none of the call is stored', async () => {
    const good = newMessage();
    const { kind, options } = verification;
    const code = { ...newTask(vendors.testEnv, kind, options), send_at: inMs(hourMs) };
    const { organization: _owner, ...scheduledCode } = code;
    const far = newMessage({ send_at: inMs(93 * dayMs) });
    await expect(send(good, scheduledCode, far)).rejects.toMatchObject({
      code: 'invalid',
      problems: [
        { path: ['messages', 1, 'send_at'], rule: 'isSchedulable' },
        { path: ['messages', 2, 'send_at'], rule: 'maxDate', message: 'must not be more than 92 days ahead' },
      ],
    });
    expect(await vendors.testEnv.rows('select id from dispatch.messages where id = $1', [good.id])).toEqual(
      [],
    );
    // a code that comes as a task is sent at once
    await vendors.testEnv.bus.publish('task.dispatch.send-code.v1', Buffer.from(JSON.stringify(code)), {
      id: code.id,
    });
    await recordOf(vendors.testEnv, code.id, 'sent');
  });

  it('counts for the daily limit of text messages once it is sent', async () => {
    await useProvider(vendors.testEnv, 'twilio_text');
    const used = async () => {
      const [row] = await vendors.testEnv.rows(
        `select count(*)::int as count from dispatch.messages where channel = 'sms'
           and (attempts > 0 or provider_key is not null) and coalesce(send_at, created_at) > $1`,
        [new Date(vendors.testEnv.clock.nowMs() - dayMs)],
      );
      return (row as { count: number }).count;
    };
    const before = await used();
    const id = await schedule({ send_at: inMs(2 * dayMs), channel: 'sms', to: newAddress() });
    expect(await used()).toBe(before);
    vendors.testEnv.clock.advance(2 * dayMs);
    await recordOf(vendors.testEnv, id, 'sent');
    expect(await used()).toBe(1);
  });
});

describe('a batch', () => {
  it('is stored as a whole, in order, once', async () => {
    const messages = Array.from({ length: 200 }, (_one, index) =>
      newMessage({ to: newAddress(), ...(index % 2 === 1 && { send_at: inMs(hourMs) }) }),
    );
    const accepted = await send(...messages);
    expect(accepted).toEqual(
      messages.map(({ id }, index) => ({ id, state: index % 2 === 1 ? 'scheduled' : 'queued' })),
    );
    for (const { id } of messages.slice(0, 4).filter(({ send_at }) => !send_at)) {
      await recordOf(vendors.testEnv, id, 'sent');
    }
    expect(await send(...messages)).toEqual(accepted);
    await eventually('those without a time are sent', async () => vendors.emulator.messages().length >= 100);
    vendors.testEnv.clock.advance(hourMs);
    await eventually('all are sent', async () => vendors.emulator.messages().length >= 200);
    expect(idsSent()).toEqual(messages.map(({ id }) => id).toSorted());
  });
});

describe('cancel', () => {
  it('ends a scheduled message, which is never sent, and is told once', async () => {
    const id = await schedule({ about: 'pri_canceled' });
    const canceled = await cancel(id);
    expect(canceled).toMatchObject({ id, state: 'canceled', canceled_by: 'ada', reason: null });
    expect(await cancel(id)).toEqual(canceled);
    expect(await tasksOf(id)).toEqual([]);
    vendors.testEnv.clock.advance(hourMs);
    const other = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, other.id, 'sent');
    expect(vendors.emulator.messages()).toHaveLength(1);
    await expect(sendNow(id)).rejects.toMatchObject({
      code: 'message_not_waiting',
      facts: { state: 'canceled' },
    });
    const { stream, durable } = consumerOfEvent(MessageUndelivered, 'requests');
    const consumer = await vendors.testEnv.bus.connection.jetstream().consumers.get(stream, durable);
    const told = await eventually('it is told', async () => {
      const message = await consumer.next({ expires: 1_000 });
      message?.ack();
      const event = message?.json<{ message_id: string }>();
      return event?.message_id === id && event;
    });
    expect(told).toMatchObject({ about: 'pri_canceled', state: 'canceled', reason: null });
  });

  it('ends a message that waits for its next try, or for its account', async () => {
    vendors.emulator.behave({ answer: 429, retryAfter: 100, times: 1 });
    const { id } = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, id, 'queued');
    await cancel(id);
    expect(await tasksOf(id)).toEqual([]);
    expect(await vendors.testEnv.rows('select * from dispatch.waiting where message_id = $1', [id])).toEqual(
      [],
    );
    vendors.emulator.forget();
    vendors.testEnv.clock.advance(hourMs);
    const other = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, other.id, 'sent');
    expect(vendors.emulator.messages()).toHaveLength(1);
  });

  it('forgets a code', async () => {
    vendors.emulator.behave({ answer: 503, times: 1 });
    const { id } = await sendMessage(vendors.testEnv, verification.kind, verification.options);
    await recordOf(vendors.testEnv, id, 'queued');
    await cancel(id);
    expect(
      await vendors.testEnv.rows('select sealed_content from dispatch.messages where id = $1', [id]),
    ).toEqual([{ sealed_content: null }]);
  });

  it('is refused once a message has left, and for none', async () => {
    const { id } = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, id, 'sent');
    await expect(cancel(id)).rejects.toMatchObject({
      code: 'message_not_cancelable',
      facts: { id, state: 'sent' },
    });
    await expect(cancel(newId('msg'))).rejects.toMatchObject({ code: 'message_unknown' });
  });

  it('races with the try: either the message is sent or it is canceled', async () => {
    const messages = Array.from({ length: 100 }, () => newMessage({ send_at: inMs(hourMs) }));
    await send(...messages);
    vendors.testEnv.clock.advance(hourMs);
    await eventually('some are under way', async () => vendors.emulator.messages().length > 0);
    const outcomes = await Promise.all(messages.map(({ id }) => canceledOrSent(id)));
    const records = await Promise.all(messages.map(({ id }) => ended(id)));
    expect(records.map(({ state }) => state)).toEqual(outcomes);
    const sent = records.filter(({ state }) => state === 'sent').map(({ id }) => id);
    expect(sent).not.toEqual([]);
    expect(idsSent()).toEqual(sent.toSorted());
  });

  it('races with an operator who sends it now', async () => {
    const messages = Array.from({ length: 50 }, () => newMessage({ send_at: inMs(hourMs) }));
    await send(...messages);
    const [outcomes] = await Promise.all([
      Promise.all(messages.map(({ id }) => canceledOrSent(id))),
      ...messages.map(({ id }) => sendNow(id).catch(() => undefined)),
    ]);
    const records = await Promise.all(messages.map(({ id }) => ended(id)));
    expect(records.map(({ state }) => state)).toEqual(outcomes);
    const sent = records.filter(({ state }) => state === 'sent').map(({ id }) => id);
    expect(idsSent()).toEqual(sent.toSorted());
  });
});
