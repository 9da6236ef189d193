import {
  healthCalls,
  ListMessages,
  ReadMessage,
  ReadProviderHealth,
  newId,
  ResendMessage,
  SendMessageNow,
  SendNotice,
  sendTaskOf,
  SendTestMessage,
  type MessageHistory,
  type MessageKindId,
  type MessageRecord,
} from '@subjectline/contracts';
import { countTasks, eventually } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  configOf,
  newTask,
  organization,
  publishWording,
  recordOf,
  useSettings,
  verification,
  type MessageOptions,
} from '../testing/played-services.fixture';
import { Vendors } from '../testing/dispatch.fixture';

let vendors: Vendors;
let version = 100;

beforeAll(async () => {
  vendors = await Vendors.open({ replicas: 2 });
  await publishWording(vendors.testEnv, 'test_message', 'en', 'It works.');
});
beforeEach(() => saveMailgun());
afterEach(() => vendors.emulator.forget());
afterAll(() => vendors.close());

const notice = 'privacy_request_receipt';

/** Plays an operator who saves the config of the active provider, and has these to go on with. */
function saveMailgun(fallbacks: string[] = []): Promise<void> {
  version += 1;
  return useSettings(vendors.testEnv, {
    notification_service_type: 'mailgun',
    active_channels: ['email'],
    providers: [
      configOf(vendors.testEnv, 'mailgun', { version }),
      configOf(vendors.testEnv, 'twilio_email', { version }),
    ],
    fallbacks: { email: fallbacks, sms: [] },
  });
}

const historyOf = (id: string): Promise<MessageHistory> =>
  vendors.testEnv.bus.ask(ReadMessage, { organization, id });

/** What they are about; the id of the first one. A machine that is busy may take long to accept so many at once. */
async function sendMany(count: number, kind: MessageKindId = notice, options: MessageOptions = {}) {
  const about = crypto.randomUUID();
  const tasks = Array.from({ length: count }, () => newTask(vendors.testEnv, kind, { ...options, about }));
  await Promise.all(
    tasks.map((task) =>
      eventually('it is accepted', () =>
        vendors.testEnv.bus.send(sendTaskOf(kind), task, { id: task.id }).then(() => true),
      ),
    ),
  );
  return { about, count, id: tasks[0]?.id ?? '' };
}

/** Until a round has ended a release that was asked for: one of an account for which nothing waits. */
async function untilARound(): Promise<void> {
  const name = crypto.randomUUID();
  await vendors.testEnv.rows(
    'insert into dispatch.releases (organization, provider_key, is_replan) values ($1, $1, true)',
    [name],
  );
  await eventually('a round has been', async () => {
    const left = await vendors.testEnv.rows('select from dispatch.releases where organization = $1', [name]);
    return left.length === 0;
  });
}

type Sent = Pick<Awaited<ReturnType<typeof sendMany>>, 'about' | 'count'>;

const accountsInTrouble = async () =>
  (await vendors.testEnv.bus.ask(ReadProviderHealth, { organization })).items;

const health = () => vendors.testEnv.bus.ask(healthCalls.dispatch, { from: 'gateway' });

/** The messages about one thing. */
async function recordsAbout(about: string): Promise<MessageRecord[]> {
  const records: MessageRecord[] = [];
  for (let page = 1; ; page += 1) {
    const { items } = await vendors.testEnv.bus.ask(ListMessages, { organization, about, page, size: 100 });
    records.push(...items);
    if (items.length < 100) return records;
  }
}

/** Until the messages wait for their account and the queue is empty. */
async function untilHeld({ about, count }: Sent): Promise<MessageRecord[]> {
  return eventually('all wait for the account', async () => {
    if ((await countTasks(vendors.testEnv, SendNotice)) > 0) return false;
    const records = await recordsAbout(about);
    const held = records.filter(
      // without a reason it waits for its turn, the account being slow so far
      ({ state, next_attempt_at, reason }) => state === 'queued' && next_attempt_at === null && reason,
    );
    if (held.length === count) return held;
    // those that failed before the account counted as broken come once more
    vendors.testEnv.clock.advance(300);
    return false;
  });
}

