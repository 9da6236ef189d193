import { readEnv, type Service } from '@subjectline/bus';
import { ReadMessage, SendCode } from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Env, start } from '../app';
import {
  newTask,
  organization,
  publishWordings,
  useProvider,
  verification,
} from '../testing/played-services.fixture';
import { accept, ScriptedVendor } from '../testing/scripted-vendor.fixture';

let testEnv: TestEnvironment;
let vendor: ScriptedVendor;
let service: Service;

beforeAll(async () => {
  [testEnv, vendor] = await Promise.all([startTestEnvironment(), ScriptedVendor.open()]);
  await publishWordings(testEnv);
  await useProvider(testEnv, 'mailgun');
  const env = readEnv(Env, { ...testEnv.envFor('dispatch'), SUBJECTLINE_MAILGUN_URL: vendor.url });
  service = await start(env, { clock: testEnv.clock, logDestination: testEnv.log });
});
afterAll(async () => {
  await service.close();
  await vendor.close();
  await testEnv.close();
});

const newCodes = (count: number) =>
  Array.from({ length: count }, () => newTask(testEnv, verification.kind, verification.options));

describe('a vendor that takes codes', () => {
  it('and answers after 10.5 seconds gets each once; one that never answers gets no more than two copies', async () => {
    const [slow, unanswered] = [newCodes(20), newCodes(3)];
    const silent = new Set(unanswered.map(({ id }) => id));
    vendor.answer = (response, id) => {
      if (!silent.has(id)) setTimeout(() => accept(response), 10_500);
    };
    const tasks = [...slow, ...unanswered];
    await Promise.all(tasks.map((task) => testEnv.bus.send(SendCode, task, { id: task.id })));
    const historyOf = (id: string) => testEnv.bus.ask(ReadMessage, { organization, id });
    await eventually(
      'all are settled',
      async () => {
        // real time is what a call may take; the waits between tries are played
        testEnv.clock.advance(1_000);
        const all = await Promise.all(tasks.map(({ id }) => historyOf(id)));
        return all.every(({ state }) => state === 'sent' || state === 'unknown');
      },
      120_000,
    );
    for (const { id } of slow) {
      expect(await historyOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
      expect(vendor.ids.filter((one) => one === id)).toHaveLength(1);
    }
    for (const { id } of unanswered) {
      const { state, tries } = await historyOf(id);
      expect([state, ...tries.map(({ outcome }) => outcome)]).toEqual(['unknown', 'unknown', 'unknown']);
      expect(vendor.ids.filter((one) => one === id)).toHaveLength(2);
    }
  });
});
