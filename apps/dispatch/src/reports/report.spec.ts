import { readEnv, type Service } from '@subjectline/bus';
import {
  ListMessages,
  MessageReported,
  ReadMessage,
  type DeliveryStatus,
  type MessageHistory,
  type MessageReportedEvent,
  type ReceivedReports,
  type SendMessageTask,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import {
  mailchimpEvent,
  mailgunEvent,
  sendgridEvent,
  signMailchimp,
  signMailgun,
  signSendgrid,
  signSubscription,
  snsTopic,
  startEmulator,
  type EmulatedMessage,
  type Emulator,
  type ReportEvent,
  type SignedReport,
} from '@subjectline/testing/emulator';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Env, start } from '../app';
import {
  newAddress,
  organization,
  publishWordings,
  recordOf,
  sendMessage,
  useSettings,
} from '../testing/played-services.fixture';
import {
  addressOf,
  publicUrl,
  receive,
  reportingConfig,
  reportingTypes,
  urlOf,
  vendorsOf,
  type ReportingType,
} from '../testing/reports.fixture';

const notice = 'privacy_request_receipt';
const other = 'acme';
let testEnv: TestEnvironment;
let emulator: Emulator;
let services: Service[];
const events: MessageReportedEvent[] = [];
const heard = new Set<string>();

async function useReporting(serviceType: ReportingType, owner = organization): Promise<void> {
  if (serviceType !== 'twilio_text') emulator.reportTo(vendorsOf[serviceType], urlOf(serviceType));
  await useSettings(testEnv, {
    organization: owner,
    notification_service_type: serviceType,
    active_channels: [serviceType === 'twilio_text' ? 'sms' : 'email'],
    providers: [
      reportingConfig(testEnv, emulator.reporter.keys, serviceType, { owner }),
      reportingConfig(testEnv, emulator.reporter.keys, serviceType, { owner, key: 'second' }),
    ],
  });
}

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  await publishWordings(testEnv);
  const urls = ['MAILGUN', 'SENDGRID', 'TWILIO', 'MAILCHIMP', 'SES'].map((name) => [
    `SUBJECTLINE_${name}_URL`,
    emulator.url,
  ]);
  const settings = { ...Object.fromEntries(urls), SUBJECTLINE_PUBLIC_URL: publicUrl };
  const env = readEnv(Env, { ...testEnv.envFor('dispatch'), ...settings });
  const options = { clock: testEnv.clock, logDestination: testEnv.log };
  // two replicas: what one has stored, the other knows
  services = await Promise.all([start(env, options), start(env, options)]);
  testEnv.bus.connection.subscribe(MessageReported.subject, {
    callback: (_error, message) => {
      // what is published again under its id is stored once: no consumer hears it twice
      const id = message.headers?.get('Nats-Msg-Id') ?? '';
      if (!heard.has(id)) events.push(message.json());
      heard.add(id);
    },
  });
});
beforeEach(() => emulator.reportByItself(false));
afterEach(() => {
  emulator.forget();
  events.length = 0;
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.close()));
  await emulator.close();
  await testEnv.close();
});

interface SentMessage {
  readonly task: SendMessageTask;
  readonly mail: EmulatedMessage;
}

async function sent(owner = organization): Promise<SentMessage> {
  const before = emulator.messages().length;
  const task = await sendMessage(testEnv, notice, { about: 'pri_1', organization: owner, to: newAddress() });
  await eventually('it is sent', async () => (await historyOf(task))?.state === 'sent');
  const mail = emulator.messages()[before];
  if (!mail) throw new Error('nothing arrived');
  return { task, mail };
}

async function historyOf({ id, organization: owner }: SendMessageTask): Promise<MessageHistory | null> {
  return testEnv.bus.ask(ReadMessage, { organization: owner, id }).catch(() => null);
}

const deliveryOf = async (task: SendMessageTask) => (await historyOf(task))?.delivery ?? null;

/** As the vendor sends it, to the address that it knows. */
function report(serviceType: ReportingType, mail: EmulatedMessage, call: SignedReport, owner = organization) {
  const url = addressOf(mail);
  return receive(testEnv, serviceType, call, { owner, ...(url && { url }) });
}

