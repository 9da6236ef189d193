import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  deadLetterHeaders,
  deadLetterStream,
  decode,
  encode,
  requestIdHeader,
  sendDeadLetterAgain,
} from '@subjectline/bus';
import { ApproveAutomatically, BeginAudit, FinishAudit, newId, StartChallenge } from '@subjectline/contracts';
import { Env, start } from '@subjectline/identity';
import { eventually, startTestEnvironment, takeTask, type TestEnvironment } from '@subjectline/testing';
import { headers } from 'nats';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { listDeadLetters, runCommand } from './commands';
import { notRecorded } from '../local/audited';
import { prepareDataFolder } from '../local/secrets';
import { bringUpBroker, prepareBroker } from '../start/servers';
import { readSettings } from '../local/settings';

let testEnv: TestEnvironment;
let folder: string;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  folder = await mkdtemp(join(tmpdir(), 'subjectline-dead-'));
});

beforeEach(async () => {
  const manager = await testEnv.bus.connection.jetstreamManager();
  await manager.streams.purge(deadLetterStream);
});

afterAll(async () => {
  await testEnv.close();
  await rm(folder, { recursive: true, force: true });
});

const task = { organization: 'default', id: 'pri_of-a-person' };

/** A dead letter as the bus buries it once a queue has given up. */
async function bury(payload: object = task): Promise<number> {
  const kept = headers();
  kept.set(deadLetterHeaders.reason, 'the handler failed every time');
  kept.set(deadLetterHeaders.deliveries, '9');
  kept.set(deadLetterHeaders.subject, ApproveAutomatically.subject);
  kept.set(requestIdHeader, 'req_7');
  const jetstream = testEnv.bus.connection.jetstream();
  const { seq } = await jetstream.publish('dead.TASKS.requests--approve', encode(payload), { headers: kept });
  return seq;
}

/** The program itself, in a folder of its own. */
function run(settings: Record<string, string>, ...words: string[]): Promise<{ out: string; error: string }> {
  const program = join(__dirname, '..', '..', 'dist', 'dead-letters', 'main.js');
  const options = { cwd: folder, env: { PATH: process.env['PATH'], ...settings } };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], options, (_failure, out, error) =>
      resolve({ out, error }),
    );
  });
}

describe('dead letters', () => {
  test('are listed with everything but what they say', async () => {
    const sequence = await bury();
    const { out } = await run({ NATS_URL: testEnv.natsUrlFor('provisioner') }, 'list');
    const [head, row] = out.split('\n').map((line) => line.split(/ {2,}/));
    expect(head).toEqual(['sequence', 'died at', 'queue', 'reason', 'deliveries', 'request id', 'payload']);
    expect(row).toEqual([
      String(sequence),
      expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
      'requests--approve',
      'the handler failed every time',
      '9',
      'req_7',
      'kept',
    ]);
    expect(out).not.toContain(task.id);
  });

  test('go back to their queue when they are sent again, and are dead no more', async () => {
    const sequence = await bury();
    expect(await sendDeadLetterAgain(testEnv.bus, sequence)).toBe('sent');
    expect(await takeTask(testEnv, ApproveAutomatically)).toEqual(task);
    expect(await listDeadLetters(testEnv.bus)).toEqual([]);
  });

  test('are one message when two operators send them again at once', async () => {
    const sequence = await bury();
    const manager = await testEnv.bus.connection.jetstreamManager();
    const { state: before } = await manager.streams.info('TASKS');
    await Promise.allSettled([
      sendDeadLetterAgain(testEnv.bus, sequence),
      sendDeadLetterAgain(testEnv.bus, sequence),
    ]);
    const { state: after } = await manager.streams.info('TASKS');
    expect(after.last_seq - before.last_seq).toBe(1);
    await takeTask(testEnv, ApproveAutomatically);
  });

  test('go back all together, but for those whose payload was not kept', async () => {
    const { NATS_URL, DATABASE_URL, SUBJECTLINE_KEYS } = testEnv.envFor('identity');
    const env = Object.assign(new Env(), { NATS_URL, DATABASE_URL, SUBJECTLINE_KEYS });
    const identity = await start(env, { logDestination: testEnv.log });
    await testEnv.bus.publish(StartChallenge.subject, encode({ code: 'of a person' }), { id: 'unfit' });
    const [unfit] = await eventually('it is dead', async () => {
      const letters = await listDeadLetters(testEnv.bus);
      return letters.length > 0 && letters;
    });
    await identity.close();
    const fit = await bury();

    expect(unfit).toMatchObject({ isPayloadKept: false, queue: expect.stringMatching(/^identity--/) });
    expect(await runCommand({ verb: 'send-again', which: 'all' }, testEnv.bus)).toEqual([
      expect.stringMatching(`^${unfit?.sequence}: its payload .* was not kept`),
      `${fit}: sent again`,
      notRecorded,
    ]);
    await takeTask(testEnv, ApproveAutomatically);
    expect(await listDeadLetters(testEnv.bus)).toMatchObject([{ sequence: unfit?.sequence }]);
  });

  test('are named when there is no such one', async () => {
    const lines = await runCommand({ verb: 'send-again', which: 4_711 }, testEnv.bus);
    expect(lines).toEqual(['4711: there is no such dead letter', notRecorded]);
  });

  test('that are sent again are in the audit trail, as the command that did it', async () => {
    const sequence = await bury();
    const asked: unknown[] = [];
    const { connection } = testEnv.bus;
    const answer = (call: typeof BeginAudit | typeof FinishAudit) =>
      connection.subscribe(call.subject, {
        callback: (_error, message) => {
          asked.push(decode(message.data));
          message.respond(encode({ response: { id: newId('aud') } }));
        },
      });
    const played = [answer(BeginAudit), answer(FinishAudit)];
    onTestFinished(() => played.forEach((subscription) => subscription.unsubscribe()));
    const lines = await runCommand({ verb: 'send-again', which: sequence }, testEnv.bus);
    expect(lines).toEqual([`${sequence}: sent again`]);
    expect(asked).toMatchObject([
      {
        organization: 'default',
        entry: {
          kind: 'change',
          actor: { kind: 'command', id: 'dead-letters' },
          action: 'dead-letters send-again',
          targets: [String(sequence)],
        },
      },
      { end: 'done' },
    ]);
    await takeTask(testEnv, ApproveAutomatically);
  });
});

describe('npm run dead-letters', () => {
  test('finds the broker that npm start runs in this folder', async () => {
    const dataDir = await prepareDataFolder(join(folder, '.data'));
    const broker = await bringUpBroker(readSettings({}, false), dataDir, {
      say: () => undefined,
      stopping: new AbortController().signal,
    });
    onTestFinished(() => broker.server?.stop());
    await prepareBroker(broker);
    const { out } = await run({}, 'list');
    expect(out).toBe('there are none\n');
  });

  test('says which broker it would need when there is none', async () => {
    const { error } = await run({ SUBJECTLINE_DATA_DIR: 'nowhere' }, 'list');
    expect(error).toContain('set NATS_URL, or give --nats-url');
  });

  test('shows how it is used for words that it does not know', async () => {
    const { error } = await run({}, 'send-again', 'everything');
    expect(error).toContain('npm run dead-letters -- send-again <sequence>');
  });
});
