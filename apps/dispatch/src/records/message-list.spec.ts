import {
  CancelMessage,
  ListMessages,
  newId,
  searchedAddressContext,
  SendMessages,
  type Address,
  type ListMessagesRequest,
  type MessageRecords,
} from '@subjectline/contracts';
import { readTables } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  newAddress,
  newTask,
  organization,
  recordOf,
  sendMessage,
  useProvider,
  type MessageOptions,
} from '../testing/played-services.fixture';
import { Vendors } from '../testing/dispatch.fixture';

let vendors: Vendors;

beforeAll(async () => {
  vendors = await Vendors.open();
});
beforeEach(() => useProvider(vendors.testEnv, 'mailgun'));
afterEach(() => vendors.emulator.forget());
afterAll(() => vendors.close());

const notice = 'privacy_request_receipt';
const hourMs = 3_600_000;

function list(filter: Partial<ListMessagesRequest>): Promise<MessageRecords> {
  return vendors.testEnv.bus.ask(ListMessages, { organization, page: 1, size: 50, ...filter });
}
const idsOf = async (filter: Partial<ListMessagesRequest>) => (await list(filter)).items.map(({ id }) => id);

/** The ids of the messages to an address. */
function idsTo(address: Address, owner = organization): Promise<string[]> {
  const sealed_address = vendors.testEnv.keys.sealJson(address, searchedAddressContext(owner));
  return idsOf({ organization: owner, sealed_address });
}

async function sent(options: MessageOptions = {}): Promise<string> {
  const { id } = await sendMessage(vendors.testEnv, notice, options);
  await recordOf(vendors.testEnv, id, 'sent');
  return id;
}

describe('messages', () => {
  it('are found by the address that they went to, and by no other', async () => {
    const to = newAddress();
    const ids = [await sent({ to }), await sent({ to, locale: 'fr' })];
    await sent({ to: newAddress() });
    const { email = '', phone_number = '' } = to;
    expect(await idsTo({ email })).toEqual(ids.toReversed());
    expect(await idsTo({ email: email?.toUpperCase() ?? null })).toEqual(ids.toReversed());
    expect(await idsTo({ email, phone_number })).toEqual(ids.toReversed());
    // they went by email
    expect(await idsTo({ phone_number })).toEqual([]);
    expect(await idsTo({ email: `x${email}` })).toEqual([]);
    expect(await idsTo({ email }, 'another-one')).toEqual([]);
    const rows = JSON.stringify([...(await readTables(vendors.testEnv.databaseUrl))]);
    expect(rows).toContain(ids[0]);
    expect(rows).not.toContain(email);
  });

  it('are found by either address as long as they have no channel', async () => {
    const to = newAddress();
    const { email = '', phone_number = '' } = to;
    await useProvider(vendors.testEnv, null);
    const { id: skipped } = await sendMessage(vendors.testEnv, notice, { to });
    await recordOf(vendors.testEnv, skipped, 'skipped');
    const expires_at = new Date(vendors.testEnv.clock.nowMs() - 1).toISOString();
    const { id: expired } = await sendMessage(vendors.testEnv, notice, { to, expires_at, channel: 'sms' });
    await recordOf(vendors.testEnv, expired, 'expired');
    expect(await idsTo({ email })).toEqual([skipped]);
    expect(await idsTo({ phone_number })).toEqual([expired, skipped]);
    const { organization: _owner, ...scheduled } = newTask(vendors.testEnv, notice, {
      to,
      send_at: new Date(vendors.testEnv.clock.nowMs() + hourMs).toISOString(),
    });
    await vendors.testEnv.bus.ask(SendMessages, { organization, messages: [scheduled] });
    expect(await idsTo({ phone_number })).toEqual([scheduled.id, expired, skipped]);
    await useProvider(vendors.testEnv, 'mailgun');
    vendors.testEnv.clock.advance(hourMs);
    await recordOf(vendors.testEnv, scheduled.id, 'sent');
    expect(await idsTo({ phone_number })).toEqual([expired, skipped]);
    expect(await idsTo({ email })).toEqual([scheduled.id, skipped]);
  });

  it('are found while they are held, and once they were canceled', async () => {
    const to = newAddress();
    vendors.emulator.behave({ answer: 401 });
    const ids: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      const { id } = await sendMessage(vendors.testEnv, notice, { to });
      ids.push(id);
      await recordOf(vendors.testEnv, id, 'queued');
    }
    const [first = ''] = ids;
    await vendors.testEnv.bus.ask(CancelMessage, { organization, id: first, canceled_by: 'ada' });
    expect(await idsTo(to)).toEqual(ids.toReversed());
    vendors.emulator.forget();
    await useProvider(vendors.testEnv, 'mailgun', 2);
    for (const id of ids.slice(1)) await recordOf(vendors.testEnv, id, 'sent');
  });

  it('are filtered by provider and time', async () => {
    const about = `filtered-${newId('req')}`;
    const ids: string[] = [];
    const times: string[] = [];
    for (const provider of ['mailgun', 'twilio_email', 'mailgun'] as const) {
      vendors.testEnv.clock.advance(hourMs);
      await useProvider(vendors.testEnv, provider, 3);
      times.push(vendors.testEnv.clock.now().toISOString());
      ids.push(await sent({ about }));
    }
    const [first, second, third] = ids;
    const [firstAt = '', , thirdAt = ''] = times;
    expect(await idsOf({ about })).toEqual([third, second, first]);
    expect(await idsOf({ about, provider_key: 'mailgun' })).toEqual([third, first]);
    expect(await idsOf({ about, service_type: 'twilio_email' })).toEqual([second]);
    expect(await idsOf({ about, created_gt: firstAt, created_lt: thirdAt })).toEqual([second]);
    expect(await idsOf({ about, created_gt: firstAt })).toEqual([third, second]);
    expect(await idsOf({ about, delivery: 'delivered' })).toEqual([]);
  });

  it('are paged without a shift, whatever arrives meanwhile', async () => {
    const about = `paged-${newId('req')}`;
    const messages = Array.from({ length: 7 }, () => {
      const { organization: _owner, ...message } = newTask(vendors.testEnv, notice, { about });
      return message;
    });
    for (const message of messages)
      await vendors.testEnv.bus.ask(SendMessages, { organization, messages: [message] });
    const pages: string[][] = [];
    let before: string | undefined;
    do {
      const page = await idsOf({ about, size: 3, ...(before && { before }) });
      pages.push(page);
      before = page.at(-1);
      await sent({ about });
    } while (before);
    const ids = messages.map(({ id }) => id).toReversed();
    expect(pages).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6), []]);
    const unknown = list({ about, before: newId('msg') });
    await expect(unknown).rejects.toMatchObject({ code: 'invalid', problems: [{ path: ['before'] }] });
  });
});
