import { randomUUID } from 'node:crypto';
import { VerifyChallenge } from '@subjectline/contracts';
import { openContent } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  count,
  IdentityFixture,
  someAddress,
  wrongFor,
  type ChallengeChanges,
} from '../testing/identity.fixture';

let fixture: IdentityFixture;

beforeAll(async () => {
  fixture = await IdentityFixture.start();
  await fixture.startReplica();
});
afterAll(() => fixture?.close());

const minuteMs = 60_000;

/** A caller that no other test has. */
let callers = 0;
function someClient(): string {
  callers += 1;
  return fixture.testEnv.keys.digest('client', `192.0.2.${callers}`);
}

/** Asks so many times for a code, one after the other, and counts those that went out. */
async function askAgain(times: number, changes: ChallengeChanges): Promise<number> {
  for (let asked = 0; asked < times; asked += 1) await fixture.ask(changes);
  return (await fixture.allSent()).length;
}

/** So many wrong guesses, at as many codes as that takes. */
async function guessWrongly(times: number, address: { email: string }): Promise<string[]> {
  const results: string[] = [];
  while (results.length < times) {
    const { about, code } = await fixture.challenged({ address });
    for (let tries = 0; tries < 3 && results.length < times; tries += 1) {
      results.push(await fixture.guess(about, wrongFor(code)));
    }
    // the limit of codes is another one
    fixture.testEnv.clock.advance(5 * minuteMs);
  }
  return results;
}

describe('codes to one address', () => {
  it('are five in ten minutes, even when fifty are asked for at once of two replicas', async () => {
    const address = { email: someAddress() };
    await Promise.all(Array.from({ length: 50 }, () => fixture.ask({ address })));
    expect(await fixture.allSent()).toHaveLength(5);
  });

  it('are five in any ten minutes and ten in a day; what was suppressed counts like what was sent', async () => {
    const address = { email: someAddress() };
    const { clock } = fixture.testEnv;
    expect(await askAgain(4, { address })).toBe(4);
    clock.advance(9 * minuteMs);
    expect(await askAgain(3, { address })).toBe(1);
    clock.advance(minuteMs - 1);
    expect(await askAgain(1, { address })).toBe(0);
    // from here on the four of the beginning are past, and the four since then count
    clock.advance(1);
    expect(await askAgain(2, { address })).toBe(1);
    clock.advance(60 * minuteMs);
    expect(await askAgain(1, { address })).toBe(0);
    clock.advance(24 * 60 * minuteMs);
    expect(await askAgain(6, { address })).toBe(5);
  });

  it('have a larger limit of their own where an API client asks for them, and none per caller', async () => {
    const address = { email: someAddress() };
    const client_digest = someClient();
    expect(await askAgain(5, { address, client_digest })).toBe(5);
    const byClient = { address, client_digest, by_client: true };
    expect(await askAgain(61, byClient)).toBe(60);
    fixture.testEnv.clock.advance(10 * minuteMs);
    expect(await askAgain(1, { address, client_digest })).toBe(1);
  });

  it('are counted together, however the address is written', async () => {
    const email = someAddress();
    const [name = '', domain = ''] = email.split('@');
    const spellings = [email, email.toUpperCase(), `${name}@${domain.toUpperCase()}`, ` ${email} `.trim()];
    for (const spelling of [...spellings, ...spellings]) await fixture.ask({ address: { email: spelling } });
    expect(await fixture.allSent()).toHaveLength(5);
  });

  it('are counted together in quotes, with backslashes and with invisible characters', async () => {
    const email = someAddress();
    const [name = '', domain = ''] = email.split('@');
    const escaped = `\\${[...name].join('\\')}`;
    const spellings = [email, `"${name}"@${domain}`, `"${escaped}"@${domain}`, `${name}\u200b@${domain}`];
    for (const spelling of [...spellings, ...spellings]) await fixture.ask({ address: { email: spelling } });
    expect(await fixture.allSent()).toHaveLength(5);
  });

  it('are counted together for a domain in its own letters and in those of the DNS', async () => {
    const [name] = someAddress().split('@');
    const spellings = [`${name}@bücher.example.com`, `${name}@xn--bcher-kva.example.com`];
    for (let asked = 0; asked < 8; asked += 1) {
      await fixture.ask({ address: { email: spellings[asked % 2] ?? '' } });
    }
    expect(await fixture.allSent()).toHaveLength(5);
  });

  it('are counted together with a tag after the name, and with dots where those make no difference', async () => {
    const [name = '', domain = ''] = someAddress().split('@');
    for (let asked = 0; asked < 8; asked += 1) {
      await fixture.ask({ address: { email: `${name}+${asked}@${domain}` } });
    }
    expect(await fixture.allSent()).toHaveLength(5);
    for (const email of [
      'ada.b@gmail.com',
      'adab@googlemail.com',
      'a.dab+x@gmail.com',
      'a.d.a.b@gmail.com',
    ]) {
      await fixture.ask({ address: { email } });
      await fixture.ask({ address: { email } });
    }
    expect(await fixture.allSent()).toHaveLength(5);
  });

  it('are counted together for a number with its trunk zero, and with digits after its end', async () => {
    const numbers = ['+447911123456', '+4407911123456', '+44791112345600'];
    for (const phone_number of [...numbers, ...numbers]) {
      await fixture.ask({ address: { phone_number }, channel: 'sms' });
    }
    expect(await fixture.allSent()).toHaveLength(5);
  });

  it('are counted by channel: what a phone got is not counted against the mailbox', async () => {
    const address = { email: someAddress(), phone_number: '+15550001001' };
    expect(await askAgain(6, { address, channel: 'sms' })).toBe(5);
    expect(await askAgain(6, { address })).toBe(5);
  });

  it('are counted apart for another organization', async () => {
    const address = { email: someAddress() };
    expect(await askAgain(6, { address })).toBe(5);
    expect(await askAgain(6, { address, organization: 'other' })).toBe(5);
  });

  it('are counted on after a restart', async () => {
    const address = { email: someAddress() };
    expect(await askAgain(5, { address })).toBe(5);
    await fixture.restart();
    expect(await askAgain(1, { address })).toBe(0);
    await fixture.startReplica();
  });
});