/** They are planned anew once more soon after the account broke down: until that is over, too. */
async function untilHeldForLong(sent: Sent): Promise<MessageRecord[]> {
  await untilHeld(sent);
  for (let count = 0; count < 2; count += 1) {
    vendors.testEnv.clock.advance(3_000);
    await untilARound();
  }
  return untilHeld(sent);
}

async function untilSent({ about, count }: Sent, stepMs = 1_000): Promise<MessageRecord[]> {
  return eventually('all are sent', async () => {
    const records = (await recordsAbout(about)).filter(({ state }) => state === 'sent');
    if (records.length === count) return records;
    vendors.testEnv.clock.advance(stepMs);
    return false;
  });
}

describe('an account that is not available', () => {
  it('is left alone; its messages wait, show why, and go on at once when it is back, once each', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 503 });
    const sent = await sendMany(200);
    const held = await untilHeld(sent);
    const tries = held.reduce((sum, { attempts }) => sum + attempts, 0);
    // what was under way in two replicas when it broke down, and a few probes
    expect(tries).toBeLessThan(2 * 62 + 40);
    expect(held.every(({ reason }) => reason === 'unavailable')).toBe(true);
    // one of them may be under way as a probe at first
    const troubles = await eventually('all of them wait', async () => {
      const list = await accountsInTrouble();
      return list[0]?.waiting === 200 && list;
    });
    expect(troubles).toMatchObject([
      { key: 'mailgun', reason: 'unavailable', waiting: 200, next_try_at: expect.any(String) },
    ]);
    // the number is of the messages, however often and by how many it is asked for
    const answers = await eventually('both replicas have counted all of them', async () => {
      const list = await Promise.all(Array.from({ length: 20 }, health));
      if (list.every(({ warnings }) => warnings?.some((text) => text.includes(' 200 messages '))))
        return list;
      // one of them counted while some were planned anew; it does so again in three seconds
      vendors.testEnv.clock.advance(3_000);
      return false;
    });
    for (const answer of answers) {
      expect(answer).toEqual({
        database: true,
        broker: true,
        warnings: ['1 provider config unavailable; 200 messages held; see GET /api/v1/messaging/health'],
      });
    }
    vendors.emulator.forget();
    await untilSent(sent);
    expect(vendors.whoSent()).toHaveLength(200);
    expect(await accountsInTrouble()).toEqual([]);
    expect(await health()).toEqual({ database: true, broker: true });
  });

  it('is reported in time though its messages cannot be counted now', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 503 });
    const sent = await sendMany(20);
    await untilHeld(sent);
    vendors.testEnv.clock.advance(3_000);
    const blocker = new Client({ connectionString: vendors.testEnv.databaseUrl });
    await blocker.connect();
    await blocker.query('begin; lock table dispatch.waiting in access exclusive mode');
    try {
      expect(await health()).toEqual({
        database: true,
        broker: true,
        warnings: ['1 provider config unavailable; messages held; see GET /api/v1/messaging/health'],
      });
    } finally {
      await blocker.end();
    }
    vendors.emulator.forget();
    await untilSent(sent);
  });

  it('is probed before an hour that it asked for is over', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 429, retryAfter: 3_600 });
    const sent = await sendMany(80);
    const began = vendors.testEnv.clock.nowMs();
    await eventually('the account is known not to work', async () => (await accountsInTrouble()).length > 0);
    vendors.emulator.forget();
    await untilSent(sent);
    expect(vendors.testEnv.clock.nowMs() - began).toBeLessThan(120_000);
    expect(vendors.whoSent()).toHaveLength(80);
  });

  it('holds no message that another can send', async () => {
    await saveMailgun(['twilio_email']);
    vendors.emulator.behave({ vendor: 'mailgun', answer: 503 });
    const sent = await sendMany(30);
    await untilSent(sent);
    const before = vendors.whoSent().length;
    expect(vendors.whoSent()).toEqual(Array(before).fill('sendgrid'));
    expect(await accountsInTrouble()).toMatchObject([{ key: 'mailgun' }]);
    const { id } = await sendMany(1);
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({
      provider_key: 'twilio_email',
      attempts: 1,
    });
  });
});

