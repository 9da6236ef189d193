import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, Program } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DemoClient } from './client';

const built = join(__dirname, '..', '..', 'dist');
const rootClient = { id: 'root', secret: 'secret-of-the-root-client' };
let folder: string;
let env: Record<string, string>;
let product: Program;
let client: DemoClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-demo-spec-'));
  env = {
    SUBJECTLINE_PORT: String(await freePort()),
    SUBJECTLINE_ROOT_CLIENT_ID: rootClient.id,
    SUBJECTLINE_ROOT_CLIENT_SECRET: rootClient.secret,
    TMPDIR: folder,
  };
  product = Program.start([join(built, 'start.js')], { folder, env });
  await product.prints(/is ready after/);
  client = await DemoClient.signIn(`http://127.0.0.1:${env['SUBJECTLINE_PORT']}`, rootClient);
});
afterAll(async () => {
  await product?.interrupt();
  await rm(folder, { recursive: true, force: true });
});

async function play(
  words: string[] = [],
  more: Record<string, string> = {},
): Promise<{ code: number | null; told: string }> {
  const demo = Program.start([join(built, 'demo', 'main.js'), ...words], {
    folder,
    env: { ...env, ...more },
  });
  return { code: await demo.ended, told: demo.printed };
}

const settings = async (): Promise<unknown> => (await client.call('GET', '/api/v1/config?api_set=true')).body;

describe('npm run demo', () => {
  test('tells the whole story, and leaves the settings as they were', async () => {
    const before = { notifications: { send_request_receipt_notification: false } };
    await client.call('PATCH', '/api/v1/config', before);
    const { code, told } = await play();
    expect(code).toBe(0);
    expect(told).toContain('notifications.send_request_receipt_notification: false -> true');
    const story = [
      'Your verification code',
      'Incorrect identification code',
      'received your privacy request',
      'has been approved',
      'Your data is ready',
      '4 messages',
      '/inbox',
    ];
    for (const word of story) expect(told).toContain(word);
    expect(told).not.toContain(rootClient.secret);
    expect(await settings()).toMatchObject({
      notifications: { send_request_receipt_notification: false, notification_service_type: null },
      execution: { subject_identity_verification_required: null },
    });
  });

  test('does not play where a provider is active, unless it is told to', async () => {
    await client.call('PATCH', '/api/v1/config', { notifications: { notification_service_type: 'mailgun' } });
    const before = await settings();
    const refused = await play();
    expect([refused.code, refused.told]).toEqual([
      1,
      expect.stringContaining('The provider mailgun is active here'),
    ]);
    expect(await settings()).toEqual(before);
    expect((await play(['--yes'])).code).toBe(0);
    expect(await settings()).toEqual(before);
  });

  test('puts the settings back when it is interrupted', async () => {
    const before = await settings();
    const demo = Program.start([join(built, 'demo', 'main.js'), '--yes'], { folder, env });
    await demo.prints(/1\. A person/);
    expect(await demo.interrupt()).toBe(1);
    expect(demo.printed).toContain('The settings are as they were');
    expect(await settings()).toEqual(before);
  });

  test('says what to do when nothing runs', async () => {
    const { code, told } = await play([], { SUBJECTLINE_PORT: String(await freePort()) });
    expect([code, told]).toEqual([1, expect.stringContaining('Run "npm start" first')]);
    expect(told).not.toMatch(/\n\s+at /);
  });

  test('starts one of its own when it is asked to, and takes it away', async () => {
    const { code, told } = await play(['--start']);
    expect([code, told]).toEqual([0, expect.stringContaining('This one is gone')]);
    expect((await readdir(folder)).filter((name) => name.startsWith('subjectline-demo-'))).toEqual([]);
  });
});