describe('codes to one address, asked for by several', () => {
  it('leave the first one to a caller who has asked for none, however often another asks', async () => {
    const address = { email: someAddress() };
    const stranger = { address, client_digest: someClient() };
    expect(await askAgain(7, stranger)).toBe(5);
    const own = { address, client_digest: someClient() };
    const mine = await fixture.challenged(own);
    expect(await fixture.guess(mine.about, mine.code)).toBe('verified');
    expect(await askAgain(30, stranger)).toBe(0);
    fixture.testEnv.clock.advance(10 * minuteMs);
    expect(await askAgain(1, stranger)).toBe(0);
    expect(await askAgain(1, own)).toBe(1);
  });

  it('leave it to a caller without a digest, and to one beside it', async () => {
    const address = { email: someAddress() };
    expect(await askAgain(7, { address, client_digest: someClient() })).toBe(5);
    expect(await askAgain(1, { address })).toBe(1);
    const other = { email: someAddress() };
    expect(await askAgain(7, { address: other })).toBe(5);
    expect(await askAgain(1, { address: other, client_digest: someClient() })).toBe(1);
  });

  it('are eight a day for those who ask again and again, and ten in all, at once too', async () => {
    const address = { email: someAddress() };
    const strangers = [
      { address, client_digest: someClient() },
      { address, client_digest: someClient() },
    ];
    let sent = 0;
    for (let round = 0; round < 3; round += 1) {
      for (const stranger of strangers) sent += await askAgain(3, stranger);
      fixture.testEnv.clock.advance(10 * minuteMs);
    }
    expect(sent).toBe(8);
    await Promise.all(
      Array.from({ length: 20 }, () => fixture.ask({ address, client_digest: someClient() })),
    );
    expect(await fixture.allSent()).toHaveLength(2);
    expect(await askAgain(1, { address, client_digest: someClient() })).toBe(0);
    fixture.testEnv.clock.advance(24 * 60 * minuteMs);
    expect(await askAgain(1, { address, client_digest: someClient() })).toBe(1);
  });

  it('take nothing from the organization when they are suppressed', async () => {
    const small = await IdentityFixture.start({ SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION: '6/1h' });
    const address = { email: someAddress() };
    for (let asked = 0; asked < 12; asked += 1) await small.ask({ address });
    expect(await small.allSent()).toHaveLength(5);
    await small.ask();
    expect(await small.allSent()).toHaveLength(1);
    await small.close();
  });
});