/** Reports that are one and the same name one time. */
const startedAt = new Date();
const signed = (mail: EmulatedMessage, event: ReportEvent, eventId?: string): SignedReport =>
  emulator.reporter.sign({ message: mail, event, ...(eventId && { eventId, at: startedAt }) });

describe.each(reportingTypes)('reports of %s', (serviceType) => {
  beforeEach(() => useReporting(serviceType));

  it('say the outcome of a message, in its record, its history and an event', async () => {
    const { task, mail } = await sent();
    expect(mail.vendor).toBe(vendorsOf[serviceType]);
    expect(await historyOf(task)).toMatchObject({ state: 'sent', delivery: null, reports: [] });
    expect(await report(serviceType, mail, signed(mail, 'accepted'))).toEqual({
      verdict: 'accepted',
      stored: 1,
    });
    expect(await report(serviceType, mail, signed(mail, 'bounced'))).toEqual({
      verdict: 'accepted',
      stored: 1,
    });
    const reason = 'recipient_invalid';
    const bounced = { status: 'bounced', bounce: 'hard', reason } as const;
    const history = await historyOf(task);
    expect(history).toMatchObject({
      state: 'sent',
      delivery: bounced,
      reports: [{ status: 'accepted', provider_key: serviceType }, bounced],
    });
    const deliveredAs = async (delivery: DeliveryStatus) => {
      const filter = { delivery, provider_key: serviceType, page: 1, size: 100 };
      const { items } = await testEnv.bus.ask(ListMessages, { organization, ...filter });
      return items.map(({ id }) => id);
    };
    expect(await deliveredAs('bounced')).toContain(task.id);
    // an earlier report
    expect(await deliveredAs('accepted')).not.toContain(task.id);
    const said = await eventually('it is told', () =>
      events.find(({ message_id, status }) => message_id === task.id && status === 'bounced'),
    );
    expect(said).toMatchObject({
      organization,
      message_id: task.id,
      kind: notice,
      about: 'pri_1',
      state: 'sent',
      ...bounced,
    });
    for (const words of [JSON.stringify(history), JSON.stringify(events), testEnv.log.text])
      for (const address of [mail.to, 'no such user']) expect(words).not.toContain(address);
  });

  it('change nothing when they are repeated, even all at once', async () => {
    const { task, mail } = await sent();
    const calls = Array.from({ length: 12 }, () => signed(mail, 'delivered', 'one-event'));
    const [first = calls[0]] = calls;
    const answers = await Promise.all(
      [...calls, first, first].map((call) => call && report(serviceType, mail, call)),
    );
    expect(answers.every((answer) => answer?.verdict === 'accepted')).toBe(true);
    expect(answers.reduce((sum, answer) => sum + (answer?.stored ?? 0), 0)).toBe(1);
    expect(await historyOf(task)).toMatchObject({ reports: [{ status: 'delivered' }] });
    const told = () => events.filter(({ message_id }) => message_id === task.id);
    await eventually('it is told', () => told().length > 0);
    expect(told()).toHaveLength(1);
  });

  it('of another organization, or for another config, say nothing', async () => {
    await useReporting(serviceType, other);
    const { task, mail } = await sent();
    const stranger = await sent(other);
    const toOther = receive(testEnv, serviceType, signFor(stranger.mail, mail), {
      owner: other,
      ...(addressOf(stranger.mail) && { url: addressOf(stranger.mail)?.replace(stranger.task.id, task.id) }),
    });
    expect(await toOther).toMatchObject({ stored: 0 });
    if (serviceType !== 'twilio_text') {
      const call = emulator.reporter.sign({
        message: mail,
        event: 'bounced',
        url: urlOf(serviceType, 'second'),
      });
      const second = receive(testEnv, serviceType, call, { key: 'second' });
      expect(await second).toEqual({ verdict: 'accepted', stored: 0 });
    }
    expect([await deliveryOf(task), await deliveryOf(stranger.task)]).toEqual([null, null]);
  });

  it('are refused for what is not there, as if they were forged', async () => {
    const { mail } = await sent();
    const call = signed(mail, 'bounced');
    for (const place of [{ owner: 'nowhere' }, { owner: 'No Where' }, { key: 'no-such-config' }])
      expect(await receive(testEnv, serviceType, call, place)).toEqual({ verdict: 'refused', stored: 0 });
  });

  it('are refused, or change nothing, wherever a byte of them differs', async () => {
    const { task, mail } = await sent();
    const call = signed(mail, 'delivered');
    expect(await report(serviceType, mail, call)).toMatchObject({ stored: 1 });
    const answers: ReceivedReports[] = [];
    // as many at once as the gateway lets through
    for (let first = 0; first < 200; first += 20) {
      const some = Array.from({ length: 20 }, (_one, index) => withOtherByte(call, first + index)).filter(
        ({ body }) => signedPartOf(serviceType, body) !== signedPartOf(serviceType, call.body),
      );
      answers.push(...(await Promise.all(some.map((one) => report(serviceType, mail, one)))));
    }
    expect(answers.filter(({ stored }) => stored > 0)).toEqual([]);
    expect(answers.filter(({ verdict }) => verdict === 'accepted')).toEqual([]);
    expect(await historyOf(task)).toMatchObject({
      state: 'sent',
      delivery: { status: 'delivered' },
      reports: [{}],
    });
  });

  /** A report of one message under the address of another. */
  function signFor(own: EmulatedMessage, foreign: EmulatedMessage): SignedReport {
    return emulator.reporter.sign({
      message: { ...foreign, fields: { ...foreign.fields, ...own.fields } },
      event: 'bounced',
      ...(serviceType === 'mailchimp_transactional' && { url: urlOf(serviceType, serviceType, other) }),
    });
  }
});

