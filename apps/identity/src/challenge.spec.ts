import { randomUUID } from 'node:crypto';
import {
  AppError,
  challengeAddressContext,
  SendCode,
  StartChallenge,
  VerifyChallenge,
  type SealedContent,
} from '@subjectline/contracts';
import type { Service } from '@subjectline/bus';
import { countTasks, eventually, layGround, openContent, takeTask, type Ground } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from './app';

let ground: Ground;
let service: Service;

beforeAll(async () => {
  ground = await layGround();
  const env = { ...ground.envFor('identity'), SUBJECTLINE_CODE_TTL_SECONDS: 600 };
  service = await start(env, { clock: ground.clock, logDestination: ground.log });
});

afterAll(async () => {
  await service.close();
  await ground.close();
});

const organization = 'default';
const address = 'ana@example.com';

async function startChallenge(about = `pri_${randomUUID()}`, id = `cha_${randomUUID()}`): Promise<string> {
  const sealed_address = ground.keys.sealJson(
    { email: address },
    challengeAddressContext(organization, about),
  );
  const message_kind = 'subject_identity_verification';
  const task = {
    id,
    organization,
    about,
    channel: 'email',
    sealed_address,
    message_kind,
    locale: 'en',
  } as const;
  await ground.bus.send(StartChallenge, task, { id: randomUUID() });
  return about;
}

async function codeSent(): Promise<SealedContent & { expiresAt: string; code: string }> {
  const task = await takeTask(ground, SendCode);
  const content = openContent(ground, task);
  return { ...content, expiresAt: task.expires_at ?? '', code: content.variables['code'] ?? '' };
}

async function challenged(): Promise<{ about: string; code: string }> {
  const about = await startChallenge();
  return { about, code: (await codeSent()).code };
}

/** How a guess ends: `verified`, or the code of the refusal. */
async function guess(about: string, code: string): Promise<string> {
  const question = { organization, about, code };
  return ground.bus.ask(VerifyChallenge, question).then(
    () => 'verified',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

const wrongFor = (code: string) => (code === '111111' ? '222222' : '111111');

function count(results: readonly string[], wanted: string): number {
  return results.filter((result) => result === wanted).length;
}

describe('a code', () => {
  it('has six digits, goes to the address and says how long it works', async () => {
    await startChallenge();
    const { to, variables, code, expiresAt } = await codeSent();
    expect(to.email).toBe(address);
    expect(code).toMatch(/^[1-9]\d{5}$/);
    expect(variables['minutes']).toBe('10');
    expect(Date.parse(expiresAt) - ground.clock.nowMs()).toBe(600_000);
  });

  it('verifies once', async () => {
    const { about, code } = await challenged();
    expect(await guess(about, code)).toBe('verified');
    expect(await guess(about, code)).toBe('code_used');
  });

  it('verifies once, even when the right one comes twenty times at once', async () => {
    const { about, code } = await challenged();
    const results = await Promise.all(Array.from({ length: 20 }, () => guess(about, code)));
    expect(count(results, 'verified')).toBe(1);
    expect(count(results, 'code_used')).toBe(19);
  });

  it('is worth three tries: then the limit, then nothing is left to try', async () => {
    const { about, code } = await challenged();
    const wrong = wrongFor(code);
    const results = [await guess(about, wrong), await guess(about, wrong), await guess(about, wrong)];
    expect(results).toEqual(['code_incorrect', 'code_incorrect', 'code_incorrect']);
    expect(await guess(about, code)).toBe('code_limit');
    expect(await guess(about, code)).toBe('code_expired');
  });

  it('is worth three tries, even when twenty come at once', async () => {
    const { about, code } = await challenged();
    const results = await Promise.all(Array.from({ length: 20 }, () => guess(about, wrongFor(code))));
    expect(count(results, 'code_incorrect')).toBe(3);
    expect(count(results, 'code_limit')).toBe(1);
    expect(count(results, 'code_expired')).toBe(16);
  });

  it('works until its last moment and not after it', async () => {
    const { about, code } = await challenged();
    ground.clock.advance(599_999);
    expect(await guess(about, wrongFor(code))).toBe('code_incorrect');
    ground.clock.advance(1);
    expect(await guess(about, code)).toBe('code_expired');
  });

  it('is compared as it stands', async () => {
    const { about, code } = await challenged();
    expect(await guess(about, ` ${code}`)).toBe('code_incorrect');
    expect(await guess(about, code)).toBe('verified');
  });

  it('opens nothing but what it was made for', async () => {
    const [mine, other] = [await challenged(), await challenged()];
    expect(await guess(other.about, mine.code === other.code ? '111111' : mine.code)).toBe('code_incorrect');
    const foreign = { organization: 'other', about: mine.about, code: mine.code };
    await expect(ground.bus.ask(VerifyChallenge, foreign)).rejects.toMatchObject({ code: 'code_expired' });
  });

  it('is replaced by the next one about the same thing', async () => {
    const { about, code: first } = await challenged();
    await startChallenge(about);
    const { code: second } = await codeSent();
    if (first !== second) expect(await guess(about, first)).toBe('code_incorrect');
    expect(await guess(about, second)).toBe('verified');
  });

  it('is drawn once, even when its task comes twice', async () => {
    const id = `cha_${randomUUID()}`;
    const about = await startChallenge(undefined, id);
    const { code } = await codeSent();
    await startChallenge(about, id);
    await eventually('both tasks are done', async () => (await countTasks(ground, StartChallenge)) === 0);
    expect(await countTasks(ground, SendCode)).toBe(0);
    expect(await guess(about, code)).toBe('verified');
  });

  it('was never there for somebody who guesses at an id', async () => {
    expect(await guess('pri_unknown', '123456')).toBe('code_expired');
  });

  it('stands in no table, no log and no stream', async () => {
    const { about, code } = await challenged();
    await guess(about, wrongFor(code));
    const client = new Client({ connectionString: ground.databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      'select row_to_json(challenges)::text as row from identity.challenges',
    );
    await client.end();
    const tables = rows.map(({ row }: { row: string }) => row).join('\n');
    expect(tables).toContain(about);
    expect(tables).not.toContain(code);
    expect(tables).not.toContain(address);
    expect(ground.log.text).not.toContain(code);
    expect(ground.log.text).not.toContain(address);
  });
});
