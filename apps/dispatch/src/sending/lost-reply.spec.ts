import { readEnv, type Service } from '@subjectline/bus';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Env, start } from '../app';
import { CuttableProxy } from '../testing/cuttable-proxy.fixture';
import {
  publishWordings,
  recordOf,
  recordsOf,
  sendMessage,
  useProvider,
  verification,
} from '../testing/played-services.fixture';
import { accept, ScriptedVendor } from '../testing/scripted-vendor.fixture';

/* The connection to the database breaks between the commit of an intent and the reply to it. */

let testEnv: TestEnvironment;
let vendor: ScriptedVendor;
let proxy: CuttableProxy;
let service: Service;

const notice = 'privacy_request_receipt';
const intent = 'insert into messages';

beforeAll(async () => {
  [testEnv, vendor] = await Promise.all([startTestEnvironment(), ScriptedVendor.open()]);
  await publishWordings(testEnv);
  await useProvider(testEnv, 'mailgun');
  const settings = testEnv.envFor('dispatch');
  proxy = await CuttableProxy.open(settings.DATABASE_URL ?? '');
  const env = readEnv(Env, { ...settings, DATABASE_URL: proxy.url, SUBJECTLINE_MAILGUN_URL: vendor.url });
  service = await start(env, { logDestination: testEnv.log });
});
beforeEach(() => {
  vendor.answer = accept;
  vendor.ids.length = 0;
});
afterAll(async () => {
  await service.close();
  await proxy.close();
  await vendor.close();
  await testEnv.close();
});

describe('a message whose intent was written though nothing said so', () => {
  it.each([
    ['a notice', notice, {}],
    ['a code', verification.kind, verification.options],
  ] as const)('is sent, once: %s', async (_what, kind, options) => {
    proxy.loseReplyTo(intent);
    const { id } = await sendMessage(testEnv, kind, options);
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({ attempts: 1 });
    expect(vendor.ids).toEqual([id]);
  });

  it('is sent, once, with all others of its batch', async () => {
    proxy.loseReplyTo(intent, { times: 3 });
    const tasks = await Promise.all(Array.from({ length: 60 }, () => sendMessage(testEnv, notice)));
    const records = await recordsOf(testEnv, tasks, 'sent');
    expect(records.map(({ attempts }) => attempts)).toEqual(Array(60).fill(1));
    expect(vendor.ids.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
  });

  it('is sent, once, though the database is down until its lease is over', async () => {
    proxy.loseReplyTo(intent, { cuts: true });
    const { id } = await sendMessage(testEnv, notice);
    await testEnv.log.line((line) => line.includes('lease round failed; retrying'));
    const expired = await testEnv.rows(
      `update dispatch.messages set lease_until = now() - interval '1 minute'
       where id = $1 and state = 'sending' returning id`,
      [id],
    );
    expect(expired).toEqual([{ id }]);
    proxy.cut(false);
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({ attempts: 1 });
    expect(vendor.ids).toEqual([id]);
  });
});
