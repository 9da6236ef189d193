import { join } from 'node:path';
import { ListMessages, sendTaskOf, type MessageKindId, type MessageState } from '@subjectline/contracts';
import { connectionsPerAccount } from '@subjectline/providers';
import { eventually, startTestEnvironment, ServiceProcess, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  newTask,
  organization,
  publishWordings,
  useProvider,
  verification,
} from '../testing/played-services.fixture';

const main = join(__dirname, '..', '..', 'dist', 'main.js');

let testEnv: TestEnvironment;
let emulator: Emulator;
let dispatch: ServiceProcess;

function startDispatch(): Promise<ServiceProcess> {
  return ServiceProcess.start(main, {
    ...testEnv.envFor('dispatch'),
    SUBJECTLINE_LOG_LEVEL: 'info',
    SUBJECTLINE_MAILGUN_URL: emulator.url,
  });
}

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  await publishWordings(testEnv);
  await useProvider(testEnv, 'mailgun');
  dispatch = await startDispatch();
});
beforeEach(() => emulator.forget());
afterAll(async () => {
  await dispatch.stop();
  await emulator.close();
  await testEnv.close();
});

/** How often each message has reached the provider. */
function arrivals(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { fields } of emulator.messages()) {
    const id = String(fields['v:subjectline_id']);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

async function send(
  count: number,
  kind: MessageKindId,
  variables: Record<string, string>,
): Promise<string[]> {
  const tasks = Array.from({ length: count }, () => newTask(testEnv, kind, { variables }));
  await Promise.all(
    tasks.map((task) =>
      eventually('it is accepted', () =>
        testEnv.bus.send(sendTaskOf(kind), task, { id: task.id }).then(() => true),
      ),
    ),
  );
  return tasks.map(({ id }) => id);
}

async function total(state: MessageState, ids: ReadonlySet<string>): Promise<number> {
  let found = 0;
  for (let page = 1; ; page += 1) {
    const { items } = await testEnv.bus.ask(ListMessages, { organization, state, page, size: 100 });
    found += items.filter(({ id }) => ids.has(id)).length;
    if (items.length < 100) return found;
  }
}

/** The number of messages in each final state, once every one of them is in one. */
async function settled(ids: readonly string[]): Promise<{ sent: number; unknown: number }> {
  const wanted = new Set(ids);
  return eventually('every message is settled', async () => {
    const [sent, unknown] = [await total('sent', wanted), await total('unknown', wanted)];
    return sent + unknown === ids.length && { sent, unknown };
  });
}

describe('kill -9', () => {
  it('of dispatch, three times in the middle of notices: none is lost, none goes out twice, few are unknown', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 'ok', delayMs: 5 });
    const ids = await send(600, 'privacy_request_receipt', {});
    for (const after of [50, 200, 350]) {
      await eventually('some have arrived', () => emulator.messages().length >= after);
      await dispatch.kill();
      dispatch = await startDispatch();
    }
    const { sent, unknown } = await settled(ids);
    const counts = arrivals();
    expect(sent + unknown).toBe(ids.length);
    // no more than had a connection at each kill
    expect(unknown).toBeLessThanOrEqual(3 * connectionsPerAccount);
    expect([...counts.values()].filter((count) => count > 1)).toEqual([]);
    // whatever is not known to be sent is exactly what is recorded as unknown
    const missing = ids.filter((id) => !counts.has(id));
    expect(missing.length).toBeLessThanOrEqual(unknown);
  });

  it('of dispatch in the middle of codes: every code arrives', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 'ok', delayMs: 5 });
    const sending = send(200, verification.kind, verification.options.variables);
    await eventually('some have arrived', () => emulator.messages().length >= 40);
    await dispatch.kill();
    dispatch = await startDispatch();
    const ids = await sending;
    await eventually('all have arrived', () => ids.every((id) => arrivals().has(id)));
    expect((await settled(ids)).sent).toBe(ids.length);
  });

  it('of NATS in the middle: every message that was accepted is sent', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 'ok', delayMs: 5 });
    const sending = send(200, 'privacy_request_receipt', {});
    await eventually('some have arrived', () => emulator.messages().length >= 40);
    testEnv.nats.kill();
    await testEnv.restartNats();
    const ids = await sending;
    const { sent, unknown } = await settled(ids);
    expect({ sent, unknown }).toEqual({ sent: ids.length, unknown: 0 });
    expect([...arrivals().values()].every((count) => count === 1)).toBe(true);
  });
});
