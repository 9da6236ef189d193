import { ListMessages, ReadMessage, ReadProviderHealth, type MessageHistory } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  configOf,
  organization,
  recordOf,
  sendMessage,
  useSettings,
  verification,
} from '../testing/played-services.fixture';
import { Vendors } from '../testing/dispatch.fixture';

let vendors: Vendors;
let version = 0;

beforeAll(async () => {
  vendors = await Vendors.open();
});
beforeEach(() => useMailgun({ email: ['second', 'twilio_email'], sms: ['twilio_text'] }));
afterEach(() => vendors.emulator.forget());
afterAll(() => vendors.close());

/** Mailgun sends; there are a second account of it, SendGrid and Twilio. */
function useMailgun(fallbacks: { email: string[]; sms: string[] }): Promise<void> {
  const { testEnv } = vendors;
  // a new version, so that earlier findings about the accounts do not count
  version += 1;
  return useSettings(testEnv, {
    notification_service_type: 'mailgun',
    active_channels: ['email'],
    providers: [
      configOf(testEnv, 'mailgun', { version }),
      configOf(testEnv, 'mailgun', { key: 'second', version }),
      configOf(testEnv, 'twilio_email', { version }),
      configOf(testEnv, 'twilio_text', { version }),
    ],
    fallbacks,
  });
}

const historyOf = (id: string): Promise<MessageHistory> =>
  vendors.testEnv.bus.ask(ReadMessage, { organization, id });

/** Lets the time pass that a message waits for its next try, until so many tries are over. */
const unknown = { attempts: 0, state: 'queued', next_attempt_at: null };

async function untilTries(id: string, count: number): Promise<void> {
  await eventually(`${count} tries are over`, async () => {
    const { attempts, state, next_attempt_at } = await historyOf(id).catch(() => unknown);
    if (attempts >= count && state !== 'sending') return true;
    // no further than to its next try: it would expire while that is on its way
    const { clock } = vendors.testEnv;
    const waitMs = next_attempt_at ? Date.parse(next_attempt_at) - clock.nowMs() : 60_000;
    if (state === 'queued' && attempts > 0 && waitMs > 0) clock.advance(waitMs);
    return false;
  });
}

async function untilSent(id: string): Promise<void> {
  await eventually('it is sent', async () => {
    vendors.testEnv.clock.advance(1_000);
    return (await historyOf(id)).state === 'sent';
  });
}

async function triesOf(id: string): Promise<unknown[]> {
  const { tries } = await historyOf(id);
  return tries.map(({ number, provider_key, outcome, code }) => [number, provider_key, outcome, code]);
}

const notice = 'privacy_request_receipt';

describe('a message whose provider', () => {
  it('does not accept us goes on with the next of its channel, and every try is told', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const { id } = await sendMessage(vendors.testEnv, notice);
    await untilTries(id, 3);
    const record = await recordOf(vendors.testEnv, id, 'sent');
    expect(record).toMatchObject({ service_type: 'twilio_email', provider_key: 'twilio_email', attempts: 3 });
    expect(await triesOf(id)).toEqual([
      [1, 'mailgun', 'misconfigured', '401'],
      [2, 'second', 'misconfigured', '401'],
      [3, 'twilio_email', 'sent', null],
    ]);
    expect(vendors.whoSent()).toEqual(['sendgrid']);
  });

  it('is down goes on after its share of tries, and comes round', async () => {
    await useMailgun({ email: ['twilio_email'], sms: [] });
    vendors.emulator.behave({ answer: 503 });
    const { id } = await sendMessage(vendors.testEnv, notice);
    await untilTries(id, 9);
    const keys = (await historyOf(id)).tries.map(({ provider_key }) => provider_key);
    const [mailgun, sendgrid] = [Array(4).fill('mailgun'), Array(4).fill('twilio_email')];
    expect(keys.slice(0, 9)).toEqual([...mailgun, ...sendgrid, 'mailgun']);
    // left unfinished it would take answers meant for the next message
    vendors.emulator.forget();
    await untilSent(id);
  });

  it('does not accept us is not turned to again, though others are down', async () => {
    await useMailgun({ email: ['twilio_email'], sms: [] });
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
    vendors.emulator.behave({ vendor: 'sendgrid', answer: 503, times: 6 });
    const { id } = await sendMessage(vendors.testEnv, notice);
    await untilTries(id, 8);
    await recordOf(vendors.testEnv, id, 'sent');
    const keys = (await historyOf(id)).tries.map(({ provider_key }) => provider_key);
    expect(keys).toEqual(['mailgun', ...Array(7).fill('twilio_email')]);
  });

  it.each(['mailgun', 'sendgrid'] as const)(
    'does not accept us goes on when %s works again, others being down',
    async (recovered) => {
      await useMailgun({ email: ['twilio_email'], sms: [] });
      vendors.emulator.behave({ vendor: 'mailgun', answer: 401 });
      vendors.emulator.behave({ vendor: 'sendgrid', answer: 503 });
      const { id } = await sendMessage(vendors.testEnv, notice);
      await untilTries(id, 6);
      const { items } = await eventually('it waits for both', async () => {
        const health = await vendors.testEnv.bus.ask(ReadProviderHealth, { organization });
        return health.items.length === 2 && health.items.every(({ waiting }) => waiting === 1) && health;
      });
      expect(items.map(({ reason }) => reason)).toEqual(['misconfigured', 'unavailable']);
      vendors.emulator.behave({ vendor: recovered, answer: 'ok' });
      await untilSent(id);
      expect(vendors.whoSent()).toEqual([recovered]);
    },
  );

  it.each([
    [400, 'failed', 'refused'],
    ['accept-then-reset', 'unknown', 'unknown'],
  ] as const)('answered %s is left at that: it is %s', async (answer, state, reason) => {
    vendors.emulator.behave({ vendor: 'mailgun', answer });
    const { id } = await sendMessage(vendors.testEnv, notice);
    expect(await recordOf(vendors.testEnv, id, state)).toMatchObject({ reason, attempts: 1 });
    expect(vendors.whoSent()).not.toContain('sendgrid');
  });

  it('was taken away before its turn came again leaves it to the active one', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 401, times: 1 });
    const { id } = await sendMessage(vendors.testEnv, notice);
    await recordOf(vendors.testEnv, id, 'queued');
    await useMailgun({ email: [], sms: [] });
    await untilSent(id);
    expect((await historyOf(id)).tries.map(({ provider_key }) => provider_key)).toContain('mailgun');
  });
});

