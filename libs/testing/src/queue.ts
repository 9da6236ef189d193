import {
  check,
  messageContext,
  SealedContent,
  type SendMessageTask,
  type Task,
} from '@subjectline/contracts';
import { consumerOfTask, decode } from '@subjectline/bus';
import { eventually } from './eventually';
import type { TestEnvironment } from './test-environment';

/** Takes the next task of a queue, playing the service that would do it. Fails when none comes in time. */
export async function takeTask<Payload extends object>(
  testEnv: TestEnvironment,
  task: Task<Payload>,
  deadlineMs = 60_000,
): Promise<Payload> {
  const { stream, durable } = consumerOfTask(task);
  const { consumers } = testEnv.bus.connection.jetstream();
  // asked for anew every few seconds: a broker that is killed forgets who waits, and its consumers may be recreated
  const message = await eventually(
    `a ${task.subject} is there`,
    async () => (await consumers.get(stream, durable)).next({ expires: 5_000 }),
    deadlineMs,
  );
  // the next thing a spec does may be to kill the broker: an ack that it has not stored would bring the task back
  await message.ackAck();
  return check(task.payload, decode(message.data));
}

/** Takes the next task of several queues that carry the same. */
export async function takeAnyTask<Payload extends object>(
  testEnv: TestEnvironment,
  tasks: readonly Task<Payload>[],
  deadlineMs = 60_000,
): Promise<Payload> {
  const waiting = await eventually(
    `a task is in one of ${tasks.length} queues`,
    async () => {
      const counts = await Promise.all(tasks.map((task) => countTasks(testEnv, task)));
      return tasks.find((_task, index) => (counts[index] ?? 0) > 0);
    },
    deadlineMs,
  );
  return takeTask(testEnv, waiting, deadlineMs);
}

/**
 * How many tasks wait in a queue or have not been acknowledged: the stream drops those that are done. What a consumer
 * says of itself lags behind what was published.
 */
export async function countTasks(testEnv: TestEnvironment, task: Task<object>): Promise<number> {
  const { stream } = consumerOfTask(task);
  // asks for the stream alone: without this, first for the account each time
  const manager = await testEnv.bus.connection.jetstreamManager({ checkAPI: false });
  const { state } = await manager.streams.info(stream, { subjects_filter: task.subject });
  return state.subjects?.[task.subject] ?? 0;
}

/** What a message says and to whom. */
export function openContent(
  testEnv: TestEnvironment,
  { organization, id, sealed_content }: SendMessageTask,
): SealedContent {
  return check(SealedContent, testEnv.keys.openJson(sealed_content, messageContext(organization, id)));
}
