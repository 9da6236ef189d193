import { readEnv } from '@subjectline/bus';
import {
  defaultOrganization,
  PublishedWordings,
  ReadMessage,
  SendNotice,
  Settings,
  type MessageHistory,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { expect, it, onTestFinished } from 'vitest';
import { Env, start } from '../app';
import { HoldingProxy } from '../testing/holding-proxy.fixture';
import { configOf, newTask, publishWording, useSettings } from '../testing/played-services.fixture';

/*
 * NATS has lost its data, and an owner publishes everything again while dispatch asks whether it has: what dispatch did
 * not find before may be there by the time that it hears that everything is.
 */

const organization = 'acme';
const kind = 'privacy_request_receipt';

/** Plays templates: what tells that all wordings are there comes last. */
async function publishEveryWording(testEnv: TestEnvironment): Promise<void> {
  await publishWording(testEnv, kind, 'en', 'We have your request.');
  await publishWording(testEnv, 'subject_identity_verification', 'en', 'Your code is {{code}}.');
}

/** Plays config, in the same way. */
async function publishEverySetting(testEnv: TestEnvironment): Promise<void> {
  await useSettings(testEnv, {
    organization,
    notification_service_type: 'inbox',
    active_channels: ['email'],
    providers: [configOf(testEnv, 'inbox', {}, organization)],
  });
  await useSettings(testEnv, { organization: defaultOrganization });
}

const owners = {
  templates: { state: PublishedWordings, publish: publishEveryWording, before: publishEverySetting },
  config: { state: Settings, publish: publishEverySetting, before: publishEveryWording },
};

it.each([
  ['templates', 1],
  ['templates', 2],
  ['templates', 3],
  ['config', 1],
  ['config', 2],
  ['config', 3],
] as const)(
  'a message is sent though %s publishes everything while read %d of it is on its way',
  async (owner, read) => {
    const { state, publish, before } = owners[owner];
    const testEnv = await startTestEnvironment();
    onTestFinished(() => testEnv.close());
    await before(testEnv);
    let hasPublished = false;
    const proxy = await HoldingProxy.open(testEnv.natsUrlFor('dispatch'), state.bucket, read, async () => {
      await publish(testEnv);
      hasPublished = true;
    });
    onTestFinished(() => proxy.close());
    const env = readEnv(Env, { ...testEnv.envFor('dispatch'), NATS_URL: proxy.url });
    const service = await start(env, { logDestination: testEnv.log });
    onTestFinished(() => service.close());
    const task = newTask(testEnv, kind, { organization });
    await testEnv.bus.send(SendNotice, task, { id: task.id });
    const isOver = ({ state: now }: MessageHistory) => now !== 'queued' && now !== 'sending';
    const history = await eventually('it has ended', async () => {
      const found = await testEnv.bus.ask(ReadMessage, { organization, id: task.id }).catch(() => null);
      return found && isOver(found) && found;
    });
    expect(hasPublished).toBe(true);
    expect(history).toMatchObject({ state: 'sent', reason: null });
  },
);