describe('an account that breaks down', () => {
  it('has the messages of no other account planned anew', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    version += 1;
    await useSettings(vendors.testEnv, {
      notification_service_type: 'twilio_text',
      active_channels: ['sms'],
      providers: [
        configOf(vendors.testEnv, 'mailgun', { version }),
        configOf(vendors.testEnv, 'twilio_text', { version }),
      ],
      fallbacks: { email: ['mailgun'], sms: [] },
    });
    const mails = await sendMany(4, notice, { channel: 'email' });
    await untilHeld(mails);
    const held = (key: string) =>
      vendors.testEnv.rows(
        'select message_id, outbox_id, attempts from dispatch.waiting where provider_key = $1 and is_held order by 1',
        [key],
      );
    const untilReplanned = async () => {
      for (let count = 0; count < 4; count += 1) {
        vendors.testEnv.clock.advance(3_000);
        await untilARound();
      }
    };
    // the settings have changed and mailgun's circuit has opened: that is over
    await untilReplanned();
    const before = await eventually('four are held', async () => {
      const rows = await held('mailgun');
      return rows.length === 4 && rows;
    });
    vendors.emulator.behave({ vendor: 'twilio', answer: 401 });
    const texts = await sendMany(4, notice, { channel: 'sms' });
    await untilHeld(texts);
    await untilReplanned();
    await eventually('those of the account itself are held again', async () => {
      return (await held('twilio_text')).length === 4;
    });
    expect(await held('mailgun')).toEqual(before);
  });
});

describe('a retry', () => {
  it('keeps the time that the vendor asked for while its account works', async () => {
    await eventually('what was asked before is over', async () => {
      const left = await vendors.testEnv.rows(
        'select organization from dispatch.circuits union all select organization from dispatch.releases',
      );
      return left.length === 0;
    });
    vendors.emulator.behave({ vendor: 'mailgun', answer: 503, retryAfter: 120, times: 1 });
    const { id } = await sendMany(1);
    const { next_attempt_at } = await eventually('it waits for its time', async () => {
      const record = await recordOf(vendors.testEnv, id, 'queued');
      return record.next_attempt_at !== null && record;
    });
    const dueMs = Date.parse(next_attempt_at ?? '');
    expect(dueMs - vendors.testEnv.clock.nowMs()).toBeGreaterThanOrEqual(119_000);
    for (let count = 0; count < 5; count += 1) {
      await untilSent(await sendMany(1), 0);
      vendors.testEnv.clock.advance(2_000);
      await untilARound();
    }
    expect(await recordOf(vendors.testEnv, id, 'queued')).toMatchObject({ attempts: 1, next_attempt_at });
    const outbox = 'select available_at from dispatch.outbox where id = $1';
    expect(await vendors.testEnv.rows(outbox, [`${id}-try-2`])).toEqual([{ available_at: new Date(dueMs) }]);
    vendors.testEnv.clock.advance(dueMs - vendors.testEnv.clock.nowMs());
    await recordOf(vendors.testEnv, id, 'sent');
    const [, second] = (await historyOf(id)).tries;
    expect(Date.parse(second?.started_at ?? '')).toBeGreaterThanOrEqual(dueMs);
  });
});

