import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLogger } from './logger';

describe.runIf(process.platform === 'linux')('a service whose standard output is a full disk', () => {
  test('goes on, and says so once on standard error', async () => {
    const full = openSync('/dev/full', 'w');
    const built = JSON.stringify(join(__dirname, '..', '..', 'dist', 'service', 'logger.js'));
    const program = `const logger = require(${built}).createLogger('identity');
      let count = 0;
      setInterval(() => { logger.info('a line'); if (++count === 20) process.exit(7); }, 1)`;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    let error = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (error += text));
    const [code] = (await once(child, 'close')) as [number | null];
    expect(error).toMatch(
      /^the log cannot be written to standard output, going on without it: ENOSPC[^\n]*\n$/,
    );
    expect(code).toBe(7);
  });
});

/** The line of an error with this text. */
function lineOf(text: string): string {
  let line = '';
  const logger = createLogger('spec', { destination: { write: (written) => void (line += written) } });
  logger.error({ err: new Error(text) }, 'a call failed');
  return line;
}

describe('at the beginning of a line of a text', () => {
  test.each(['\n', '\t', '\r\n', '\u0001', '\\'])(
    'after %j, an address is not written, and the line stays JSON',
    (before) => {
      const line = lineOf(`refused:${before}ada@example.com`);
      expect(line).not.toContain('example.com');
      const { err } = JSON.parse(line) as { err: { message: string } };
      expect(err.message).toBe(`refused:${before}[address]`);
    },
  );

  test('behind a backslash of the text itself, none of its letters is written', () => {
    const { err } = JSON.parse(lineOf('C:\\nada@example.com')) as { err: { message: string } };
    expect(err.message).toBe('C:\\[address]');
  });

  test('a token is not written', () => {
    expect(lineOf('sent:\nBearer abcdefgh12345678')).not.toContain('abcdefgh12345678');
  });
});

describe('an address in a text', () => {
  test.each([
    'ada@example.com',
    "o'neill+tag@mail.example.com",
    'a&b=c/d@example.com',
    'ana@bücher.de',
    'jörg@straße.example',
    '用户@例子.公司',
    'ada%40example.com',
  ])('%s is not written', (address) => {
    const line = lineOf(`sending to <${address}>: refused`);
    const [local = '', domain = ''] = address.split(/@|%40/);
    expect(line).toContain('[address]');
    expect(line).not.toContain(domain);
    expect(line.replaceAll('[address]', '')).not.toContain(local.slice(-3));
    expect(JSON.parse(line)).toMatchObject({ msg: 'a call failed' });
  });
});
