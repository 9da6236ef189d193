import {
  EraseAtVendor,
  erasePersonCalls,
  personContext,
  type Address,
  type VendorErasure,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Client } from 'pg';
import { Vendors } from '../testing/dispatch.fixture';
import {
  configOf,
  newAddress,
  organization,
  recordOf,
  sendMessage,
  useSettings,
} from '../testing/played-services.fixture';

const kind = 'privacy_request_receipt';

let vendors: Vendors;
let to: Address;

beforeAll(async () => {
  vendors = await Vendors.open();
});
beforeEach(async () => {
  to = newAddress();
  vendors.emulator.forget();
  const { testEnv } = vendors;
  const types = ['mailgun', 'twilio_email', 'twilio_text', 'aws_ses'] as const;
  await useSettings(testEnv, {
    notification_service_type: 'twilio_text',
    active_channels: ['sms'],
    providers: types.map((type) => configOf(testEnv, type)),
  });
});
afterAll(() => vendors?.close());

function sought(person: Address, subjects: string[] = []) {
  const sealed_person = vendors.testEnv.keys.sealJson(person, personContext(organization));
  return { organization, sealed_person, subjects };
}

const ask = (key: string, person = to, after: string | null = null) =>
  vendors.testEnv.bus.ask(EraseAtVendor, { ...sought(person), key, after });

/** Every reply until there is no more. */
async function eraseAll(key: string, person = to): Promise<VendorErasure[]> {
  const replies = [await ask(key, person)];
  for (let last = replies[0]; last?.state === 'more'; replies.push(last))
    last = await ask(key, person, last.next);
  return replies;
}

async function send(person = to, about?: string): Promise<string> {
  const options = { to: { phone_number: person.phone_number }, ...(about && { about }) };
  const { id } = await sendMessage(vendors.testEnv, kind, options);
  await recordOf(vendors.testEnv, id, 'sent');
  return id;
}

async function setState(id: string, state: string): Promise<void> {
  const client = new Client({ connectionString: vendors.testEnv.databaseUrl });
  await client.connect();
  await client.query('update dispatch.messages set state = $2 where id = $1', [id, state]);
  await client.end();
}

const nothing = { action: null, reason: null, erased: 0, next: null };

it('deletes the messages of the person at Twilio, however many there are, and of no other', async () => {
  const other = newAddress();
  await send(other);
  for (let count = 0; count < 12; count += 1) await send();
  const replies = await eraseAll('twilio_text');
  const action = 'messages_deleted';
  expect(replies).toEqual([
    { state: 'more', action, reason: null, erased: 10, next: expect.stringMatching(/^msg_/) },
    { state: 'done', action, reason: null, erased: 2, next: null },
  ]);
  expect(vendors.emulator.messages()).toMatchObject([{ to: other.phone_number }]);
  const again = await eraseAll('twilio_text');
  expect(again.map(({ state, erased }) => [state, erased])).toEqual([
    ['more', 0],
    ['done', 0],
  ]);
});

it('finds a message by what it is about, which its record does not tell after the erasure here', async () => {
  const email = to.email ?? '';
  await send(newAddress(), email);
  expect(await ask('twilio_text', { email })).toMatchObject({ state: 'done', erased: 1 });
  const { dispatch } = erasePersonCalls;
  await vendors.testEnv.bus.ask(dispatch, { ...sought({ email }), section: 'messages' });
  expect(await ask('twilio_text', { email })).toEqual({ ...nothing, state: 'done' });
});

it('waits for a message under way, and cancels one that waits', async () => {
  const id = await send();
  const waiting = await sendMessage(vendors.testEnv, kind, {
    to,
    send_at: new Date(vendors.testEnv.clock.nowMs() + 3_600_000).toISOString(),
  });
  await recordOf(vendors.testEnv, waiting.id, 'scheduled');
  await setState(id, 'sending');
  expect(await ask('twilio_text')).toEqual({ ...nothing, state: 'retry' });
  expect(vendors.emulator.erasures()).toEqual([]);
  await recordOf(vendors.testEnv, waiting.id, 'canceled');
  await setState(id, 'sent');
  expect(await ask('twilio_text')).toMatchObject({ state: 'done', erased: 1 });
});

it('erases an address at SendGrid and Mailgun, as it was given and in lower case', async () => {
  const email = to.email ?? '';
  const given = { email: email.replace('ana', 'Ana') };
  vendors.emulator.suppress('complaints', email);
  expect(await ask('twilio_email', given)).toEqual({
    ...nothing,
    state: 'done',
    action: 'erasure_requested',
  });
  const action = 'suppressions_deleted';
  expect(await ask('mailgun', given)).toEqual({ ...nothing, state: 'done', action, erased: 1 });
  expect(await ask('mailgun', given)).toEqual({ ...nothing, state: 'done', action });
  expect(vendors.emulator.erasures()).toEqual([
    { vendor: 'sendgrid', what: 'job', name: given.email },
    { vendor: 'sendgrid', what: 'job', name: email },
    { vendor: 'mailgun', what: 'complaints', name: email },
  ]);
});

it.each([
  ['mailgun', 401, 'refused', 'key_wrong'],
  ['twilio_email', 403, 'refused', 'key_lacks_permission'],
  ['twilio_text', 401, 'refused', 'key_wrong'],
  ['mailgun', 503, 'retry', 'vendor_unavailable'],
  ['twilio_email', 429, 'retry', 'rate_limited'],
  ['twilio_text', 'reset', 'retry', 'vendor_silent'],
] as const)('says of %s, which answers with %s, that it is %s for %s', async (...expected) => {
  const [key, answer, state, reason] = expected;
  await send();
  vendors.emulator.behave({ answer });
  expect(await ask(key)).toEqual({ ...nothing, state, reason });
  expect(vendors.emulator.erasures()).toEqual([]);
  for (const hidden of Object.values(to)) expect(vendors.testEnv.log.text).not.toContain(hidden);
});

it('leaves to an operator what no API is offered for, or no address was given for', async () => {
  const offered = { ...nothing, state: 'not_offered' };
  expect(await ask('aws_ses')).toEqual(offered);
  expect(await ask('nowhere')).toEqual(offered);
  expect(await ask('mailgun', { phone_number: to.phone_number })).toEqual(offered);
});

it('is refused where the settings cannot be used', async () => {
  const broken = configOf(vendors.testEnv, 'mailgun', { sealed_secrets: null });
  await useSettings(vendors.testEnv, { providers: [broken] });
  expect(await ask('mailgun')).toEqual({ ...nothing, state: 'refused', reason: 'settings_unusable' });
});
