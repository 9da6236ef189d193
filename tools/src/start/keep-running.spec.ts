import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNats, startPostgres, type LocalServer } from '@subjectline/embedded';
import { eventually, processesNaming } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { keepRunning, type Begin, type Running } from './keep-running';

let folder: string;

const openFolder = async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-keep-'));
};
const removeFolder = () => rm(folder, { recursive: true, force: true });

const servers: [string, Begin][] = [
  ['nats-server', (signal, port) => startNats({ dir: folder, port, signal })],
  ['PostgreSQL', (signal, port) => startPostgres({ dir: folder, port, signal })],
];

/** A server that is kept, each line that is said about it, and a turn to speak at each start after the first. */
async function keep(
  begin: Begin,
  on: { line?: (line: string) => void; beginning?: () => void; begun?: () => void } = {},
): Promise<{ first: LocalServer; server: Running; said: string[] }> {
  const said: string[] = [];
  const say = (line: string): void => {
    said.push(line);
    on.line?.(line);
  };
  const watched: Begin = async (signal, port) => {
    if (port === undefined) return begin(signal);
    const coming = begin(signal, port);
    on.beginning?.();
    const up = await coming;
    on.begun?.();
    return up;
  };
  const stopping = new AbortController().signal;
  return { ...(await keepRunning({ name: 'the server', say, stopping }, watched)), said };
}

describe.runIf(process.platform === 'linux').each(servers)('%s that died', (_name, begin) => {
  // creating its data takes PostgreSQL seconds: each test goes on with those of the one before
  beforeAll(openFolder);
  afterAll(removeFolder);

  const stopped = async (phase: string, act: (stop: () => void) => Promise<() => Promise<void>>) => {
    let stopping: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => (stopping = resolve));
    const stop = await act(() => stopping?.());
    await asked;
    await stop();
    // the processes of a PostgreSQL that was killed notice its end by themselves
    await eventually(
      `no process is left (${phase})`,
      async () => (await processesNaming(folder)).length === 0,
    );
  };

  test('is gone after a stop while it is dying', () =>
    stopped('dying', async (now) => {
      const { first, server } = await keep(begin);
      first.kill();
      now();
      return () => server.stop();
    }));

  test('is gone after a stop in the pause before it is started again', () =>
    stopped('pausing', async (now) => {
      const { first, server } = await keep(begin, { line: now });
      first.kill();
      return () => server.stop();
    }));

  test('is gone after a stop while it is being started again', () =>
    stopped('beginning', async (now) => {
      const { first, server } = await keep(begin, { beginning: now });
      first.kill();
      return () => server.stop();
    }));

  test('is gone after a stop in the moment in which it is up again', () =>
    stopped('begun', async (now) => {
      const { first, server } = await keep(begin, { begun: now });
      first.kill();
      return () => server.stop();
    }));

  test('is gone after a stop once it is back', () =>
    stopped('back', async (now) => {
      const { first, server } = await keep(begin, { begun: () => setImmediate(now) });
      first.kill();
      return () => server.stop();
    }));

  test('is gone after two stops at once', () =>
    stopped('twice', async (now) => {
      const { first, server } = await keep(begin, { beginning: now });
      first.kill();
      return async () => void (await Promise.all([server.stop(), server.stop()]));
    }));
});

describe.runIf(process.platform === 'linux').each(servers)('the first start of %s', (_name, begin) => {
  beforeEach(openFolder);
  afterEach(removeFolder);

  test.each(['begins', 'is up'])('leaves nothing when a stop is asked for as it %s', async (moment) => {
    const stopping = new AbortController();
    const starting = keepRunning(
      { name: 'it', say: () => undefined, stopping: stopping.signal },
      async (signal) => {
        const coming = begin(signal);
        if (moment === 'is up') await coming;
        stopping.abort(new Error('asked to stop'));
        return coming;
      },
    );
    await expect(starting).rejects.toThrow('asked to stop');
    expect(await processesNaming(folder)).toEqual([]);
  });
});

test('a server that cannot come back can be stopped', async () => {
  await openFolder();
  onTestFinished(removeFolder);
  const { first, server, said } = await keep((signal, port) => startNats({ dir: folder, port, signal }));
  first.kill();
  await first.exited;
  const other = createServer().listen(first.port, '127.0.0.1');
  await once(other, 'listening');
  await eventually('it was tried', () => said.some((line) => line.includes('does not come back yet')));
  await server.stop();
  other.close();
  expect(said[1]).toBe(
    `the server does not come back yet: nats-server cannot listen on port ${first.port}: another program uses it`,
  );
});
