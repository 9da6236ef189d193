import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from '@subjectline/testing';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { authorizationOf, repository } from './cluster/earlier-release';
import { readDrillOptions } from './options';
import { brokenPromises, type Result } from './table';
import type { Account } from './ledger';

vi.setConfig({ testTimeout: 240_000 });

const program = join(__dirname, '..', '..', 'dist', 'drill', 'main.js');

describe.runIf(process.platform === 'linux')('the drill in its small form', () => {
  test('keeps every promise, and ends with zero', async () => {
    const drill = Program.start([program, '--small'], { folder: __dirname, env: {} });
    const code = await drill.ended;
    expect(drill.printed).toContain('Every promise was kept.');
    expect(code).toBe(0);
  });
});

describe('an upgrade', () => {
  test('is played alone, from a build of another checkout', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'subjectline-drill-spec-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const upgrade = (...more: string[]) => readDrillOptions(['--upgrade', folder, ...more]);
    expect(() => readDrillOptions(['--upgrade'])).toThrow('--upgrade');
    expect(() => readDrillOptions(['--upgrade', join(folder, 'none')])).toThrow('there is no folder');
    expect(() => readDrillOptions(['--upgrade', repository])).toThrow('that is this checkout');
    expect(() => upgrade()).toThrow('is no checkout of Subjectline');
    await mkdir(join(folder, 'deploy'));
    await writeFile(
      join(folder, 'deploy', 'nats.conf'),
      'max_payload: 1MB\nauthorization {\n  password: $NATS_GATEWAY_PASSWORD\n}\n',
    );
    expect(() => upgrade()).toThrow(`run npm ci && npm run build in ${folder}`);
    expect(await authorizationOf(folder, { gateway: 'word' })).toBe(
      'authorization {\n  password: "word"\n}\n',
    );
  });

  test.each([
    [['--cluster', '--only', 'calm'], '--only is not for --cluster'],
    [['--only', 'none'], 'there is no scene "none"'],
  ])('and %j is refused', (words, problem) => {
    expect(() => readDrillOptions(words)).toThrow(problem);
  });
});

describe('a promise', () => {
  const kept: Account = {
    accepted: 10,
    delivered: 10,
    lost: new Map(),
    noticesTwice: 0,
    codesTwice: 0,
    codesTwiceForNothing: 0,
    unknown: new Map(),
    drainMs: 0,
  };
  const broken = (changes: Partial<Account>, mayBeUnknown = 0) => {
    const result: Result = { scene: 'kill', mayBeUnknown, account: { ...kept, ...changes } };
    return brokenPromises(result);
  };

  test.each([
    ['nothing went wrong', broken({})],
    ['a code went twice after an unknown outcome', broken({ codesTwice: 1 })],
    [
      'as many are unknown as were under way',
      broken({ delivered: 8, unknown: new Map([['process-ended', 2]]) }, 2),
    ],
  ])('is kept where %s', (_what, found) => expect(found).toEqual([]));

  test.each([
    [broken({ lost: new Map([['notice failed', 2]]) }), 'lost: 2 × notice failed'],
    [broken({ noticesTwice: 1 }), '1 notices were sent twice'],
    [broken({ codesTwice: 1, codesTwiceForNothing: 1 }), '1 codes were sent again'],
    [
      broken({ unknown: new Map([['process-ended', 3]]) }, 2),
      'unknown with 2 calls under way: 3 × process-ended',
    ],
  ])('is broken, and told with its facts: %j', (found, what) => {
    expect(found).toEqual([expect.stringContaining(what)]);
  });
});