describe('codes that API clients ask for at one address', () => {
  it('count there once they went out: what was suppressed does not', async () => {
    const own = await IdentityFixture.start({ SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER_BY_CLIENTS: '2/1h' });
    const address = { email: someAddress() };
    const askTwice = async () => {
      for (let asked = 0; asked < 2; asked += 1) await own.ask({ address, by_client: true });
      return (await own.allSent()).length;
    };
    expect(await askTwice()).toBe(2);
    own.testEnv.clock.advance(30 * minuteMs);
    expect(await askTwice()).toBe(0);
    own.testEnv.clock.advance(30 * minuteMs);
    expect(await askTwice()).toBe(2);
    await own.close();
  });
});

describe('codes for one caller', () => {
  it('are twenty in an hour to any recipients, even at once', async () => {
    const client_digest = someClient();
    await Promise.all(Array.from({ length: 30 }, () => fixture.ask({ client_digest })));
    expect(await fixture.allSent()).toHaveLength(20);
    fixture.testEnv.clock.advance(60 * minuteMs);
    expect(await askAgain(1, { client_digest })).toBe(1);
  });
});

describe('codes for one IPv6 site', () => {
  it('are sixteen times as many as for an address of it, however many ask', async () => {
    const small = await IdentityFixture.start({ SUBJECTLINE_LIMIT_SENDS_PER_IP: '2/1h' });
    const { keys } = small.testEnv;
    const site = keys.digest('client', '2001:db8:1::/48');
    const digests = Array.from({ length: 40 }, (_, at) => `${keys.digest('client', String(at))}/${site}`);
    await Promise.all(digests.map((client_digest) => small.ask({ client_digest })));
    expect(await small.allSent()).toHaveLength(32);
    await small.close();
  });
});

describe('codes to phone numbers in a row', () => {
  it('are twenty in ten minutes, also where an API client asks for them', async () => {
    const ask = (number: number, by_client = false) =>
      fixture.ask({ address: { phone_number: `+44792${number}` }, channel: 'sms', by_client });
    await Promise.all(Array.from({ length: 30 }, (_, at) => ask(2_231_000 + at, at % 2 === 0)));
    expect(await fixture.allSent()).toHaveLength(20);
    await ask(2_241_000);
    expect(await fixture.allSent()).toHaveLength(1);
    fixture.testEnv.clock.advance(10 * minuteMs);
    await ask(2_231_099);
    expect(await fixture.allSent()).toHaveLength(1);
  });
});

describe('a suppressed code', () => {
  it('leaves a challenge behind that is answered like any other', async () => {
    const address = { email: someAddress() };
    await askAgain(5, { address });
    const about = await fixture.ask({ address });
    await fixture.settled();
    const results: string[] = [];
    for (let tries = 0; tries < 5; tries += 1) results.push(await fixture.guess(about, '111111'));
    expect(results).toEqual([
      'code_incorrect',
      'code_incorrect',
      'code_incorrect',
      'code_limit',
      'code_expired',
    ]);
  });

  it('does not take from its person the code they hold, nor make that one last longer', async () => {
    const address = { email: someAddress() };
    await askAgain(4, { address });
    const held = await fixture.challenged({ address });
    fixture.testEnv.clock.advance(minuteMs);
    await fixture.ask({ address, about: held.about });
    await fixture.settled();
    expect(await fixture.guess(held.about, wrongFor(held.code))).toBe('code_incorrect');
    fixture.testEnv.clock.advance(9 * minuteMs - 1);
    expect(await fixture.guess(held.about, held.code)).toBe('verified');

    const other = await fixture.challenged({ address: { email: someAddress() } });
    fixture.testEnv.clock.advance(10 * minuteMs);
    expect(await fixture.guess(other.about, other.code)).toBe('code_expired');
  });

  it('is told of to operators, without its person', async () => {
    const address = { email: someAddress() };
    await askAgain(5, { address });
    const about = await fixture.ask({ address });
    const line = await fixture.testEnv.log.line(
      (text) => text.includes('suppressed') && text.includes(about),
    );
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', about, budget: 'identifier' });
    expect(fixture.testEnv.log.text).not.toContain(address.email);
  });
});

