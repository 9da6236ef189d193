import {
  countedAddressContext,
  CountSend,
  newId,
  ReadSendLimits,
  StartChallenge,
  StartChallengeInBulk,
  TakeSends,
  type Address,
  type Channel,
} from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IdentityFixture, someAddress } from '../testing/identity.fixture';

let fixture: IdentityFixture;

beforeAll(async () => {
  fixture = await IdentityFixture.start();
  await fixture.startReplica();
});
afterAll(() => fixture?.close());

interface Sending {
  readonly channel?: Channel;
  readonly organization?: string;
  readonly client_digest?: string | null;
  readonly count_id?: string;
}

/** The limit that has no room for one more message to the address. */
async function count(
  address: Address,
  { channel = 'email', organization = 'default', client_digest = null, count_id }: Sending = {},
): Promise<string | null> {
  const sealed_address = fixture.testEnv.keys.sealJson(address, countedAddressContext(organization));
  const question = { organization, channel, sealed_address, client_digest, ...(count_id && { count_id }) };
  return (await fixture.testEnv.bus.ask(CountSend, question)).spent_budget;
}

const countTimes = (times: number, address: () => Address, sending?: Sending) =>
  Promise.all(Array.from({ length: times }, () => count(address(), sending)));
const admitted = (answers: readonly (string | null)[]) => answers.filter((spent) => spent === null).length;