/** SNS does not sign `UnsubscribeURL` and `SigningCertURL`; no other name has as many letters. */
function signedPartOf(serviceType: ReportingType, body: string): string {
  return serviceType === 'aws_ses' ? body.replaceAll(/"[^"]{14}":"[^"]*"/g, '') : body;
}

/** The same call with one byte of its body, or of a header, changed. */
function withOtherByte({ headers, body }: SignedReport, index: number): SignedReport {
  const at = (index * 7_919) % body.length;
  const letter = body.charAt(at) === 'x' ? 'y' : 'x';
  return { headers, body: body.slice(0, at) + letter + body.slice(at + 1) };
}

describe('reports that come in any order', () => {
  const vendorOrder = ['accepted', 'deferred', 'delivered', 'complained'] as const;
  const orders = permutations(vendorOrder);

  it.each(reportingTypes.filter((type) => type !== 'twilio_text'))(
    'leave the same state with %s',
    async (serviceType) => {
      await useReporting(serviceType);
      for (const [index, order] of orders.entries()) {
        const { task, mail } = await sent();
        const told = order.slice(0, index % 2 === 0 ? 4 : 3);
        for (const event of told) await report(serviceType, mail, signed(mail, event));
        const expected = vendorOrder.findLast((event) => told.includes(event));
        expect(await deliveryOf(task), told.join()).toMatchObject({ status: expected });
      }
    },
  );

  it('leave the same state with twilio_text, whose final word is the last', async () => {
    await useReporting('twilio_text');
    for (const order of permutations(['accepted', 'delivered', 'opened'] as const)) {
      const { task, mail } = await sent();
      for (const event of order) await report('twilio_text', mail, signed(mail, event));
      expect(await deliveryOf(task), order.join()).toMatchObject({ status: 'delivered' });
    }
  });

  it('leave the same state when they come at once', async () => {
    await useReporting('mailgun');
    const { task, mail } = await sent();
    const calls = [...vendorOrder, ...vendorOrder].map((event) =>
      report('mailgun', mail, signed(mail, event)),
    );
    await Promise.all(calls);
    const history = await historyOf(task);
    expect([history?.delivery?.status, history?.reports.length]).toEqual(['complained', 8]);
  });
});