describe('an account that does not accept us', () => {
  it('has no notice fail: they go on when an operator has saved it', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const sent = await sendMany(20);
    const held = await untilHeld(sent);
    expect(held.every(({ reason }) => reason === 'misconfigured')).toBe(true);
    // no time passes, so that no probe finds it out
    vendors.emulator.forget();
    await saveMailgun();
    await untilSent(sent, 0);
    expect(vendors.whoSent()).toHaveLength(20);
  });

  it('goes on once a test message has passed', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const sent = await sendMany(5);
    await untilHeld(sent);
    vendors.emulator.forget();
    const test = { organization, key: 'mailgun', to: { email: 'ada@example.com' } };
    expect(await vendors.testEnv.bus.ask(SendTestMessage, test)).toMatchObject({ failure: null });
    await untilSent(sent, 0);
  });

  it('for a moment costs a single notice a moment', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401, times: 1 });
    const sent = await sendMany(1);
    await untilSent(sent);
    expect((await historyOf(sent.id)).tries.map(({ outcome }) => outcome)).toEqual(['misconfigured', 'sent']);
  });

  it('is not the one that refuses single messages for what they are', async () => {
    // a release takes what is deferred within seconds of it, too
    await eventually('releases of before have ended', async () => {
      return (await vendors.testEnv.rows('select from dispatch.releases')).length === 0;
    });
    vendors.emulator.behave({ vendor: 'mailgun', answer: 400, refusal: 'sandbox', times: 6 });
    const refused = await sendMany(6);
    await eventually('each was refused', async () => {
      const records = await recordsAbout(refused.about);
      return records.length === 6 && records.every(({ attempts, reason }) => attempts > 0 && reason);
    });
    for (const record of await recordsAbout(refused.about)) {
      expect(record).toMatchObject({ state: 'queued', attempts: 1, provider_reason: 'trial_account' });
      // an operator has to act: until then each is tried in an hour, then more seldom
      const inMs = Date.parse(record.next_attempt_at ?? '') - vendors.testEnv.clock.nowMs();
      expect(inMs).toBeGreaterThan(3_500_000);
      expect(inMs).toBeLessThanOrEqual(3_600_000);
    }
    expect(await accountsInTrouble()).toEqual([]);
    const { id } = await sendMany(1);
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({ attempts: 1 });
    await untilSent(refused, 600_000);
  });

  it('has a message that it refuses for its recipient wait for an operator, without end and with few tries', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 400, refusal: 'sandbox' });
    const { id } = await sendMany(1);
    const expires_at = new Date(vendors.testEnv.clock.nowMs() + 600_000).toISOString();
    const { id: code } = await sendMany(1, verification.kind, { ...verification.options, expires_at });
    const tried = (one: string, count: number) =>
      eventually(`${count} tries are over`, async () => {
        const { state, attempts, next_attempt_at } = await historyOf(one);
        // a change of the settings may have had it tried once more
        return state === 'queued' && attempts >= count && next_attempt_at !== null;
      });
    await Promise.all([tried(id, 1), tried(code, 1)]);
    const begunMs = vendors.testEnv.clock.nowMs();
    for (let tries = 2; tries <= 14; tries += 1) {
      const { next_attempt_at } = await historyOf(id);
      vendors.testEnv.clock.advance(Date.parse(next_attempt_at ?? '') - vendors.testEnv.clock.nowMs());
      await tried(id, tries);
    }
    expect(vendors.testEnv.clock.nowMs() - begunMs).toBeGreaterThan(11 * 24 * 3_600_000);
    expect(await historyOf(code)).toMatchObject({ state: 'expired', attempts: 1 });
    expect(await accountsInTrouble()).toEqual([]);
    // no time passes: the operator has saved the config
    const { attempts } = await historyOf(id);
    vendors.emulator.forget();
    await saveMailgun();
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({ attempts: attempts + 1 });
  });

  it('makes a code wait until it expires', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const expires_at = new Date(vendors.testEnv.clock.nowMs() + 600_000).toISOString();
    const { id: code } = await sendMany(1, verification.kind, { ...verification.options, expires_at });
    await eventually('it waits for the account', async () => {
      const { state, next_attempt_at } = await historyOf(code);
      if (state === 'queued' && !next_attempt_at) return true;
      vendors.testEnv.clock.advance(300);
      return false;
    });
    vendors.testEnv.clock.advance(584_000);
    await eventually('it has expired', async () => {
      vendors.testEnv.clock.advance(1_000);
      return (await historyOf(code)).state === 'expired';
    });
    expect(vendors.whoSent()).toEqual([]);
  });

  it('is no concern of messages once another provider is the active one', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const sent = await sendMany(10);
    await untilHeld(sent);
    await useSettings(vendors.testEnv, {
      notification_service_type: 'twilio_email',
      active_channels: ['email'],
      providers: [configOf(vendors.testEnv, 'twilio_email', { version: 1 })],
    });
    await untilSent(sent, 0);
    expect(vendors.whoSent()).toEqual(Array(10).fill('sendgrid'));
  });
});