describe('a message that a limit suppresses', () => {
  const recorded = async (about: string) => {
    await fixture.allSent();
    return fixture.skipped.filter((task) => task.about === about);
  };

  it('is recorded with the limit, without its code and its address', async () => {
    const address = { email: someAddress() };
    await askAgain(5, { address });
    const message_about = `evt_${randomUUID()}`;
    await fixture.ask({ address, message_about });
    const [record, ...others] = await recorded(message_about);
    expect(others).toEqual([]);
    const kind = 'subject_identity_verification';
    expect(record).toMatchObject({ kind, channel: 'email', locale: 'en', skip_reason: 'address_limit' });
    expect(record && openContent(fixture.testEnv, record)).toEqual({ to: {}, variables: {} });
  });

  it('is one record an hour for each reason, however often it is asked for', async () => {
    const address = { email: someAddress() };
    await askAgain(5, { address });
    const about = `pri_${randomUUID()}`;
    for (let asked = 0; asked < 4; asked += 1) await fixture.ask({ address, about });
    const ids = new Set((await recorded(about)).map(({ id }) => id));
    expect(ids.size).toBe(1);
    fixture.testEnv.clock.advance(60 * minuteMs);
    await askAgain(5, { address });
    await fixture.ask({ address, about });
    expect(new Set((await recorded(about)).map(({ id }) => id)).size).toBe(2);
  });
});

describe('wrong guesses at one address', () => {
  it('do not lock its person out of their own requests', async () => {
    const address = { email: someAddress() };
    expect(count(await guessWrongly(20, address), 'code_incorrect')).toBe(20);
    const { about, code } = await fixture.challenged({ address });
    expect(await fixture.guess(about, code)).toBe('verified');
  });

  it('are three at a code, however often its message is asked for past a limit', async () => {
    const address = { email: someAddress() };
    await askAgain(4, { address });
    const { about, code } = await fixture.challenged({ address });
    const results: string[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      results.push(await fixture.guess(about, wrongFor(code)));
      await fixture.ask({ address, about });
      await fixture.settled();
    }
    expect(count(results, 'code_incorrect')).toBe(3);
    expect(await fixture.guess(about, code)).not.toBe('verified');
  });

  it('are no more than that when they come at once at many codes', async () => {
    const address = { email: someAddress() };
    const codes = [];
    for (let asked = 0; asked < 5; asked += 1) codes.push(await fixture.challenged({ address }));
    const guesses = codes.flatMap(({ about, code }) =>
      Array.from({ length: 10 }, () => fixture.guess(about, wrongFor(code))),
    );
    const results = await Promise.all(guesses);
    expect(count(results, 'code_incorrect')).toBe(15);
  });

  it('never succeed where no message went out: no code is stored', async () => {
    const address = { email: someAddress() };
    await askAgain(5, { address });
    const about = await fixture.ask({ address });
    await fixture.settled();
    const rows = await fixture.rows(
      `select code_digest, previous_code_digest from identity.challenges where about = '${about}'`,
    );
    expect(rows).toEqual([{ code_digest: null, previous_code_digest: null }]);
  });
});

