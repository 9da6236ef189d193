import { ListMessages, newId, ReadMessage, ResendMessage } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  newTask,
  organization,
  playHolds,
  recordOf,
  sendMessage,
  useProvider,
  verification,
} from '../testing/played-services.fixture';
import { Vendors } from '../testing/dispatch.fixture';

let vendors: Vendors;

beforeAll(async () => {
  vendors = await Vendors.open();
  await playHolds(vendors.testEnv);
});
beforeEach(() => useProvider(vendors.testEnv, 'mailgun'));
afterEach(() => vendors.emulator.forget());
afterAll(() => vendors.close());

const notice = 'privacy_request_receipt';
const resend = (id: string, new_id = newId('msg')) =>
  vendors.testEnv.bus.ask(ResendMessage, { organization, id, new_id, resent_by: 'ada' });

describe('a notice that is sent once more', () => {
  it('is a message of its own that says the same to the same person', async () => {
    const { id } = await sendMessage(vendors.testEnv, notice, { about: 'pri_9', locale: 'fr' });
    await recordOf(vendors.testEnv, id, 'sent');
    const made = await resend(id);
    expect(made).toMatchObject({
      kind: notice,
      about: 'pri_9',
      state: 'queued',
      attempts: 0,
      resent_from: id,
    });
    await recordOf(vendors.testEnv, made.id, 'sent');
    const [first, second] = vendors.emulator.messages();
    expect(second).toMatchObject({ to: first?.to, text: first?.text, subject: first?.subject });
    expect(second?.fields['v:subjectline_id']).toBe(made.id);
    const { items } = await vendors.testEnv.bus.ask(ListMessages, {
      organization,
      about: 'pri_9',
      kind: notice,
      page: 1,
      size: 10,
    });
    expect(items.map((record) => record.id)).toEqual([made.id, id]);
  });

  it('is sent once, however often it is asked for under the same id', async () => {
    const { id } = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, id, 'sent');
    const again = newId('msg');
    await Promise.all([resend(id, again), resend(id, again), resend(id, again)]);
    await recordOf(vendors.testEnv, again, 'sent');
    await resend(id, again);
    expect(vendors.emulator.messages()).toHaveLength(2);
    await expect(resend(again, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each([
    ['unknown', () => vendors.emulator.behave({ answer: 'accept-then-reset', times: 1 })],
    ['failed', () => vendors.emulator.behave({ answer: 400, times: 1 })],
    ['skipped', () => useProvider(vendors.testEnv, null)],
  ] as const)('may have been %s before', async (state, prepare) => {
    await prepare();
    const { id } = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, id, state);
    await useProvider(vendors.testEnv, 'mailgun');
    const made = await resend(id);
    await recordOf(vendors.testEnv, made.id, 'sent');
  });
});

describe('a message is not sent once more', () => {
  it('when it was a code', async () => {
    const { id } = await sendMessage(vendors.testEnv, verification.kind, verification.options);
    await recordOf(vendors.testEnv, id, 'sent');
    await expect(resend(id)).rejects.toMatchObject({ code: 'message_not_repeatable' });
  });

  it('while it is tried', async () => {
    vendors.emulator.behave({ answer: 503 });
    const { id } = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, id, 'queued');
    await expect(resend(id)).rejects.toMatchObject({
      code: 'message_not_repeatable',
      facts: { why: expect.stringMatching(/^its state is (queued|sending)$/) },
    });
  });

  it('when there is none', async () => {
    await expect(resend(newId('msg'))).rejects.toMatchObject({ code: 'message_unknown' });
  });

  it('when what it said cannot be opened', async () => {
    const { sealed_content } = newTask(vendors.testEnv, notice);
    const { id } = await sendMessage(vendors.testEnv, notice, { sealed_content });
    await recordOf(vendors.testEnv, id, 'skipped');
    await expect(resend(id)).rejects.toMatchObject({
      code: 'message_not_repeatable',
      facts: { why: 'its encryption key is no longer available' },
    });
  });
});

describe('what a message said', () => {
  it('goes after thirty days, and its outcome stays', async () => {
    await useProvider(vendors.testEnv, 'inbox');
    const { id } = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, id, 'sent');
    const contents = 'select sealed_content is null as gone from dispatch.messages where id = $1';
    const days = 24 * 3_600_000;
    vendors.testEnv.clock.advance(29 * days);
    const later = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, later.id, 'sent');
    expect(await vendors.testEnv.rows(contents, [id])).toEqual([{ gone: false }]);
    vendors.testEnv.clock.advance(2 * days);
    await eventually('it is gone', async () => {
      const [row] = await vendors.testEnv.rows(contents, [id]);
      vendors.testEnv.clock.advance(3_600_000);
      return (row as { gone: boolean }).gone;
    });
    expect(await vendors.testEnv.rows(contents, [later.id])).toEqual([{ gone: false }]);
    const kept = () =>
      vendors.testEnv.rows('select id from dispatch.inbox where id = any($1)', [[id, later.id]]);
    await eventually('the inbox has let it go', async () => (await kept()).length === 1);
    expect(await kept()).toEqual([{ id: later.id }]);
    expect(await vendors.testEnv.bus.ask(ReadMessage, { organization, id })).toMatchObject({
      state: 'sent',
      tries: [{ number: 1, outcome: 'sent', provider_key: 'inbox' }],
    });
    await expect(resend(id)).rejects.toMatchObject({
      code: 'message_not_repeatable',
      facts: { why: 'its content was deleted after the retention period' },
    });
  });

  it('is followed by its record after three years, with its tries', async () => {
    await useProvider(vendors.testEnv, 'inbox');
    const { id } = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, id, 'sent');
    const records = () =>
      vendors.testEnv.rows(
        `select id from dispatch.messages where id = $1 union all
         select message_id from dispatch.attempts where message_id = $1`,
        [id],
      );
    vendors.testEnv.clock.advance(1_000 * 24 * 3_600_000);
    const later = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, later.id, 'sent');
    expect(await records()).toHaveLength(2);
    vendors.testEnv.clock.advance(95 * 24 * 3_600_000);
    await eventually('it is gone', async () => {
      vendors.testEnv.clock.advance(600_000);
      return (await records()).length === 0;
    });
    expect(await vendors.testEnv.bus.ask(ReadMessage, { organization, id: later.id })).toMatchObject({
      state: 'sent',
    });
  });
});
