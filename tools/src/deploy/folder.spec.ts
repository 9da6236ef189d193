import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { healthCalls } from '@subjectline/contracts';
import { startTestEnvironment, ServiceProcess, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layOut } from './folder';

const run = promisify(execFile);
const root = join(__dirname, '..', '..', '..');
const install =
  '--omit=dev --include-workspace-root=false --ignore-scripts --prefer-offline --no-audit --no-fund';

let folder: string;
let testEnv: TestEnvironment;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-alone-'));
  testEnv = await startTestEnvironment();
});

afterAll(async () => {
  await testEnv.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a service alone', () => {
  test('is installed with what it declares, starts, answers and ends when asked to', async () => {
    layOut(root, 'identity', folder);
    await run('npm', ['ci', '-w', '@subjectline/identity', ...install.split(' ')], { cwd: folder });
    expect(existsSync(join(folder, 'node_modules', 'vitest'))).toBe(false);
    expect(existsSync(join(folder, 'node_modules', 'twilio'))).toBe(false);

    const main = join(folder, 'apps', 'identity', 'dist', 'main.js');
    const { NATS_URL, DATABASE_URL, SUBJECTLINE_KEYS } = testEnv.envFor('identity');
    const identity = await ServiceProcess.start(main, { NATS_URL, DATABASE_URL, SUBJECTLINE_KEYS });
    const health = await testEnv.bus.ask(healthCalls.identity, { from: 'gateway' });
    await identity.stop();
    expect(health).toEqual({ database: true, broker: true });
  });

  test('is refused when there is no such service', () => {
    expect(() => layOut(root, 'nobody', folder)).toThrow('there is no service nobody');
  });
});
