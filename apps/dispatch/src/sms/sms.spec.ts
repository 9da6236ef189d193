import type { Service } from '@subjectline/bus';
import {
  ListMessages,
  ReadProviderHealth,
  type MessageKindId,
  type OrganizationSettings,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../app';
import {
  configOf,
  organization,
  publishWordings,
  recordOf,
  sendMessage,
  useSettings,
  verification,
} from '../testing/played-services.fixture';

let testEnv: TestEnvironment;
let emulator: Emulator;
let service: Service;

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  await publishWordings(testEnv);
  service = await startDispatch();
});
// what a test has sent is a day old for the next one
afterEach(() => testEnv.clock.advance(24 * 3_600_000));
afterAll(async () => {
  await service?.close();
  await emulator?.close();
  await testEnv?.close();
});

function startDispatch(): Promise<Service> {
  const env = {
    ...testEnv.envFor('dispatch'),
    SUBJECTLINE_MESSAGE_CONTENT_DAYS: 30,
    SUBJECTLINE_RECORD_DAYS: 1_095,
    SUBJECTLINE_TWILIO_URL: emulator.url,
  };
  return start(env, { clock: testEnv.clock, logDestination: testEnv.log });
}

function useTwilio(changes: Partial<OrganizationSettings>): Promise<void> {
  return useSettings(testEnv, {
    notification_service_type: 'twilio_text',
    active_channels: ['sms'],
    providers: [configOf(testEnv, 'twilio_text')],
    ...changes,
  });
}

const send = (phone_number: string) =>
  sendMessage(testEnv, 'privacy_request_receipt', { to: { phone_number } });
const sendMany = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, at) => send(`+1555000${1_000 + at}`)));

const settled = (id: string) =>
  eventually(`${id} is settled`, async () => {
    const { items } = await testEnv.bus.ask(ListMessages, { organization, page: 1, size: 100 });
    return items.find((record) => record.id === id && record.settled_at !== null);
  });

describe('a text message', () => {
  it('names the site where its code is typed, in the form that browsers fill in, if that is set', async () => {
    const to = { phone_number: '+15550009001' };
    const textOf = async (kind: MessageKindId, variables: Record<string, string>) => {
      emulator.forgetMessages();
      await sendMessage(testEnv, kind, { to, variables });
      return (await emulator.waitForMessage((one) => one.to === to.phone_number)).text;
    };
    const code = { code: '482913', minutes: '10' };
    const plain = 'Your code is 482913, for 10 minutes.';
    await useTwilio({ sms_code_origin: 'https://privacy.example.com' });
    expect(await textOf('subject_identity_verification', code)).toBe(
      `${plain}\n\n@privacy.example.com #482913`,
    );
    expect(await textOf('privacy_request_receipt', {})).toBe('We have your request.');
    await useTwilio({});
    expect(await textOf('subject_identity_verification', code)).toBe(plain);
  });

  it('that is tried again is not another one', async () => {
    await useTwilio({ sms_daily_limit: 1 });
    emulator.behave({ vendor: 'twilio', answer: 503, times: 1 });
    const to = { phone_number: '+15550003001' };
    const { id } = await sendMessage(testEnv, verification.kind, { ...verification.options, to });
    await recordOf(testEnv, id, 'queued');
    testEnv.clock.advance(60_000);
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({ attempts: 2 });
    await recordOf(testEnv, (await send('+15550003002')).id, 'skipped');
  });

  it('is not sent to a number of a refused kind, even if an earlier check let it through', async () => {
    await useTwilio({});
    const { id } = await send('+19005551234');
    expect(await recordOf(testEnv, id, 'skipped')).toMatchObject({ reason: 'number_refused', attempts: 0 });
  });

  it('is sent to the countries of the organization alone', async () => {
    await useTwilio({ sms_countries: ['US'] });
    const { id } = await send('+18765551234');
    expect(await recordOf(testEnv, id, 'skipped')).toMatchObject({ reason: 'country_disabled', attempts: 0 });
    await recordOf(testEnv, (await send('+15550001234')).id, 'sent');
  });

  it('stays within the daily limit, even when many come at once', async () => {
    await useTwilio({ sms_daily_limit: 5 });
    const tasks = await sendMany(12);
    const records = await Promise.all(tasks.map(({ id }) => settled(id)));
    expect(records.filter(({ state }) => state === 'sent')).toHaveLength(5);
    expect(records.filter(({ reason }) => reason === 'sms_limit')).toHaveLength(7);
    const reached = /"limit":5.*the daily limit of text messages is reached/;
    const line = await testEnv.log.line((text) => reached.test(text));
    expect(JSON.parse(line)).toMatchObject({ level: 'error', organization: 'default', limit: 5 });
    const { sms } = await testEnv.bus.ask(ReadProviderHealth, { organization });
    expect(sms).toEqual({ state: 'reached', sent: 5, daily_limit: 5 });
    expect(testEnv.log.text).not.toContain('+1555000');
  });

  it('is shown with the limit before it is near', async () => {
    await useTwilio({ sms_daily_limit: 5 });
    const usage = async () => (await testEnv.bus.ask(ReadProviderHealth, { organization })).sms;
    for (const { id } of await sendMany(3)) await recordOf(testEnv, id, 'sent');
    expect(await usage()).toEqual({ state: 'ok', sent: 3, daily_limit: 5 });
    await recordOf(testEnv, (await send('+15550004001')).id, 'sent');
    expect(await usage()).toEqual({ state: 'near', sent: 4, daily_limit: 5 });
  });

  it('counts for two replicas together, except for what both have in hand at once', async () => {
    const [limit, inHand] = [40, 8];
    await useTwilio({ sms_daily_limit: limit });
    const replica = await startDispatch();
    const before = emulator.messages().length;
    for (let sent = 0; sent < 2 * limit; sent += inHand) {
      await Promise.all((await sendMany(inHand)).map(({ id }) => settled(id)));
    }
    await replica.close();
    const sent = emulator.messages().length - before;
    expect(sent).toBeGreaterThanOrEqual(limit);
    expect(sent).toBeLessThan(limit + inHand);
  });

  it('counts for a day, also after a restart, and never blocks an e-mail', async () => {
    await useTwilio({ sms_daily_limit: 2 });
    for (const { id } of await sendMany(2)) await recordOf(testEnv, id, 'sent');
    await service.close();
    service = await startDispatch();
    await recordOf(testEnv, (await send('+15550002001')).id, 'skipped');
    await useTwilio({ sms_daily_limit: 3 });
    await recordOf(testEnv, (await send('+15550002002')).id, 'sent');
    testEnv.clock.advance(24 * 3_600_000);
    await recordOf(testEnv, (await send('+15550002003')).id, 'sent');
  });
});
