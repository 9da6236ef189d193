import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

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