describe('messages of other services to an unverified address', () => {
  it('are five in ten minutes, even when fifty are counted at once by two replicas', async () => {
    const email = someAddress();
    const answers = await countTimes(50, () => ({ email }));
    expect(admitted(answers)).toBe(5);
    expect(new Set(answers)).toEqual(new Set([null, 'identifier']));
    fixture.testEnv.clock.advance(10 * 60_000);
    expect(await count({ email })).toBe('identifier');
  });

  it('share one limit with its codes, however the address is written', async () => {
    const email = someAddress();
    for (let asked = 0; asked < 3; asked += 1) await fixture.ask({ address: { email } });
    expect(await fixture.allSent()).toHaveLength(3);
    expect(admitted(await countTimes(4, () => ({ email: email.toUpperCase() })))).toBe(2);
    await fixture.ask({ address: { email } });
    expect(await fixture.allSent()).toHaveLength(0);
  });

  it('are shown to operators with the limit that keeps the next one back, and are not counted by that', async () => {
    const [address, other] = [
      { email: someAddress(), phone_number: '+15550002077' },
      { email: someAddress() },
    ];
    const limitsOf = async (to: Address) => {
      const sealed_address = fixture.testEnv.keys.sealJson(to, countedAddressContext('default'));
      return (await fixture.testEnv.bus.ask(ReadSendLimits, { organization: 'default', sealed_address }))
        .limits;
    };
    for (let asked = 0; asked < 8; asked += 1) expect(await limitsOf(address)).toEqual([]);
    await countTimes(5, () => address);
    expect(await limitsOf(address)).toEqual([{ channel: 'email', budget: 'identifier' }]);
    expect(await limitsOf(other)).toEqual([]);
  });

  it('are counted apart for another channel and another organization', async () => {
    const address = { email: someAddress(), phone_number: '+15550002001' };
    await countTimes(6, () => address);
    expect(await count(address, { channel: 'sms' })).toBeNull();
    expect(await count(address, { organization: 'other' })).toBeNull();
  });

  it('are twenty in an hour for one caller, to any recipients', async () => {
    const client_digest = fixture.testEnv.keys.digest('client', '192.0.2.77');
    const answers = await countTimes(30, () => ({ email: someAddress() }), { client_digest });
    expect(admitted(answers)).toBe(20);
    expect(await count({ email: someAddress() }, { client_digest })).toBe('client');
    expect(await count({ email: someAddress() })).toBeNull();
  });

  it('are counted once under one id, even when asked about at once, and answered the same', async () => {
    const email = someAddress();
    const again = { count_id: newId('cnt') };
    expect(new Set(await countTimes(8, () => ({ email }), again))).toEqual(new Set([null]));
    expect(admitted(await countTimes(5, () => ({ email })))).toBe(4);
    expect(await count({ email }, again)).toBeNull();
    const refused = { count_id: newId('cnt') };
    expect(await count({ email }, refused)).toBe('identifier');
    fixture.testEnv.clock.advance(10 * 60_000);
    expect(await count({ email }, refused)).toBe('identifier');
  });

  it('are told of to operators when they are kept back, without the person', async () => {
    const email = someAddress();
    await countTimes(6, () => ({ email }));
    const line = await fixture.testEnv.log.line((text) => text.includes('a message was suppressed'));
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', budget: 'identifier' });
    expect(fixture.testEnv.log.text).not.toContain(email);
  });

  it('are not counted where the address was sealed for something else', async () => {
    const sealed_address = fixture.testEnv.keys.sealJson({ email: someAddress() }, 'elsewhere');
    const question = { organization: 'default', channel: 'email', sealed_address } as const;
    await expect(fixture.testEnv.bus.ask(CountSend, question)).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('messages that a caller is about to cause', () => {
  const sealed = (email: string, organization = 'default') =>
    fixture.testEnv.keys.sealJson({ email }, countedAddressContext(organization));
  const takeAt = async (
    client_digest: string,
    emails: readonly string[],
    organization = 'default',
    whole = false,
  ) => {
    const sends = emails.map((email) => ({
      channel: 'email' as const,
      sealed_address: sealed(email, organization),
    }));
    return (await fixture.testEnv.bus.ask(TakeSends, { organization, client_digest, sends, whole })).refused;
  };
  const take = (client_digest: string, wanted: number, organization = 'default') =>
    takeAt(client_digest, Array.from({ length: wanted }, someAddress), organization);
  let callers = 0;
  const someCaller = () => fixture.testEnv.keys.digest('client', `198.51.100.${(callers += 1)}`);

  it('are twenty in an hour, even when thirty come at once to two replicas; the others hear when to come back', async () => {
    const caller = someCaller();
    const answers = await Promise.all(Array.from({ length: 30 }, () => take(caller, 1)));
    const refused = answers.flat();
    expect(refused).toHaveLength(10);
    expect(new Set(refused.map((answer) => answer.retry_after_seconds))).toEqual(new Set([3_600]));
    fixture.testEnv.clock.advance(3_599_999);
    expect(await take(caller, 1)).toEqual([{ index: 0, retry_after_seconds: 1 }]);
    fixture.testEnv.clock.advance(1);
    expect(await take(caller, 1)).toEqual([]);
  });

  it('are sixteen times as many from one IPv6 site, whichever of its networks asks', async () => {
    const { keys } = fixture.testEnv;
    const site = keys.digest('client', '2001:db8:1::/48');
    const inSite = () => `${keys.digest('client', `network ${(callers += 1)}`)}/${site}`;
    const answers = await Promise.all(Array.from({ length: 17 }, () => take(inSite(), 20)));
    expect(answers.flat()).toHaveLength(20);
    expect(await take(someCaller(), 20)).toEqual([]);
    const other = `${keys.digest('client', 'a network')}/${keys.digest('client', '2001:db8:2::/48')}`;
    expect(await take(other, 21)).toHaveLength(1);
    fixture.testEnv.clock.advance(3_600_000);
    expect(await take(inSite(), 20)).toEqual([]);
  });

  it('are five in ten minutes for one address from one IPv6 site', async () => {
    const { keys } = fixture.testEnv;
    const email = someAddress();
    const site = keys.digest('client', '2001:db8:3::/48');
    const inSite = () => `${keys.digest('client', `network ${(callers += 1)}`)}/${site}`;
    const answers = await Promise.all(Array.from({ length: 8 }, () => takeAt(inSite(), [email])));
    expect(answers.flat()).toHaveLength(3);
    expect(await takeAt(someCaller(), [email])).toEqual([]);
  });

  it('are granted in part where a call asks for more than there is room for', async () => {
    const caller = someCaller();
    expect(await take(caller, 15)).toEqual([]);
    fixture.testEnv.clock.advance(60_000);
    const refused = await take(caller, 50);
    expect(refused.map(({ index }) => index)).toEqual(Array.from({ length: 45 }, (_one, place) => place + 5));
    expect(new Set(refused.map((one) => one.retry_after_seconds))).toEqual(new Set([3_540]));
    expect(await take(caller, 50, 'other')).toHaveLength(30);
    expect(await take(someCaller(), 1)).toEqual([]);
  });

  it('are five in ten minutes for one address, however it is written and even when twenty come at once', async () => {
    const [caller, email] = [someCaller(), someAddress()];
    const spellings = [
      email,
      email.toUpperCase(),
      email.replace('@', '+tag@'),
      `"${email.split('@')[0]}"@example.com`,
    ];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_one, index) => takeAt(caller, [spellings[index % 4] ?? ''])),
    );
    expect(answers.filter((refused) => refused.length === 0)).toHaveLength(5);
    expect(new Set(answers.flat().map((one) => one.retry_after_seconds))).toEqual(new Set([610]));
    expect(await takeAt(someCaller(), [email])).toEqual([]);
    // what was refused takes nothing from the caller's other messages
    expect(await take(caller, 15)).toEqual([]);
    expect(await take(caller, 1)).toHaveLength(1);
  });

  it('are refused one by one where a call goes to one address more often than to others', async () => {
    const [caller, email] = [someCaller(), someAddress()];
    const refused = await takeAt(caller, [...Array.from({ length: 7 }, () => email), someAddress()]);
    expect(refused.map(({ index }) => index)).toEqual([5, 6]);
  });

  it('are taken all or not at all where a call is done as a whole, and fit when its wait is over', async () => {
    const [caller, email] = [someCaller(), someAddress()];
    const takeWhole = (emails: readonly string[]) => takeAt(caller, emails, 'default', true);
    expect(await take(caller, 12)).toEqual([]);
    fixture.testEnv.clock.advance(60_000);
    expect(await take(caller, 3)).toEqual([]);
    // five are left, and there is room for the other three when the twelve are an hour old
    const eight = Array.from({ length: 8 }, someAddress);
    const refused = await takeWhole(eight);
    expect(refused).toEqual(eight.map((_one, index) => ({ index, retry_after_seconds: 3_540 })));
    // nothing was taken
    expect(await takeWhole(eight.slice(0, 5))).toEqual([]);
    const eighteen = Array.from({ length: 18 }, someAddress);
    expect((await takeWhole(eighteen)).map((one) => one.retry_after_seconds)).toEqual(Array(18).fill(3_600));
    fixture.testEnv.clock.advance(3_600_000);
    expect(await takeWhole(eighteen)).toEqual([]);
    fixture.testEnv.clock.advance(3_600_000);
    const six = Array.from({ length: 6 }, () => email);
    // more than the limit of the address ever holds waits until all of it is free
    expect(await takeWhole(six)).toEqual([]);
    expect((await takeWhole([email, someAddress()])).map((one) => one.index)).toEqual([0, 1]);
    expect(await take(caller, 14)).toEqual([]);
  });

  it('are counted once for calls of which only one is done, even when ten come at once to two replicas', async () => {
    const [caller, email] = [someCaller(), someAddress()];
    const takeOnce = (client_digest: string, take_id: string) => {
      const sends = [{ channel: 'email' as const, sealed_address: sealed(email) }];
      const question = { organization: 'default', client_digest, sends, whole: true, take_id };
      return fixture.testEnv.bus.ask(TakeSends, question);
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => takeOnce(caller, 'pri_x 1')));
    expect(answers.flatMap(({ refused }) => refused)).toEqual([]);
    expect(await take(caller, 20)).toHaveLength(1);
    // the limit is used up: what was taken still is, and nothing else fits
    expect((await takeOnce(caller, 'pri_x 1')).refused).toEqual([]);
    expect((await takeOnce(caller, 'pri_x 2')).refused).toHaveLength(1);
    const other = someCaller();
    expect(await take(other, 20)).toEqual([]);
    expect((await takeOnce(other, 'pri_x 1')).refused).toHaveLength(1);
  });

  it('go out once they were granted, at the moment that was named, and are answered like those to any other address', async () => {
    const [stranger, caller, email, other] = [someCaller(), someCaller(), someAddress(), someAddress()];
    for (let asked = 0; asked < 8; asked += 1)
      await fixture.ask({ address: { email }, client_digest: stranger });
    await fixture.allSent();
    const answers = async (address: string) => {
      const heard = [];
      for (let asked = 0; asked < 7; asked += 1) heard.push(await takeAt(caller, [address]));
      return heard;
    };
    expect(await answers(email)).toEqual(await answers(other));
    const wait = (await takeAt(caller, [other]))[0]?.retry_after_seconds ?? 0;
    for (let asked = 0; asked < 5; asked += 1) {
      await fixture.ask({ address: { email: other }, client_digest: caller, caller_counted: true });
    }
    expect(await fixture.allSent()).toHaveLength(5);
    fixture.testEnv.clock.advance(wait * 1_000);
    expect(await takeAt(caller, [other])).toEqual([]);
    await fixture.ask({ address: { email: other }, client_digest: caller, caller_counted: true });
    expect(await fixture.allSent()).toHaveLength(1);
  });

  it('are not counted again when the message itself comes', async () => {
    const client_digest = someCaller();
    await take(client_digest, 20);
    await fixture.ask({ client_digest, caller_counted: true });
    await fixture.ask({ client_digest });
    expect(await fixture.allSent()).toHaveLength(1);
  });

  it('are refused where an address was sealed for something else', async () => {
    const sends = [{ channel: 'email' as const, sealed_address: sealed(someAddress(), 'other') }];
    const question = { organization: 'default', client_digest: someCaller(), sends };
    await expect(fixture.testEnv.bus.ask(TakeSends, question)).rejects.toMatchObject({ code: 'internal' });
  });
});

it('a backlog of one caller’s challenges does not hold up the code of another', async () => {
  const backlog = 80;
  const client = new Client({ connectionString: fixture.testEnv.databaseUrl });
  await client.connect();
  await client.query('begin');
  // nothing is done before all of it waits
  await client.query('lock table identity.budget_uses in exclusive mode');
  const asked = await Promise.all(
    Array.from({ length: backlog }, () => fixture.ask({}, StartChallengeInBulk)),
  );
  const person = await fixture.ask({}, StartChallenge);
  const inHand = 2 * StartChallengeInBulk.concurrency + 1;
  await eventually('both replicas have all that they can take of it in hand, and the code', async () => {
    const { rows } = await client.query(
      `select from pg_locks
       where not granted and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows.length === inHand;
  });
  await client.query('commit');
  await client.end();
  const order = (await fixture.allSent()).map(({ about }) => about);
  expect(order.toSorted()).toEqual([...asked, person].toSorted());
  // in one queue it would be the last
  expect(order.indexOf(person)).toBeLessThan(backlog / 2);
});