describe('a code', () => {
  it('of which a vendor says nothing is sent twice at most', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 'accept-then-reset' });
    const { id } = await sendMany(1, verification.kind, verification.options);
    await eventually('its end is known', async () => {
      vendors.testEnv.clock.advance(1_000);
      return (await historyOf(id)).state === 'unknown';
    });
    expect((await historyOf(id)).tries.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
    expect(vendors.whoSent()).toHaveLength(2);
  });
});

describe('a message that waits', () => {
  const sendNow = (id: string) => vendors.testEnv.bus.ask(SendMessageNow, { organization, id });

  it('though its account works goes on by itself', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const sent = await sendMany(4);
    await untilHeld(sent);
    vendors.emulator.forget();
    const began = vendors.testEnv.clock.nowMs();
    // as where a replica held them that had not heard yet that the account works
    await vendors.testEnv.rows('delete from dispatch.circuits');
    await untilSent(sent);
    expect(vendors.testEnv.clock.nowMs() - began).toBeLessThan(1_800_000);
  });

  it('waits once, though its task comes again', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const sent = await sendMany(4);
    await untilHeld(sent);
    const task = newTask(vendors.testEnv, notice);
    const outboxId = async () => {
      const rows = await vendors.testEnv.rows(
        'select outbox_id from dispatch.waiting where message_id = $1',
        [task.id],
      );
      return (rows as { outbox_id: string }[])[0]?.outbox_id;
    };
    await vendors.testEnv.bus.send(SendNotice, task, { id: task.id });
    const first = await eventually('it is held', outboxId);
    await vendors.testEnv.bus.send(SendNotice, task, { id: `${task.id}-again` });
    const second = await eventually('it is held again', async () => {
      const id = await outboxId();
      return id !== first && id;
    });
    const left = await vendors.testEnv.rows('select id from dispatch.outbox where id = any($1)', [
      [first, second],
    ]);
    expect(left).toEqual([{ id: second }]);
  });

  it('is sent now when an operator says so', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 429, retryAfter: 100, times: 1 });
    const { id } = await sendMany(1);
    await recordOf(vendors.testEnv, id, 'queued');
    expect(await sendNow(id)).toMatchObject({ id, state: 'queued' });
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({ attempts: 2 });
    await expect(sendNow(id)).rejects.toMatchObject({
      code: 'message_not_waiting',
      facts: { state: 'sent' },
    });
    await expect(sendNow('msg_00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'message_unknown',
    });
  });

  it('leaves once, however many operators say so at once', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const sent = await sendMany(4);
    const [before] = await untilHeldForLong(sent);
    if (!before) throw new Error('four wait');
    const { id, attempts } = before;
    const twenty = <T>(call: () => Promise<T>) => Promise.allSettled(Array.from({ length: 20 }, call));
    // one that waits is sent by itself: not once more beside it
    const resent = await twenty(() =>
      vendors.testEnv.bus.ask(ResendMessage, { organization, id, new_id: newId('msg'), resent_by: 'ada' }),
    );
    for (const answer of resent) {
      expect(answer).toMatchObject({ reason: { code: 'message_not_repeatable' } });
    }
    vendors.emulator.forget();
    const answers = await twenty(() => sendNow(id));
    expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'message_not_waiting' });
    }
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({ attempts: attempts + 1 });
    await untilSent(sent, 0);
    const copies = vendors.emulator.messages().filter(({ fields }) => fields['v:subjectline_id'] === id);
    expect(copies).toHaveLength(1);
  });

  it('is tried at an account that does not work, and waits on', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const sent = await sendMany(5);
    const [before] = await untilHeldForLong(sent);
    if (!before) throw new Error('five wait');
    const { id } = before;
    await sendNow(id);
    await eventually('it was tried', async () => {
      const { attempts, state } = await historyOf(id);
      return attempts > before.attempts && state === 'queued';
    });
    await saveMailgun();
    vendors.emulator.forget();
    await untilSent(sent, 0);
    expect(vendors.whoSent()).toHaveLength(5);
  });
});
