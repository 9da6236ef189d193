import { readEnv, type Service } from '@subjectline/bus';
import {
  AddSuppressions,
  dayMs,
  FindSuppressed,
  ListSuppressions,
  messageKind,
  ReadSuppressed,
  RemoveSuppression,
  suppressedAddressContext,
  type Address,
  type Channel,
  type ListSuppressionsRequest,
  type MessageKindId,
  type Suppression,
} from '@subjectline/contracts';
import { recipientDigests } from '@subjectline/storage';
import { eventually, readTables, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Emulator, type ReportEvent } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Env, start } from '../app';
import {
  newAddress,
  organization,
  publishWording,
  publishWordings,
  recordOf,
  sendMessage,
  useSettings,
  verification,
} from '../testing/played-services.fixture';
import {
  addressOf,
  publicUrl,
  receive,
  reportingConfig,
  type ReportingType,
} from '../testing/reports.fixture';

const notice = 'privacy_request_receipt';
/** To staff: no person has asked for it. */
const unrequested: MessageKindId = 'test_message';

let testEnv: TestEnvironment;
let emulator: Emulator;
let services: Service[];
let to: Address;

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  await publishWordings(testEnv);
  await publishWording(testEnv, unrequested, 'en', 'It works.');
  const urls = ['MAILGUN', 'SENDGRID', 'TWILIO'].map((name) => [`SUBJECTLINE_${name}_URL`, emulator.url]);
  const settings = { ...Object.fromEntries(urls), SUBJECTLINE_PUBLIC_URL: publicUrl };
  const env = readEnv(Env, { ...testEnv.envFor('dispatch'), ...settings });
  const options = { clock: testEnv.clock, logDestination: testEnv.log };
  services = await Promise.all([start(env, options), start(env, options)]);
  emulator.reportByItself(false);
});
beforeEach(() => {
  to = newAddress();
  emulator.forget();
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.close()));
  await emulator.close();
  await testEnv.close();
});

async function use(serviceType: ReportingType): Promise<void> {
  await useSettings(testEnv, {
    organization,
    notification_service_type: serviceType,
    active_channels: [serviceType === 'twilio_text' ? 'sms' : 'email'],
    providers: [reportingConfig(testEnv, emulator.reporter.keys, serviceType)],
  });
}

const send = (kind: MessageKindId, options = {}) => sendMessage(testEnv, kind, { to, ...options });

/** A message arrives, and its vendor reports on it. */
async function reported(serviceType: ReportingType, event: ReportEvent): Promise<string> {
  await use(serviceType);
  const { id } = await send(notice);
  await recordOf(testEnv, id, 'sent');
  const mail = emulator.messages().at(-1);
  if (!mail) throw new Error('nothing arrived');
  const url = addressOf(mail);
  await receive(testEnv, serviceType, emulator.reporter.sign({ message: mail, event }), url ? { url } : {});
  return id;
}

const seal = (address: Address) => testEnv.keys.sealJson(address, suppressedAddressContext(organization));

async function listed(filter: Partial<ListSuppressionsRequest> = {}): Promise<Suppression[]> {
  const asked = { organization, page: 1, size: 100, sealed_address: seal(to), ...filter };
  return (await testEnv.bus.ask(ListSuppressions, asked)).items;
}

/** What a caller is told who sends such a message; also by a gateway of a version before. */
async function suppressedFor(kind: MessageKindId, wanted?: Channel): Promise<Channel[]> {
  const request = { organization, kind, sealed_address: seal(to), ...(wanted && { channel: wanted }) };
  const { channels } = await testEnv.bus.ask(ReadSuppressed, request);
  const recipients = messageKind(kind)
    .channels.filter((channel) => channel === (wanted ?? channel))
    .map((channel) => {
      const address = String(channel === 'email' ? to.email : to.phone_number);
      const digests = recipientDigests(testEnv.keys, organization, channel, address);
      return { organization, kind, channel, digests };
    });
  const { is_suppressed } = await testEnv.bus.ask(FindSuppressed, { recipients });
  expect(recipients.flatMap(({ channel }, index) => (is_suppressed[index] ? channel : []))).toEqual(channels);
  return channels;
}

const expectSkipped = async (kind: MessageKindId, options = {}): Promise<void> => {
  const { id } = await send(kind, options);
  expect(await recordOf(testEnv, id, 'skipped')).toMatchObject({
    reason: 'recipient_suppressed',
    attempts: 0,
  });
};
const expectSent = async (kind: MessageKindId, options = {}): Promise<void> => {
  await recordOf(testEnv, (await send(kind, options)).id, 'sent');
};

/** And comes back: vendors sign with the time of the machine. */
async function later(ms: number, work: () => Promise<void>): Promise<void> {
  testEnv.clock.advance(ms);
  await work();
  testEnv.clock.advance(-ms);
}

