import { readEnv, type Service } from '@subjectline/bus';
import {
  MessagesSettled,
  ReadMessage,
  type MessageHistory,
  type OrganizationSettings,
  type SendMessageTask,
  type SettledMessage,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Behaviour, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Env, start } from '../app';
import {
  configOf,
  newAddress,
  organization,
  publishWordings,
  recordOf,
  sendMessage,
  useSettings,
  verification,
  type ServiceType,
} from '../testing/played-services.fixture';

/* Messages that a vendor took, or not, without a word; two replicas look for them. */

const notice = 'privacy_request_receipt';
const minute = 60_000;
let testEnv: TestEnvironment;
let emulator: Emulator;
let services: Service[];
let version = 0;
const settled: SettledMessage[] = [];

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  await publishWordings(testEnv);
  const urls = ['MAILGUN', 'SENDGRID', 'TWILIO'].map((name) => [`SUBJECTLINE_${name}_URL`, emulator.url]);
  const env = readEnv(Env, { ...testEnv.envFor('dispatch'), ...Object.fromEntries(urls) });
  const options = { clock: testEnv.clock, logDestination: testEnv.log };
  services = await Promise.all([start(env, options), start(env, options)]);
  testEnv.bus.connection.subscribe(MessagesSettled.subject, {
    callback: (_error, message) => settled.push(...message.json<{ messages: SettledMessage[] }>().messages),
  });
  emulator.now = () => testEnv.clock.now();
});
beforeEach(() => useAccount('mailgun'));
afterEach(() => {
  emulator.forget();
  settled.length = 0;
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.close()));
  await emulator.close();
  await testEnv.close();
});

/** A new version for each, so that earlier findings about the account do not count. */
async function useAccount(
  serviceType: ServiceType,
  changes: Partial<OrganizationSettings> = {},
): Promise<void> {
  version += 1;
  await useSettings(testEnv, {
    notification_service_type: serviceType,
    active_channels: [serviceType === 'twilio_text' ? 'sms' : 'email'],
    providers: [configOf(testEnv, serviceType, { version })],
    ...changes,
  });
}

const historyOf = (id: string): Promise<MessageHistory> => testEnv.bus.ask(ReadMessage, { organization, id });

/** Sends a notice and loses what its vendor answers. */
async function sendInDoubt(answer: Behaviour['answer']): Promise<SendMessageTask> {
  emulator.behave({ answer, times: 1 });
  const task = await sendMessage(testEnv, notice, { to: newAddress() });
  await recordOf(testEnv, task.id, 'unknown');
  return task;
}

/** Lets time pass in steps, as rounds are made by it, until something holds. */
async function later(what: string, holds: () => Promise<boolean>): Promise<void> {
  await eventually(what, async () => {
    testEnv.clock.advance(minute);
    return holds();
  });
}

const isIn = (id: string, state: string) => async () => (await historyOf(id)).state === state;