describe('a signature of Mailgun', () => {
  beforeEach(() => useReporting('mailgun'));

  it('is good for one event', async () => {
    const { task, mail } = await sent();
    const call = signed(mail, 'delivered');
    await report('mailgun', mail, call);
    const { signature } = JSON.parse(call.body) as { signature: object };
    const attached = {
      ...call,
      body: JSON.stringify({ signature, 'event-data': mailgunEvent({ message: mail, event: 'complained' }) }),
    };
    expect(await report('mailgun', mail, attached)).toEqual({ verdict: 'refused', stored: 0 });
    expect(await report('mailgun', mail, call)).toEqual({ verdict: 'accepted', stored: 0 });
    expect(await deliveryOf(task)).toMatchObject({ status: 'delivered' });
  });

  it.each([
    ['before three days', 'refused', -3.1 * 86_400_000],
    ['two days ago', 'accepted', -2 * 86_400_000],
    ['in two hours', 'refused', 2 * 3_600_000],
    ['in a minute', 'accepted', 60_000],
  ])('made %s is %s', async (_when, verdict, leadMs) => {
    const { mail } = await sent();
    const at = new Date(testEnv.clock.nowMs() + leadMs);
    const call = signMailgun(
      mailgunEvent({ message: mail, event: 'delivered' }),
      emulator.reporter.keys.mailgun,
      at,
    );
    expect(await report('mailgun', mail, call)).toMatchObject({ verdict });
  });

  it('does not cover its event, which has to fit our record', async () => {
    const { task, mail } = await sent();
    const { mail: another } = await sent();
    const mixed = { ...mail, id: another.id };
    expect(await report('mailgun', mail, signed(mixed, 'bounced'))).toEqual({
      verdict: 'accepted',
      stored: 0,
    });
    expect(await deliveryOf(task)).toBeNull();
  });
});

describe('a list of SendGrid', () => {
  beforeEach(() => useReporting('twilio_email'));

  it('holds what other messages and systems did, and things that cannot be read', async () => {
    const [one, two] = [await sent(), await sent()];
    const foreign = { ...one.mail, fields: { custom_args: { subjectline_id: `msg_${'0'.repeat(36)}` } } };
    const list = [
      sendgridEvent({ message: foreign, event: 'bounced' }),
      { event: 'account_status_change', type: 'compliance_suspend', timestamp: 1 },
      sendgridEvent({ message: one.mail, event: 'delivered' }),
      {
        ...sendgridEvent({ message: one.mail, event: 'delivered' }),
        subjectline_id: "msg_'; drop table messages; --",
      },
      sendgridEvent({ message: two.mail, event: 'bounced' }),
      sendgridEvent({ message: two.mail, event: 'opened' }),
    ];
    const call = signSendgrid(list, emulator.reporter.keys.sendgridPrivateKey);
    expect(await receive(testEnv, 'twilio_email', call)).toEqual({ verdict: 'accepted', stored: 2 });
    expect([await deliveryOf(one.task), await deliveryOf(two.task)]).toMatchObject([
      { status: 'delivered' },
      { status: 'bounced' },
    ]);
  });

  it('of a thousand events is stored as one', async () => {
    const messages = [await sent(), await sent(), await sent()];
    const list = Array.from({ length: 1_000 }, (_one, index) => {
      const { mail } = messages[index % 3] ?? { mail: undefined };
      return mail ? sendgridEvent({ message: mail, event: 'deferred', eventId: `event-${index % 300}` }) : {};
    });
    const call = signSendgrid(list, emulator.reporter.keys.sendgridPrivateKey);
    expect(await receive(testEnv, 'twilio_email', call)).toEqual({ verdict: 'accepted', stored: 300 });
  });
});