describe('guesses of one caller', () => {
  it('are sixty in an hour, right ones among them, and harm no other caller', async () => {
    const client_digest = someClient();
    const { about, code } = await fixture.challenged({ reusable: true });
    const guesses = Array.from({ length: 61 }, () => fixture.guess(about, code, { client_digest }));
    const results = await Promise.all(guesses);
    expect(count(results, 'verified')).toBe(60);
    expect(count(results, 'too_many_requests')).toBe(1);
    expect(await fixture.guess(about, code, { client_digest: someClient() })).toBe('verified');
    expect(await fixture.guess(about, code)).toBe('verified');
  });

  it('are sixteen times as many from one IPv6 site', async () => {
    const small = await IdentityFixture.start({ SUBJECTLINE_LIMIT_CHECKS_PER_IP: '2/1h' });
    const { keys } = small.testEnv;
    const { about, code } = await small.challenged({ reusable: true });
    const site = keys.digest('client', '2001:db8:1::/48');
    const digests = Array.from({ length: 40 }, (_, at) => `${keys.digest('client', String(at))}/${site}`);
    const results = await Promise.all(
      digests.map((client_digest) => small.guess(about, code, { client_digest })),
    );
    expect([count(results, 'verified'), count(results, 'too_many_requests')]).toEqual([32, 8]);
    await small.close();
  });

  it('hear when there is room for another', async () => {
    const client_digest = someClient();
    const about = `pri_${randomUUID()}`;
    const question = { organization: 'default', about, code: '111111', client_digest };
    await fixture.ask({ about, reusable: true, maximum_tries: 10, lifetime_seconds: 86_400 });
    const { code } = await fixture.sent();
    for (let tries = 0; tries < 60; tries += 1) await fixture.guess(about, code, { client_digest });
    fixture.testEnv.clock.advance(minuteMs);
    await expect(fixture.testEnv.bus.ask(VerifyChallenge, question)).rejects.toMatchObject({
      code: 'too_many_requests',
      facts: { retry_after_seconds: 3_540 },
    });
    fixture.testEnv.clock.advance(59 * minuteMs);
    expect(await fixture.guess(about, code, { client_digest })).toBe('verified');
  });

  it('are counted under a digest: anything else is refused', async () => {
    const question = { organization: 'default', about: 'pri_x', code: '1', client_digest: '192.0.2.1' };
    await expect(fixture.testEnv.bus.ask(VerifyChallenge, question)).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('codes to one domain', () => {
  let own: IdentityFixture;

  beforeAll(async () => {
    own = await IdentityFixture.start({ SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN: '10/1h' });
  });
  afterAll(() => own?.close());

  const ask = (domain: string, changes: ChallengeChanges = {}) =>
    own.ask({ address: { email: `${randomUUID()}@${domain}` }, ...changes });

  it('are counted together for all local parts, subdomains and callers', async () => {
    for (let asked = 0; asked < 13; asked += 1) {
      const domain = asked % 2 ? 'victim.test' : `m${asked}.victim.test`;
      await ask(domain, { client_digest: someClient() });
      await own.settled();
    }
    expect(await own.allSent()).toHaveLength(10);
    await ask('other.test');
    await ask('victim.test', { by_client: true });
    expect(await own.allSent()).toHaveLength(2);
  });

  it('leave a share to those who have asked for none there', async () => {
    const client_digest = someClient();
    for (let asked = 0; asked < 11; asked += 1) {
      await ask('shared.test', { client_digest });
      await own.settled();
    }
    expect(await own.allSent()).toHaveLength(8);
    await ask('shared.test', { client_digest: someClient() });
    expect(await own.allSent()).toHaveLength(1);
  });

  it('have no such limit at public mail providers', async () => {
    await Promise.all(Array.from({ length: 15 }, () => ask('outlook.com')));
    expect(await own.allSent()).toHaveLength(15);
  });

  it('have no such limit where the organization has none', async () => {
    const unlimited = await IdentityFixture.start({
      SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN: '10/1h',
      SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION: 'off',
    });
    onTestFinished(() => unlimited.close());
    const email = () => `${randomUUID()}@victim.test`;
    await Promise.all(Array.from({ length: 15 }, () => unlimited.ask({ address: { email: email() } })));
    expect(await unlimited.allSent()).toHaveLength(15);
  });
});

describe('a limit of one’s own', () => {
  let own: IdentityFixture;

  beforeAll(async () => {
    own = await IdentityFixture.start({
      SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER: 'off',
      SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER_BY_CLIENTS: 'off',
      SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN: 'off',
      SUBJECTLINE_LIMIT_SENDS_PER_PHONE_RANGE: 'off',
      SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION: '3/1h',
      // nothing is to be remembered for longer than the limit above
      SUBJECTLINE_QUIET_HOURS: '1',
    });
  });
  afterAll(() => own?.close());

  it('lets an organization send no more than it pays for, and another all the same', async () => {
    await Promise.all(Array.from({ length: 8 }, () => own.ask()));
    expect(await own.allSent()).toHaveLength(3);
    await own.ask({ organization: 'other' });
    expect(await own.allSent()).toHaveLength(1);
  });

  it('that is off is no limit, and what is too old is forgotten', async () => {
    const address = { email: someAddress() };
    for (let hours = 0; hours < 12; hours += 1) {
      own.testEnv.clock.advance(60 * minuteMs);
      await own.ask({ address });
      await own.settled();
    }
    expect(await own.allSent()).toHaveLength(12);
    const rows = await own.rows('select counter from identity.budget_uses');
    expect(rows.length).toBeLessThanOrEqual(2);
  });
});
