import { readEnv, type Service } from '@subjectline/bus';
import { ReadMessage, type MessageHistory } from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import {
  mailgunEvent,
  ReportKeys,
  signMailgun,
  type EmulatedMessage,
  type ReportEvent,
} from '@subjectline/testing/emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Env, start } from '../app';
import {
  newAddress,
  organization,
  publishWordings,
  recordOf,
  sendMessage,
  useSettings,
  verification,
} from '../testing/played-services.fixture';
import { receive, reportingConfig } from '../testing/reports.fixture';
import { accept, ScriptedVendor } from '../testing/scripted-vendor.fixture';

const notice = 'privacy_request_receipt';
const keys = new ReportKeys();
let testEnv: TestEnvironment;
let vendor: ScriptedVendor;
let service: Service;
let version = 0;

beforeAll(async () => {
  [testEnv, vendor] = await Promise.all([startTestEnvironment(), ScriptedVendor.open()]);
  await publishWordings(testEnv);
  const env = readEnv(Env, { ...testEnv.envFor('dispatch'), SUBJECTLINE_MAILGUN_URL: vendor.url });
  service = await start(env, { logDestination: testEnv.log });
});
// a new version for each, so that earlier findings about the account do not count
beforeEach(async () => {
  const config = reportingConfig(testEnv, keys, 'mailgun', { version: (version += 1) });
  await useSettings(testEnv, {
    notification_service_type: 'mailgun',
    active_channels: ['email'],
    providers: [config],
  });
});
afterAll(async () => {
  await service.close();
  await vendor.close();
  await testEnv.close();
});

const vendorId = '20260302093001.1.5C3A@mg.example.com';

async function report(id: string, event: ReportEvent): Promise<void> {
  const message: EmulatedMessage = {
    vendor: 'mailgun',
    id: vendorId,
    from: 'mailgun@mg.example.com',
    to: 'ana@example.com',
    fields: { 'v:subjectline_id': id },
    at: new Date().toISOString(),
  };
  const call = signMailgun(mailgunEvent({ message, event }), keys.mailgun);
  expect(await receive(testEnv, 'mailgun', call)).toEqual({ verdict: 'accepted', stored: 1 });
}

const historyOf = (id: string): Promise<MessageHistory> => testEnv.bus.ask(ReadMessage, { organization, id });

describe('a message of which it is unknown whether it was sent', () => {
  it.each([
    ['accepted', 'sent', null],
    ['delivered', 'sent', null],
    ['bounced', 'sent', null],
    ['complained', 'sent', null],
    ['rejected', 'failed', 'refused'],
  ] as const)('is settled by a report: %s → %s', async (event, state, reason) => {
    vendor.answer = ({ socket }) => void socket?.destroy();
    const { id } = await sendMessage(testEnv, notice, { to: newAddress() });
    await recordOf(testEnv, id, 'unknown');
    await report(id, event);
    expect(await historyOf(id)).toMatchObject({ state, reason, provider_message_id: vendorId, attempts: 1 });
  });

  it.each([
    ['delivered', 'sent'],
    ['rejected', 'failed'],
  ] as const)('is settled by a report that came before: %s → %s', async (event, state) => {
    vendor.answer = ({ socket }, id) => void report(id, event).finally(() => socket?.destroy());
    const { id } = await sendMessage(testEnv, notice, { to: newAddress() });
    await recordOf(testEnv, id, state);
    expect(await historyOf(id)).toMatchObject({
      tries: [{ outcome: 'unknown' }],
      reports: [{ status: event }],
    });
  });

  it('is not sent once more if its vendor has reported on it, a code included', async () => {
    const before = vendor.reached;
    vendor.answer = ({ socket }, id) => void report(id, 'accepted').finally(() => socket?.destroy());
    const { id } = await sendMessage(testEnv, verification.kind, {
      ...verification.options,
      to: newAddress(),
    });
    await recordOf(testEnv, id, 'sent');
    // its next try would have begun by now
    vendor.answer = accept;
    const { id: later } = await sendMessage(testEnv, verification.kind, {
      ...verification.options,
      to: newAddress(),
    });
    await recordOf(testEnv, later, 'sent');
    expect(vendor.ids.slice(before)).toEqual([id, later]);
  });

  it('is not sent once more if the report comes while its next try waits', async () => {
    const before = vendor.reached;
    vendor.answer = (response) =>
      void response.writeHead(503, { 'retry-after': '100' }).end('{"message":"later"}');
    let isFirst = true;
    const answer = vendor.answer;
    vendor.answer = (response, id) => {
      if (isFirst) response.socket?.destroy();
      else answer(response, id);
      isFirst = false;
    };
    const { id } = await sendMessage(testEnv, verification.kind, {
      ...verification.options,
      to: newAddress(),
    });
    // the second one waits for as long as the vendor has said
    await eventually('two tries', async () => (await historyOf(id).catch(() => null))?.tries.length === 2);
    expect(await historyOf(id)).toMatchObject({ state: 'queued' });
    await report(id, 'delivered');
    expect(await historyOf(id)).toMatchObject({ state: 'sent', next_attempt_at: null });
    expect(vendor.reached - before).toBe(2);
  });
});