describe('AWS SES', () => {
  beforeEach(() => useReporting('aws_ses'));

  it('has its subscription confirmed, and by no other topic', async () => {
    emulator.reportTo('ses', null);
    const { sns } = emulator.reporter.keys;
    const address = urlOf('aws_ses');
    const token = Buffer.from(address).toString('hex');
    const stranger = signSubscription(token, sns, {
      topic: snsTopic.replace('123456789012', '210987654321'),
    });
    expect(await receive(testEnv, 'aws_ses', stranger)).toEqual({ verdict: 'refused', stored: 0 });
    expect(emulator.reporter.registered('ses')).toBeNull();
    const ours = signSubscription(token, sns);
    const moved = { ...ours, body: ours.body.replace(/"SubscribeURL":"https:/, '"SubscribeURL":"http:') };
    expect(await receive(testEnv, 'aws_ses', moved)).toEqual({ verdict: 'refused', stored: 0 });
    for (const call of [ours, ours])
      expect(await receive(testEnv, 'aws_ses', call)).toEqual({ verdict: 'accepted', stored: 0 });
    expect(emulator.reporter.registered('ses')).toBe(address);
  });

  it.each([
    ['before three days', 'refused', -3.1 * 86_400_000],
    ['two days ago', 'accepted', -2 * 86_400_000],
    ['in two hours', 'refused', 2 * 3_600_000],
  ])('is heard by when it signed: %s is %s', async (_when, verdict, leadMs) => {
    const { mail } = await sent();
    const at = new Date(testEnv.clock.nowMs() + leadMs);
    const call = emulator.reporter.sign({ message: mail, event: 'delivered', at });
    expect(await report('aws_ses', mail, call)).toMatchObject({ verdict });
  });
});

describe('a list of Mailchimp', () => {
  beforeEach(() => useReporting('mailchimp_transactional'));

  it('holds what other messages did, and things that cannot be read', async () => {
    const [one, two] = [await sent(), await sent()];
    const list = [
      { type: 'reject', action: 'add', reject: { email: one.mail.to, reason: 'hard-bounce' }, ts: 1 },
      mailchimpEvent({ message: one.mail, event: 'delivered' }),
      { ...mailchimpEvent({ message: one.mail, event: 'complained' }), event: ['spam'] },
      mailchimpEvent({ message: { ...one.mail, id: two.mail.id }, event: 'complained' }),
      mailchimpEvent({ message: two.mail, event: 'bounced' }),
      mailchimpEvent({ message: two.mail, event: 'opened' }),
      null,
    ] as object[];
    const { mailchimp } = emulator.reporter.keys;
    const call = signMailchimp(list, mailchimp, urlOf('mailchimp_transactional'));
    expect(await report('mailchimp_transactional', one.mail, call)).toEqual({
      verdict: 'accepted',
      stored: 2,
    });
    expect([await deliveryOf(one.task), await deliveryOf(two.task)]).toMatchObject([
      { status: 'delivered' },
      { status: 'bounced' },
    ]);
  });
});

describe('what is kept of reports', () => {
  it('goes with its message, and used tokens after four days', async () => {
    await useReporting('mailgun');
    const { task, mail } = await sent();
    await report('mailgun', mail, signed(mail, 'delivered'));
    const client = new Client({ connectionString: testEnv.databaseUrl });
    await client.connect();
    const count = async (table: string) =>
      (await client.query<{ count: number }>(`select count(*)::int from dispatch.${table}`)).rows[0]?.count ??
      -1;
    try {
      expect(await count('report_tokens')).toBeGreaterThan(0);
      await client.query('delete from dispatch.messages where id = $1', [task.id]);
      const { rowCount } = await client.query('select from dispatch.delivery_reports where message_id = $1', [
        task.id,
      ]);
      expect(rowCount).toBe(0);
      testEnv.clock.advance(5 * 86_400_000);
      await eventually('the tokens are gone', async () => (await count('report_tokens')) === 0);
    } finally {
      await client.end();
    }
  });
});

describe('Twilio', () => {
  it('is told where to report each message, and to try again', async () => {
    await useReporting('twilio_text');
    const { task, mail } = await sent();
    expect(mail.fields['StatusCallback']).toBe(
      `${publicUrl}/webhooks/default/twilio_text/twilio_text?subjectline_id=${task.id}#rc=3&rp=5xx,ct,rt`,
    );
  });

  it('gets a message without that address if it refuses the address', async () => {
    await useReporting('twilio_text');
    emulator.behave({ vendor: 'twilio', answer: 400, code: 21609, times: 1 });
    const { task, mail } = await sent();
    expect(mail.fields['StatusCallback']).toBeUndefined();
    expect(await recordOf(testEnv, task.id, 'sent')).toMatchObject({ attempts: 1 });
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_one, place) => place !== index)).map((rest) => [item, ...rest]),
  );
}
