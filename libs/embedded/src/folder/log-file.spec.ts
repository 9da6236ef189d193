import { mkdtemp, open, readdir, readFile, rm, stat, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@subjectline/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { trimLog } from '../process/local-server';
import { LogFile } from './log-file';

let folder: string;
let path: string;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-log-'));
  path = join(folder, 'log');
  said = [];
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const logFile = (options: { maxBytes?: number; maxOldFiles?: number; maxHeldBytes?: number } = {}): LogFile =>
  new LogFile({ path, say: (line) => said.push(line), retryMs: 5, ...options });

describe('a log file', () => {
  test('takes lines in their order, for its owner alone, and goes on where it was', async () => {
    for (const lines of [
      ['one\n', 'two\n'],
      ['three\n', 'four\n'],
    ]) {
      const log = logFile();
      for (const line of lines) log.write(line);
      await log.end();
    }
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\nthree\nfour\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('is renamed before it grows too large, and only so many old ones are kept', async () => {
    const log = logFile({ maxBytes: 100, maxOldFiles: 2 });
    for (let number = 0; number < 50; number += 1) {
      log.write(`${String(number).padStart(9, '0')}\n`);
      await eventually('it is written', async () =>
        (await readFile(path, 'utf8').catch(() => '')).includes(`${number}\n`),
      );
    }
    await log.end();
    expect((await readdir(folder)).toSorted()).toEqual(['log', 'log.1', 'log.2']);
    const texts = await Promise.all(
      ['log.2', 'log.1', 'log'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    expect(texts.map((text) => text.length)).toEqual([100, 100, 100]);
    expect(texts.join('').split('\n').filter(Boolean).map(Number)).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 20),
    );
  });

  test.runIf(process.platform === 'linux')(
    'that cannot be written is told of once and holds what it can until it can be written again',
    async () => {
      await symlink('/dev/full', path);
      const log = logFile({ maxHeldBytes: 1_000 });
      for (let number = 0; number < 300; number += 1) log.write(`line ${number}\n`);
      await eventually('it is told of', () => said.length > 0);
      expect(said).toEqual([expect.stringMatching(/log cannot be written, going on without it: ENOSPC/)]);
      await unlink(path);
      await eventually('it is written again', () => said.length > 1);
      log.write('a later line\n');
      await log.end();
      const lines = (await readFile(path, 'utf8')).trim().split('\n');
      expect(lines.slice(0, 2)).toEqual(['line 0', 'line 1']);
      expect(lines.at(-1)).toBe('a later line');
      expect(lines.length).toBeLessThan(300);
      expect(said[1]).toMatch(/is written again; \d+ lines of it were lost$/);
      expect(said[1]).toContain(`; ${301 - lines.length} lines`);
      expect(said).toHaveLength(2);
    },
  );

  test.runIf(process.platform === 'linux')('that cannot be written still ends', async () => {
    await symlink('/dev/full', path);
    const log = logFile();
    log.write('lost\n');
    await eventually('it is told of', () => said.length > 0);
    await log.end();
    expect(said).toHaveLength(1);
  });
});

describe('the log of a server that holds it open', () => {
  test('is kept once and started again when it has grown too large', async () => {
    const file = await open(path, 'a');
    await file.write('first\n');
    trimLog(path, 6);
    await file.write('second\n');
    trimLog(path, 6);
    await file.write('third\n');
    await file.close();
    expect(await readFile(`${path}.1`, 'utf8')).toBe('first\nsecond\n');
    expect(await readFile(path, 'utf8')).toBe('third\n');
  });

  test('may be missing', () => {
    expect(() => trimLog(path)).not.toThrow();
  });
});
