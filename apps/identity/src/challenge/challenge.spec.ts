import { randomUUID } from 'node:crypto';
import { CodeExhausted, IdentityVerified, SendCode, VerifyChallenge } from '@subjectline/contracts';
import { countTasks, eventually, readTables } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { count, IdentityFixture, someAddress, wrongFor, type SentProof } from '../testing/identity.fixture';

let fixture: IdentityFixture;

beforeAll(async () => {
  fixture = await IdentityFixture.start();
});
afterAll(() => fixture?.close());

describe('a code', () => {
  it('has six digits, goes to the address and says how long it works', async () => {
    const email = someAddress();
    const { to, code, minutes, expiresAt } = await fixture.challenged({ address: { email } });
    expect(to.email).toBe(email);
    expect(code).toMatch(/^[1-9]\d{5}$/);
    expect(minutes).toBe('10');
    expect(Date.parse(expiresAt) - fixture.testEnv.clock.nowMs()).toBe(600_000);
  });

  it('verifies once', async () => {
    const { about, code } = await fixture.challenged();
    expect(await fixture.guess(about, code)).toBe('verified');
    expect(await fixture.guess(about, code)).toBe('code_used');
  });

  it('verifies once, even when the right one comes twenty times at once', async () => {
    const { about, code } = await fixture.challenged();
    const results = await Promise.all(Array.from({ length: 20 }, () => fixture.guess(about, code)));
    expect(count(results, 'verified')).toBe(1);
    expect(count(results, 'code_used')).toBe(19);
  });

  it('may be for one of several challenges: a wrong one costs each a try, a right one ends its own', async () => {
    const [one, other, none] = [
      await fixture.challenged(),
      await fixture.challenged(),
      `pri_${randomUUID()}`,
    ];
    const also = [other.about, none];
    const guess = (code: string) => fixture.guess(one.about, code, { also });
    const wrong = [one.code, other.code].includes('111111') ? '222222' : '111111';
    expect([await guess(wrong), await guess(wrong), await guess(other.code)]).toEqual([
      'code_incorrect',
      'code_incorrect',
      'verified',
    ]);
    expect([await guess(other.code), await guess(one.code)]).toEqual(['code_incorrect', 'code_limit']);
    expect(await fixture.guess(other.about, other.code)).toBe('code_used');
  });

  it('verifies each of two challenges once when both right codes come twice at once', async () => {
    const [one, other] = [await fixture.challenged(), await fixture.challenged()];
    const guesses = Array.from({ length: 4 }, (_, index) =>
      index % 2 === 0
        ? fixture.guess(one.about, one.code, { also: [other.about] })
        : fixture.guess(other.about, other.code, { also: [one.about] }),
    );
    expect(count(await Promise.all(guesses), 'verified')).toBe(2);
  });

  it('is worth three tries: then the limit, then nothing is left to try', async () => {
    const { about, code } = await fixture.challenged();
    const results: string[] = [];
    for (const typed of [wrongFor(code), wrongFor(code), wrongFor(code), code, code]) {
      results.push(await fixture.guess(about, typed));
    }
    expect(results).toEqual([
      'code_incorrect',
      'code_incorrect',
      'code_incorrect',
      'code_limit',
      'code_expired',
    ]);
  });

  it('is worth three tries, even when twenty come at once', async () => {
    const { about, code } = await fixture.challenged();
    const results = await Promise.all(Array.from({ length: 20 }, () => fixture.guess(about, wrongFor(code))));
    expect(count(results, 'code_incorrect')).toBe(3);
    expect(count(results, 'code_limit')).toBe(1);
    expect(count(results, 'code_expired')).toBe(16);
  });

  it('is worth as many tries and good for as long as its caller says', async () => {
    const sent = await fixture.challenged({
      message_kind: 'privacy-center-auth-otp-code',
      maximum_tries: 5,
      lifetime_seconds: 359,
    });
    const { about, code, minutes, expiresAt } = sent;
    expect(minutes).toBe('5');
    expect(Date.parse(expiresAt) - fixture.testEnv.clock.nowMs()).toBe(359_000);
    const results: string[] = [];
    for (let tries = 0; tries < 4; tries += 1) results.push(await fixture.guess(about, wrongFor(code)));
    fixture.testEnv.clock.advance(358_999);
    results.push(await fixture.guess(about, wrongFor(code)), await fixture.guess(about, code));
    expect(count(results, 'code_incorrect')).toBe(5);
    expect(results.at(-1)).toBe('code_limit');
  });

  it('goes out with what its caller has to say, and stands where they name it too', async () => {
    const variables = { brand: 'Ex & <b>ample</b>', code: '000000', minutes: '999' };
    const sent = await fixture.challenged({ variables });
    expect(sent.variables).toMatchObject({ brand: variables.brand, minutes: '10' });
    expect(sent.code).toMatch(/^[1-9]\d{5}$/);
  });

  it('works until its last moment and not after it', async () => {
    const { about, code } = await fixture.challenged();
    fixture.testEnv.clock.advance(599_999);
    expect(await fixture.guess(about, wrongFor(code))).toBe('code_incorrect');
    fixture.testEnv.clock.advance(1);
    expect(await fixture.guess(about, code)).toBe('code_expired');
  });

  it('is right however it is typed, and what can be no code costs no try', async () => {
    const { about, code } = await fixture.challenged();
    for (const typed of ['', 'abc', '12345', code.slice(1), `${code}0`, code.repeat(100)]) {
      expect(await fixture.guess(about, typed)).toBe('invalid');
    }
    expect(await fixture.guess(about, wrongFor(code))).toBe('code_incorrect');
    expect(await fixture.guess(about, ` ${code.slice(0, 3)}-${code.slice(3)}\n`)).toBe('verified');
  });

  it('opens nothing but what it was made for', async () => {
    const [mine, other] = [await fixture.challenged(), await fixture.challenged()];
    const stolen = mine.code === other.code ? '111111' : mine.code;
    expect(await fixture.guess(other.about, stolen)).toBe('code_incorrect');
    const foreign = { organization: 'other', about: mine.about, code: mine.code };
    await expect(fixture.testEnv.bus.ask(VerifyChallenge, foreign)).rejects.toMatchObject({
      code: 'code_expired',
    });
  });

  it('is drawn once, even when its task comes twice', async () => {
    const id = `cha_${randomUUID()}`;
    const address = { email: someAddress() };
    const { about, code } = await fixture.challenged({ id, address });
    await fixture.ask({ id, about, address });
    await fixture.settled();
    expect(await countTasks(fixture.testEnv, SendCode)).toBe(0);
    expect(await fixture.guess(about, code)).toBe('verified');
  });

  it('is expired where there never was one', async () => {
    expect(await fixture.guess('pri_unknown', '123456')).toBe('code_expired');
  });

  it('stands in no table, no log and no stream', async () => {
    const email = 'canary@example.com';
    const { about, code } = await fixture.challenged({ address: { email } });
    await fixture.guess(about, wrongFor(code));
    const tables = [...(await readTables(fixture.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(tables).toContain(about);
    for (const text of [tables, fixture.testEnv.log.text]) {
      expect(text).not.toContain(code);
      expect(text).not.toContain(email);
    }
  });
});

describe('another code about the same thing', () => {
  const another = async (first: SentProof): Promise<SentProof> => {
    const { about, to } = first;
    return fixture.challenged({ about, address: to });
  };
  const wrongForBoth = (...sent: SentProof[]): string =>
    ['111111', '222222', '333333'].find((wrong) => sent.every(({ code }) => code !== wrong)) ?? '';

  it.each(['first', 'second'] as const)(
    'is right beside the one before it: the %s verifies, once',
    async (which) => {
      const first = await fixture.challenged();
      const second = await another(first);
      const typed = { first, second }[which].code;
      expect(await fixture.guess(first.about, typed)).toBe('verified');
      for (const { code } of [first, second])
        expect(await fixture.guess(first.about, code)).toBe('code_used');
    },
  );

  it('leaves the one before it its own time', async () => {
    const first = await fixture.challenged();
    fixture.testEnv.clock.advance(60_000);
    const second = await another(first);
    fixture.testEnv.clock.advance(540_000);
    if (first.code !== second.code)
      expect(await fixture.guess(first.about, first.code)).toBe('code_incorrect');
    expect(await fixture.guess(first.about, second.code)).toBe('verified');
  });

  it('ends all but the last before it', async () => {
    const first = await fixture.challenged();
    const second = await another(first);
    const third = await another(first);
    if (![second.code, third.code].includes(first.code)) {
      expect(await fixture.guess(first.about, first.code)).toBe('code_incorrect');
    }
    expect(await fixture.guess(first.about, second.code)).toBe('verified');
  });

  it('has its tries together with the one before it', async () => {
    const first = await fixture.challenged();
    expect(await fixture.guess(first.about, wrongFor(first.code))).toBe('code_incorrect');
    const second = await another(first);
    const wrong = wrongForBoth(first, second);
    expect([await fixture.guess(first.about, wrong), await fixture.guess(first.about, wrong)]).toEqual([
      'code_incorrect',
      'code_incorrect',
    ]);
    expect(await fixture.guess(first.about, first.code)).toBe('code_limit');
    expect(await fixture.guess(first.about, second.code)).toBe('code_expired');
  });

  it('is worth three tries with the one before it, even when two hundred come at once', async () => {
    const first = await fixture.challenged();
    const second = await another(first);
    const wrong = wrongForBoth(first, second);
    const guesses = Array.from({ length: 200 }, () => fixture.guess(first.about, wrong));
    const results = await Promise.all(guesses);
    expect(count(results, 'code_incorrect')).toBe(3);
    expect(count(results, 'code_limit')).toBe(1);
    expect(await fixture.guess(first.about, second.code)).toBe('code_expired');
  });

  it('verifies once, even when both come twenty times at once', async () => {
    const first = await fixture.challenged();
    const second = await another(first);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => fixture.guess(first.about, (index % 2 ? first : second).code)),
    );
    expect(count(results, 'verified')).toBe(1);
    expect(count(results, 'code_used')).toBe(19);
  });

  it('has tries of its own when the one before it was guessed away', async () => {
    const first = await fixture.challenged();
    for (let tries = 0; tries < 3; tries += 1) await fixture.guess(first.about, wrongFor(first.code));
    const second = await another(first);
    const wrong = wrongForBoth(first, second);
    for (let tries = 0; tries < 2; tries += 1)
      expect(await fixture.guess(first.about, wrong)).toBe('code_incorrect');
    expect(await fixture.guess(first.about, second.code)).toBe('verified');
  });

  it('says whether the one before it works as well or is replaced; the first says neither', async () => {
    const first = await fixture.challenged();
    const second = await another(first);
    for (let tries = 0; tries < 3; tries += 1) {
      await fixture.guess(first.about, wrongForBoth(first, second));
    }
    const third = await another(first);
    fixture.testEnv.clock.advance(600_000);
    const late = await another(first);
    const said = [first, second, third, late].map(({ variables }) =>
      Object.keys(variables).filter((name) => name.startsWith('earlier')),
    );
    expect(said).toEqual([[], ['earlier_code_works'], ['earlier_code_ended'], []]);
  });

  it('ends the one that went to another address of the same person', async () => {
    const address = { email: someAddress(), phone_number: '+15550005001' };
    const first = await fixture.challenged({ address });
    const second = await fixture.challenged({ about: first.about, address, channel: 'sms' });
    if (first.code !== second.code)
      expect(await fixture.guess(first.about, first.code)).toBe('code_incorrect');
    const question = { organization: 'default', about: first.about, code: second.code };
    expect(await fixture.testEnv.bus.ask(VerifyChallenge, question)).toMatchObject({ channel: 'sms' });
  });
});

describe('a code whose tries are used up', () => {
  it('is told of once, to operators too, without its person', async () => {
    const email = someAddress();
    const { about, code } = await fixture.challenged({ address: { email } });
    const guesses = Array.from({ length: 20 }, () => fixture.guess(about, wrongFor(code)));
    await Promise.all(guesses);
    expect(await fixture.said(CodeExhausted, about)).toHaveLength(1);
    const line = await fixture.testEnv.log.line((text) => text.includes('used up') && text.includes(about));
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', about, msg: 'the tries of a code are used up' });
    expect(fixture.testEnv.log.text).not.toContain(email);
  });

  it('is not told of while a try is left', async () => {
    const { about, code } = await fixture.challenged();
    for (let tries = 0; tries < 2; tries += 1) await fixture.guess(about, wrongFor(code));
    expect(await fixture.said(CodeExhausted, about)).toEqual([]);
  });
});

describe('a code that may be used again', () => {
  it('stays right until it expires, and is told of once', async () => {
    const { about, code } = await fixture.challenged({ reusable: true });
    const results = await Promise.all(Array.from({ length: 5 }, () => fixture.guess(about, code)));
    expect(count(results, 'verified')).toBe(5);
    const said = await fixture.said(IdentityVerified, about);
    expect(said).toMatchObject([{ channel: 'email', method: 'code' }]);
    fixture.testEnv.clock.advance(599_999);
    expect(await fixture.guess(about, code)).toBe('verified');
    fixture.testEnv.clock.advance(1);
    expect(await fixture.guess(about, code)).toBe('code_expired');
  });

  it('is worth three wrong tries all the same', async () => {
    const { about, code } = await fixture.challenged({ reusable: true });
    const results: string[] = [];
    for (const typed of [code, wrongFor(code), wrongFor(code), code, wrongFor(code), code]) {
      results.push(await fixture.guess(about, typed));
    }
    expect(results).toEqual([
      'verified',
      'code_incorrect',
      'code_incorrect',
      'verified',
      'code_incorrect',
      'code_limit',
    ]);
    await eventually('it is gone', async () => (await fixture.guess(about, code)) === 'code_expired');
  });

  it('is right for nothing else', async () => {
    const [mine, other] = [
      await fixture.challenged({ reusable: true }),
      await fixture.challenged({ reusable: true }),
    ];
    if (mine.code !== other.code) expect(await fixture.guess(other.about, mine.code)).toBe('code_incorrect');
  });
});

describe('challenges that expired 180 days ago', () => {
  it('are deleted with new ones, as are uses that count no more, and are counted', async () => {
    await fixture.challenged();
    const countOf = async (table: string) => (await fixture.rows(`select from identity.${table}`)).length;
    const before = { challenges: await countOf('challenges'), uses: await countOf('budget_uses') };
    fixture.testEnv.clock.advance(182 * 86_400_000);
    const counted = async (kind: string) => {
      const name = `subjectline_retention_removed_total{kind="${kind}"} `;
      const line = (await fixture.metrics.read()).split('\n').find((one) => one.startsWith(name));
      return Number(line?.slice(name.length) ?? 0);
    };
    const counts = { challenges: await counted('challenge'), uses: await counted('limit_use') };
    await fixture.challenged();
    await fixture.settled();
    // one is added
    const removed = before.challenges + 1 - (await countOf('challenges'));
    expect(removed).toBeGreaterThan(0);
    expect((await counted('challenge')) - counts.challenges).toBe(removed);
    expect(await countOf('budget_uses')).toBeLessThan(before.uses);
    expect((await counted('limit_use')) - counts.uses).toBeGreaterThan(0);
  });
});
