import type { ServerResponse } from 'node:http';
import { readEnv, type Service } from '@subjectline/bus';
import { ListMessages, type MessageRecord } from '@subjectline/contracts';
import { connectionsPerAccount } from '@subjectline/providers';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Env, start } from '../app';
import {
  configOf,
  organization,
  publishWordings,
  recordOf,
  sendMessage,
  useSettings,
  verification,
} from '../testing/played-services.fixture';
import { accept, ScriptedVendor } from '../testing/scripted-vendor.fixture';

let testEnv: TestEnvironment;
let vendor: ScriptedVendor;
let service: Service;

beforeAll(async () => {
  [testEnv, vendor] = await Promise.all([startTestEnvironment(), ScriptedVendor.open()]);
  await publishWordings(testEnv);
  const env = readEnv(Env, { ...testEnv.envFor('dispatch'), SUBJECTLINE_MAILGUN_URL: vendor.url });
  service = await start(env, { clock: testEnv.clock, logDestination: testEnv.log });
});
afterAll(async () => {
  await service.close();
  await vendor.close();
  await testEnv.close();
});

/** Plays an operator who keeps a single config of Mailgun, under this key. */
function useAlone(key: string): Promise<void> {
  return useSettings(testEnv, {
    notification_service_type: 'mailgun',
    active_channels: ['email'],
    providers: [configOf(testEnv, 'mailgun', { key })],
  });
}

async function recordsAbout(about: string): Promise<readonly MessageRecord[]> {
  return (await testEnv.bus.ask(ListMessages, { organization, about, page: 1, size: 100 })).items;
}

describe('an account whose config is deleted', () => {
  it('finishes what it has begun, and begins nothing for what waits for it', async () => {
    await useAlone('first');
    const open: ServerResponse[] = [];
    vendor.answer = (response) => void open.push(response);
    const about = 'pri_1';
    await Promise.all(
      Array.from({ length: 90 }, () => sendMessage(testEnv, 'privacy_request_receipt', { about })),
    );
    const underWay = connectionsPerAccount - 2;
    await eventually('its connections are in use', () => open.length === underWay);
    await useAlone('second');
    vendor.answer = accept;
    const code = await sendMessage(testEnv, verification.kind, verification.options);
    expect(await recordOf(testEnv, code.id, 'sent')).toMatchObject({ provider_key: 'second' });
    for (const response of open) accept(response);
    const keys = await eventually('all are sent', async () => {
      const sent = (await recordsAbout(about)).filter(({ state }) => state === 'sent');
      return sent.length === 90 && sent.map(({ provider_key }) => provider_key);
    });
    expect(keys.filter((key) => key === 'first')).toHaveLength(underWay);
    expect(keys.filter((key) => key === 'second')).toHaveLength(90 - underWay);
  });
});