describe('a message that a provider refuses', () => {
  it.each([
    ['domain_unverified', 'misconfigured'],
    ['recipient_invalid', 'refused'],
  ] as const)('says that it was a %s', async (refusal, outcome) => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 400, refusal });
    const { id } = await sendMessage(vendors.testEnv, notice);
    await untilTries(id, 1);
    const { tries } = await historyOf(id);
    expect(tries[0]).toMatchObject({ outcome, reason: refusal, code: '400' });
    const { items } = await vendors.testEnv.bus.ask(ListMessages, { organization, page: 1, size: 10 });
    const last = tries.at(-1)?.reason ?? null;
    expect(items.find((item) => item.id === id)).toMatchObject({ provider_reason: last });
  });
});

describe('a message that waits while another provider becomes the active one', () => {
  /** Twilio's SMS are active from now on. */
  function switchToSms(email: string[]): Promise<void> {
    const { testEnv } = vendors;
    return useSettings(testEnv, {
      notification_service_type: 'twilio_text',
      active_channels: ['sms'],
      providers: [
        configOf(testEnv, 'mailgun', { version }),
        configOf(testEnv, 'twilio_email', { version }),
        configOf(testEnv, 'twilio_text', { version }),
      ],
      fallbacks: { email, sms: [] },
    });
  }

  it.each([
    [[], 'mailgun'],
    [['twilio_email'], 'twilio_email'],
  ])('reaches its person with the e-mail fallbacks %j through %s', async (fallbacks, key) => {
    await useMailgun({ email: [], sms: [] });
    // so long that it still waits when the other one becomes active
    vendors.emulator.behave({ vendor: 'mailgun', answer: 503, retryAfter: 600, times: 1 });
    const { id } = await sendMessage(vendors.testEnv, notice, { to: { email: 'ana@example.com' } });
    await eventually('it waits', async () => {
      const { attempts, next_attempt_at } = await historyOf(id).catch(() => unknown);
      return attempts === 1 && next_attempt_at !== null;
    });
    await switchToSms(fallbacks);
    await untilTries(id, 2);
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({
      channel: 'email',
      provider_key: key,
    });
  });
});

describe('a code', () => {
  it('is handed over once, soon, and no further', async () => {
    vendors.emulator.behave({ vendor: 'mailgun', answer: 503 });
    vendors.emulator.behave({ vendor: 'sendgrid', answer: 401 });
    await useMailgun({ email: ['twilio_email', 'second'], sms: [] });
    const { id } = await sendMessage(vendors.testEnv, verification.kind, verification.options);
    await untilTries(id, 3);
    expect(await recordOf(vendors.testEnv, id, 'queued')).toMatchObject({ reason: 'misconfigured' });
    expect((await triesOf(id)).slice(0, 3)).toEqual([
      [1, 'mailgun', 'unavailable', '503'],
      [2, 'mailgun', 'unavailable', '503'],
      [3, 'twilio_email', 'misconfigured', '401'],
    ]);
    // a refused account does not end a code: the code waits for it
    expect((await historyOf(id)).tries.every(({ provider_key }) => provider_key !== 'second')).toBe(true);
  });
});

describe('a message that has to take a channel', () => {
  it('goes through a config that has it, though the active provider does not', async () => {
    const { id } = await sendMessage(vendors.testEnv, notice, { channel: 'sms' });
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({
      channel: 'sms',
      provider_key: 'twilio_text',
    });
    expect((await historyOf(id)).tries).toMatchObject([
      { number: 1, provider_key: 'twilio_text', outcome: 'sent' },
    ]);
  });

  it('is skipped where it is not configured', async () => {
    await useMailgun({ email: [], sms: ['mailgun', 'nowhere'] });
    const { id } = await sendMessage(vendors.testEnv, notice, { channel: 'sms' });
    expect(await recordOf(vendors.testEnv, id, 'skipped')).toMatchObject({ reason: 'no_provider' });
  });

  it('is skipped when its person has no address there', async () => {
    const { id } = await sendMessage(vendors.testEnv, notice, {
      channel: 'sms',
      to: { email: 'ana@example.com' },
    });
    expect(await recordOf(vendors.testEnv, id, 'skipped')).toMatchObject({ reason: 'no_address' });
  });
});