describe.each<ReportingType>(['mailgun', 'twilio_email', 'twilio_text'])('with %s', (serviceType) => {
  const channel = serviceType === 'twilio_text' ? 'sms' : 'email';

  it('an address that bounced for good gets nothing more for 90 days, however it is written', async () => {
    const message_id = await reported(serviceType, 'bounced');
    expect(await listed()).toMatchObject([{ channel, reason: 'hard_bounce', message_id, created_by: null }]);
    await expectSkipped(notice);
    await expectSkipped(verification.kind, verification.options);
    to = { ...to, email: to.email?.toUpperCase() ?? null };
    await expectSkipped(notice);
    await later(90 * dayMs + 1, async () => {
      expect(await listed()).toEqual([]);
      await expectSent(notice);
    });
  });

  it('an address that only bounced for now gets the next message', async () => {
    await reported(serviceType, 'blocked');
    expect(await listed()).toEqual([]);
    await expectSent(notice);
  });
});

describe('a person who complained', () => {
  it('gets what they have asked for, and nothing else, for good', async () => {
    await reported('mailgun', 'complained');
    expect(await listed()).toMatchObject([{ reason: 'complaint', expires_at: null }]);
    await expectSent(notice);
    await expectSent(verification.kind, verification.options);
    await expectSkipped(unrequested);
    expect([await suppressedFor(notice), await suppressedFor(unrequested)]).toEqual([[], ['email']]);
    expect(await suppressedFor('privacy_request_verification_reminder')).toEqual(['email']);
    await later(1_000 * dayMs, () => expectSkipped(unrequested));
  });
});

describe('a number whose owner answered STOP', () => {
  it('is asked again after a week, as no report says that they took it back', async () => {
    await use('twilio_text');
    emulator.behave({ vendor: 'twilio', answer: 400, code: 21610, times: 1 });
    await recordOf(testEnv, (await send(notice)).id, 'failed');
    expect(await listed()).toMatchObject([{ channel: 'sms', reason: 'opted_out' }]);
    await expectSkipped(notice);
    await later(7 * dayMs + 1, () => expectSent(notice));
  });
});

it('a message that is suppressed takes no place of the text messages of a day', async () => {
  await testEnv.bus.ask(AddSuppressions, { organization, sealed_address: seal(to), created_by: 'cli_1' });
  await useSettings(testEnv, {
    organization,
    notification_service_type: 'twilio_text',
    active_channels: ['sms'],
    sms_daily_limit: 1,
    providers: [reportingConfig(testEnv, emulator.reporter.keys, 'twilio_text')],
  });
  // no other test has sent anything on that day
  await later(365 * dayMs, async () => {
    // enough that each replica has had some
    for (let sent = 0; sent < 12; sent += 1) await expectSkipped(notice);
    to = newAddress();
    await expectSent(notice);
  });
});

describe('staff', () => {
  it('suppress both addresses of a person, once, and take one back', async () => {
    await use('mailgun');
    const request = { organization, sealed_address: seal(to), created_by: 'cli_1' };
    const added = await testEnv.bus.ask(AddSuppressions, request);
    const again = await testEnv.bus.ask(AddSuppressions, request);
    expect(again.items.map(({ id }) => id)).toEqual(added.items.map(({ id }) => id));
    expect(await listed()).toMatchObject([
      { channel: 'sms', reason: 'manual', created_by: 'cli_1', expires_at: null },
      { channel: 'email', reason: 'manual' },
    ]);
    await expectSkipped(notice);
    expect(await suppressedFor(notice)).toEqual(['email', 'sms']);
    expect(await suppressedFor(notice, 'sms')).toEqual(['sms']);
    const [mail] = await listed({ channel: 'email', reason: 'manual' });
    const reference = { organization, id: mail?.id ?? '' };
    expect(await testEnv.bus.ask(RemoveSuppression, reference)).toEqual(mail);
    await expectSent(notice);
    expect(await suppressedFor(notice)).toEqual(['sms']);
    await expect(testEnv.bus.ask(RemoveSuppression, reference)).rejects.toMatchObject({
      code: 'suppression_unknown',
    });
  });

  it('of one organization neither see nor change those of another', async () => {
    await use('mailgun');
    const sealed_address = testEnv.keys.sealJson(to, suppressedAddressContext('acme'));
    const { items } = await testEnv.bus.ask(AddSuppressions, {
      organization: 'acme',
      sealed_address,
      created_by: 'cli_2',
    });
    expect(await listed()).toEqual([]);
    await expectSent(notice);
    const reference = { organization, id: items[0]?.id ?? '' };
    await expect(testEnv.bus.ask(RemoveSuppression, reference)).rejects.toMatchObject({
      code: 'suppression_unknown',
    });
  });

  it('find no address of a person in tables and logs', async () => {
    await reported('mailgun', 'bounced');
    await expectSkipped(notice);
    const tables = JSON.stringify([...(await readTables(testEnv.databaseUrl))]);
    expect(tables).toContain('hard_bounce');
    for (const words of [tables, testEnv.log.text]) {
      expect(words).not.toContain(to.email);
      expect(words).not.toContain(to.phone_number);
    }
  });
});

it('two replicas suppress an address once when reports come at the same time', async () => {
  await use('mailgun');
  const ids = await Promise.all(Array.from({ length: 8 }, () => send(notice)));
  await Promise.all(ids.map(({ id }) => recordOf(testEnv, id, 'sent')));
  const mails = emulator.messages();
  await Promise.all(
    mails.map((message) =>
      receive(testEnv, 'mailgun', emulator.reporter.sign({ message, event: 'bounced' })),
    ),
  );
  await eventually('it is suppressed', async () => (await listed()).length === 1);
});
