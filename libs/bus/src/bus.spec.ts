import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, VerifyChallenge } from '@subjectline/contracts';
import { layGround, type Ground } from '@subjectline/testing';

let ground: Ground;
beforeAll(async () => {
  ground = await layGround();
});
afterAll(() => ground.close());

describe('the bus', () => {
  it('says so when nobody answers a call', async () => {
    const question = { organization: 'default', about: 'pri_1', code: '123456' };
    await expect(ground.bus.ask(VerifyChallenge, question)).rejects.toMatchObject({ code: 'unavailable' });
    expect(AppError).toBeDefined();
  });
});
