import { join } from 'node:path';
import { sendTaskOf, type MessageKindId, type MessageState } from '@subjectline/contracts';
import { connectionsPerAccount } from '@subjectline/providers';
import { eventually, startTestEnvironment, ServiceProcess, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newTask, publishWordings, useProvider, verification } from '../testing/played-services.fixture';

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

/** The number of messages in each final state, once every one of them is in one. */
async function settled(ids: readonly string[]): Promise<{ sent: number; unknown: number }> {
  const statement = 'select state, count(*)::int from dispatch.messages where id = any($1) group by state';
  return eventually('every message is settled', async () => {
    const rows = await testEnv.rows<{ state: MessageState; count: number }>(statement, [ids]);
    const [sent, unknown] = (['sent', 'unknown'] as const).map(
      (state) => rows.find((row) => row.state === state)?.count ?? 0,
    ) as [number, number];
    return sent + unknown === ids.length && { sent, unknown };
  });
}

/** Slow enough that some are still to be sent when others have arrived. */
const leisurely = { vendor: 'mailgun', answer: 'ok', delayMs: 100 } as const;

describe('kill -9', () => {
  it('of dispatch, three times in the middle of notices: none is lost, none goes out twice, few are unknown', async () => {
    emulator.behave({ vendor: 'mailgun', answer: 'ok', delayMs: 5 });
    const ids = await send(300, 'privacy_request_receipt', {});
    for (const after of [40, 100, 160]) {
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
    emulator.behave(leisurely);
    const sending = send(120, verification.kind, verification.options.variables);
    await eventually('some have arrived', () => emulator.messages().length >= 40);
    await dispatch.kill();
    dispatch = await startDispatch();
    const ids = await sending;
    await eventually('all have arrived', () => {
      const counts = arrivals();
      return ids.every((id) => counts.has(id));
    });
    expect((await settled(ids)).sent).toBe(ids.length);
  });

  it('of NATS in the middle: every message that was accepted is sent', async () => {
    emulator.behave(leisurely);
    const sending = send(120, 'privacy_request_receipt', {});
    await eventually('some have arrived', () => emulator.messages().length >= 40);
    testEnv.nats.kill();
    await testEnv.restartNats();
    const ids = await sending;
    const { sent, unknown } = await settled(ids);
    expect({ sent, unknown }).toEqual({ sent: ids.length, unknown: 0 });
    expect([...arrivals().values()].every((count) => count === 1)).toBe(true);
  });
});