/** Rounds that look for nothing more have been made. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += minute) {
    testEnv.clock.advance(minute);
    await historyOf('msg_none').catch(() => null);
  }
}

const arrived = (to: string | undefined) => emulator.messages().filter((message) => message.to === to);

describe.each([
  ['mailgun', { email: 'ana@one.example.com' }],
  ['twilio_text', { phone_number: '+15551234567' }],
] as const)('a message whose answer %s has lost', (serviceType, to) => {
  const address = 'email' in to ? to.email : to.phone_number;
  beforeEach(() => useAccount(serviceType));

  it('is known to be sent at once where the vendor shows it', async () => {
    emulator.showTaken(true);
    emulator.behave({ answer: 'accept-then-reset', times: 1 });
    const { id } = await sendMessage(testEnv, notice, { to });
    await recordOf(testEnv, id, 'sent');
    const [message] = emulator.messages();
    expect(await historyOf(id)).toMatchObject({
      attempts: 1,
      provider_message_id: message?.id,
      tries: [{ outcome: 'sent' }],
    });
  });

  it('is found later where the vendor shows it later, and never sent again', async () => {
    emulator.behave({ answer: 'accept-then-reset', times: 1 });
    const { id } = await sendMessage(testEnv, notice, { to });
    await recordOf(testEnv, id, 'unknown');
    const before = emulator.messages().length;
    emulator.showTaken(true);
    await later('it is found', isIn(id, 'sent'));
    expect(await historyOf(id)).toMatchObject({
      attempts: 1,
      reason: null,
      provider_message_id: emulator.messages()[before - 1]?.id,
    });
    await eventually('it is told', () =>
      settled.some((one) => one.message_id === id && one.state === 'sent'),
    );
    await pass(40 * minute);
    expect(arrived(address)).toHaveLength(1);
  });

  it('is sent again once it is certain that the vendor has not taken it', async () => {
    emulator.showTaken(true);
    emulator.behave({ answer: 'reset', times: 1 });
    const { id } = await sendMessage(testEnv, notice, { to });
    await recordOf(testEnv, id, 'unknown');
    await pass(minute);
    expect(await historyOf(id)).toMatchObject({ state: 'unknown' });
    await later('it is sent', isIn(id, 'sent'));
    expect(await historyOf(id)).toMatchObject({
      attempts: 2,
      tries: [{ outcome: 'unavailable', code: 'not-found' }, { outcome: 'sent' }],
    });
    expect(arrived(address)).toHaveLength(1);
  });

  it('stays unknown while the vendor does not answer', async () => {
    emulator.behave({ answer: 'reset', times: 1 });
    const { id } = await sendMessage(testEnv, notice, { to });
    await recordOf(testEnv, id, 'unknown');
    await pass(50 * minute);
    emulator.showTaken(true);
    await pass(10 * minute);
    expect(await historyOf(id)).toMatchObject({ state: 'unknown', attempts: 1 });
    expect(arrived(address)).toEqual([]);
  });

  it('is not taken for another one to the same person', async () => {
    emulator.showTaken(true);
    const other = await sendMessage(testEnv, verification.kind, { ...verification.options, to });
    await recordOf(testEnv, other.id, 'sent');
    emulator.behave({ answer: 'reset', times: 1 });
    const { id } = await sendMessage(testEnv, notice, { to });
    await recordOf(testEnv, id, 'unknown');
    await later('it is sent', isIn(id, 'sent'));
    expect(await historyOf(id)).toMatchObject({ attempts: 2 });
    expect(arrived(address)).toHaveLength(2);
  });

  it('is sent once if it is a code that the vendor shows', async () => {
    emulator.showTaken(true);
    emulator.behave({ answer: 'accept-then-reset', times: 1 });
    const { id } = await sendMessage(testEnv, verification.kind, { ...verification.options, to });
    await recordOf(testEnv, id, 'sent');
    await pass(minute);
    expect(await historyOf(id)).toMatchObject({ attempts: 1, tries: [{ outcome: 'sent' }] });
    expect(arrived(address)).toHaveLength(1);
  });
});

describe('many messages in doubt', () => {
  it('are found or sent again by two replicas, each once', async () => {
    const [taken, lost]: SendMessageTask[][] = [[], []];
    for (const answer of ['accept-then-reset', 'reset', 'accept-then-reset', 'accept-then-reset'] as const) {
      // a few in a row say nothing of the account yet
      await useAccount('mailgun');
      for (let count = 0; count < 3; count += 1)
        (answer === 'reset' ? lost : taken)?.push(await sendInDoubt(answer));
    }
    await useAccount('mailgun');
    emulator.showTaken(true);
    const all = [...(taken ?? []), ...(lost ?? [])];
    for (const { id } of all) await later('it is sent', isIn(id, 'sent'));
    const attempts = await Promise.all(all.map(async ({ id }) => (await historyOf(id)).attempts));
    expect(attempts).toEqual([...Array<number>(9).fill(1), ...Array<number>(3).fill(2)]);
    const ids = emulator.messages().map(({ fields }) => String(fields['v:subjectline_id']));
    expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  });
});

describe('a notice that stays unknown', () => {
  it('is kept by default with a vendor that cannot be asked', async () => {
    await useAccount('twilio_email');
    const { id } = await sendInDoubt('accept-then-reset');
    await pass(50 * minute);
    expect(await historyOf(id)).toMatchObject({ state: 'unknown', attempts: 1 });
    expect(emulator.messages()).toHaveLength(1);
  });

  it('is sent once more, and no more, where the organization wants it', async () => {
    await useAccount('twilio_email', { unknown_notices: 'resend' });
    const { id } = await sendInDoubt('accept-then-reset');
    emulator.behave({ answer: 'accept-then-reset', times: 1 });
    await pass(30 * minute);
    expect(await historyOf(id)).toMatchObject({ state: 'unknown', attempts: 1 });
    await later('it is tried again', async () => (await historyOf(id)).attempts === 2);
    await recordOf(testEnv, id, 'unknown');
    await pass(50 * minute);
    expect(await historyOf(id)).toMatchObject({ state: 'unknown', attempts: 2 });
    expect(emulator.messages()).toHaveLength(2);
  });
});
