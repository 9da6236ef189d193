import { randomBytes } from 'node:crypto';
import {
  AppError,
  ChallengeDisowned,
  countedAddressContext,
  CountSend,
  DisowningTakenBack,
  DisownLink,
  IdentityVerified,
  ReadLink,
  SendSuppressed,
  TakeBackDisowning,
} from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  count,
  IdentityFixture,
  someAddress,
  type ChallengeChanges,
  type SentProof,
} from '../testing/identity.fixture';

let fixture: IdentityFixture;

beforeAll(async () => {
  fixture = await IdentityFixture.start();
  await fixture.startReplica();
});
afterAll(() => fixture?.close());

const hourMs = 3_600_000;
const linked = (changes: ChallengeChanges = {}): Promise<SentProof> =>
  fixture.challenged({ message_kind: 'request-verify', lifetime_seconds: 900, ...changes });

/** How many messages go out when one is asked for. */
async function sentTo(changes: ChallengeChanges): Promise<number> {
  await fixture.ask(changes);
  return (await fixture.allSent()).length;
}

describe('a mail with a code', () => {
  it('has a link besides, which proves nothing', async () => {
    const { about, code, token, variables } = await fixture.challenged();
    expect(variables['not_me_link']).toBe(`http://127.0.0.1:8080/links?token=${token}`);
    expect(await fixture.testEnv.bus.ask(ReadLink, { token })).toMatchObject({
      proves: false,
      state: 'open',
    });
    expect(await fixture.follow({ about, token })).toBe('link_unknown');
    expect(await fixture.guess(about, code)).toBe('verified');
    expect(await fixture.linkState({ token })).toBe('used');
  });

  it('has one that a text message does without', async () => {
    const sent = await fixture.challenged({ channel: 'sms', address: { phone_number: '+15550004001' } });
    expect(sent.variables).toEqual({ code: sent.code, minutes: '10' });
  });
});

describe('"this was not me"', () => {
  it('ends a code', async () => {
    const sent = await fixture.challenged();
    expect(await fixture.disown(sent)).toBe('disowned');
    expect(await fixture.linkState(sent)).toBe('disowned');
    expect(await fixture.guess(sent.about, sent.code)).toBe('code_expired');
    expect(await fixture.said(ChallengeDisowned, sent.about)).toHaveLength(1);
    expect(await fixture.said(IdentityVerified, sent.about)).toEqual([]);
  });

  it('ends a link', async () => {
    const sent = await linked();
    expect(await fixture.disown(sent)).toBe('disowned');
    expect(await fixture.linkState(sent)).toBe('disowned');
    expect(await fixture.follow(sent)).toBe('link_expired');
  });

  it('ends the latest about the same thing, whichever of the mails says so, and however late', async () => {
    const first = await fixture.challenged();
    const second = await fixture.challenged({ about: first.about, address: first.to });
    expect(await fixture.disown(first)).toBe('disowned');
    expect(await fixture.guess(first.about, second.code)).toBe('code_expired');
    expect(await fixture.disown(second)).toBe('disowned');
    expect(await fixture.said(ChallengeDisowned, first.about)).toHaveLength(1);

    const late = await linked();
    fixture.testEnv.clock.advance(900_000);
    expect(await fixture.disown(late)).toBe('disowned');
  });

  it('is said once, however often and however fast', async () => {
    const { about, token } = await linked();
    const disown = () => fixture.testEnv.bus.ask(DisownLink, { token });
    const answers = await Promise.all(Array.from({ length: 20 }, disown));
    fixture.testEnv.clock.advance(hourMs);
    answers.push(await disown());
    expect(new Set(answers.map(({ quiet_until }) => quiet_until)).size).toBe(1);
    expect(await fixture.said(ChallengeDisowned, about)).toHaveLength(1);
  });

  it('comes too late for what has done its work', async () => {
    const [code, link] = [await fixture.challenged(), await linked()];
    const reusable = await fixture.challenged({ reusable: true });
    for (const { about, code: right } of [code, reusable]) await fixture.guess(about, right);
    await fixture.follow(link);
    for (const sent of [code, link, reusable]) expect(await fixture.disown(sent)).toBe('link_used');
    expect(await sentTo({ address: code.to })).toBe(1);
  });

  it('and following the link at once: one of them holds', async () => {
    const sent = await linked();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? fixture.follow(sent) : fixture.disown(sent))),
    );
    const [verified, disowned] = [
      await fixture.said(IdentityVerified, sent.about),
      await fixture.said(ChallengeDisowned, sent.about),
    ];
    expect(verified.length + disowned.length).toBe(1);
    expect(count(results, 'verified')).toBe(verified.length);
    expect(count(results, 'disowned')).toBe(disowned.length * 10);
  });

  it('is refused with a made-up link', async () => {
    expect(await fixture.disown({ token: randomBytes(32).toString('base64url') })).toBe('link_unknown');
  });

  it('is told of to operators, without its person', async () => {
    const sent = await fixture.challenged();
    await fixture.disown(sent);
    const line = await fixture.testEnv.log.line(
      (text) => text.includes('disowned') && text.includes(sent.about),
    );
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', about: sent.about });
    for (const text of [sent.to.email ?? '', sent.token])
      expect(fixture.testEnv.log.text).not.toContain(text);
  });
});

describe('an address that has disowned a message', () => {
  it('gets no codes and links for a day, and a caller who asks for one cannot tell', async () => {
    const sent = await fixture.challenged();
    const address = { email: sent.to.email?.toUpperCase() ?? null };
    await fixture.disown(sent);
    const about = await fixture.ask({ address });
    expect(await fixture.allSent()).toEqual([]);
    expect(await fixture.said(SendSuppressed, about)).toMatchObject([{ budget: 'disowned' }]);
    const results: string[] = [];
    for (let tries = 0; tries < 5; tries += 1) results.push(await fixture.guess(about, '111111'));
    expect(count(results, 'code_incorrect')).toBe(3);
    expect(results.slice(3)).toEqual(['code_limit', 'code_expired']);

    fixture.testEnv.clock.advance(24 * hourMs - 1);
    expect(await sentTo({ address, message_kind: 'request-verify' })).toBe(0);
    fixture.testEnv.clock.advance(1);
    expect(await sentTo({ address })).toBe(1);
  });

  it('gets no receipts either', async () => {
    const sent = await linked();
    await fixture.disown(sent);
    const organization = 'default';
    const sealed_address = fixture.testEnv.keys.sealJson(sent.to, countedAddressContext(organization));
    const question = { organization, channel: 'email', sealed_address } as const;
    const spent = async () => (await fixture.testEnv.bus.ask(CountSend, question)).spent_budget;
    expect(await spent()).toBe('disowned');
    fixture.testEnv.clock.advance(24 * hourMs);
    expect(await spent()).toBeNull();
  });

  it('is spared by that organization and on that channel alone', async () => {
    const address = { email: someAddress(), phone_number: '+15550004002' };
    await fixture.disown(await fixture.challenged({ address }));
    expect(await sentTo({ address })).toBe(0);
    expect(await sentTo({ address, channel: 'sms' })).toBe(1);
    expect(await sentTo({ address, organization: 'other' })).toBe(1);
  });

  it('keeps what it holds about other things', async () => {
    const address = { email: someAddress() };
    const [one, other] = [await fixture.challenged({ address }), await fixture.challenged({ address })];
    await fixture.disown(one);
    expect(await fixture.guess(other.about, other.code)).toBe('verified');
  });
});

describe('"I did ask for this"', () => {
  const takeBack = ({ token }: SentProof) =>
    fixture.testEnv.bus.ask(TakeBackDisowning, { token }).then(
      () => 'taken back',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );

  it('lets the code go on as if nothing had been said, and messages reach the address again', async () => {
    const sent = await fixture.challenged();
    expect(await fixture.guess(sent.about, '000000')).toBe('code_incorrect');
    await fixture.disown(sent);
    expect(await sentTo({ address: sent.to })).toBe(0);
    expect(await fixture.guess(sent.about, sent.code)).toBe('code_expired');
    const { good_until } = await fixture.testEnv.bus.ask(TakeBackDisowning, { token: sent.token });
    expect(Date.parse(good_until)).toBe(fixture.testEnv.clock.nowMs() + 600_000);
    expect(await fixture.said(DisowningTakenBack, sent.about)).toHaveLength(1);
    expect(await sentTo({ address: sent.to })).toBe(1);
    expect(await fixture.linkState(sent)).toBe('open');
    for (let tries = 0; tries < 2; tries += 1) {
      expect(await fixture.guess(sent.about, '000000')).toBe('code_incorrect');
    }
    expect(await fixture.guess(sent.about, sent.code)).toBe('code_limit');
  });

  it('lets the link go on, once, however often and however fast', async () => {
    const sent = await linked();
    await fixture.disown(sent);
    const answers = await Promise.all(Array.from({ length: 20 }, () => takeBack(sent)));
    expect(count(answers, 'taken back')).toBe(20);
    expect(await fixture.said(DisowningTakenBack, sent.about)).toHaveLength(1);
    expect(await fixture.follow(sent)).toBe('verified');
    expect(await takeBack(sent)).toBe('link_used');
  });

  it('may be disowned and taken back again', async () => {
    const sent = await fixture.challenged();
    for (let round = 0; round < 2; round += 1) {
      expect(await fixture.disown(sent)).toBe('disowned');
      fixture.testEnv.clock.advance(1_000);
      expect(await takeBack(sent)).toBe('taken back');
    }
    expect(await fixture.said(ChallengeDisowned, sent.about)).toHaveLength(2);
    expect(await fixture.guess(sent.about, sent.code)).toBe('verified');
  });

  it('ends with the life of the message', async () => {
    const sent = await fixture.challenged();
    const read = () => fixture.testEnv.bus.ask(ReadLink, { token: sent.token });
    await fixture.disown(sent);
    expect((await read()).reversible_until).toBe(
      new Date(fixture.testEnv.clock.nowMs() + 600_000).toISOString(),
    );
    fixture.testEnv.clock.advance(600_000);
    expect(await takeBack(sent)).toBe('link_expired');
    expect(await read()).not.toHaveProperty('reversible_until');
    expect(await sentTo({ address: sent.to })).toBe(0);
    const late = await linked();
    fixture.testEnv.clock.advance(900_000);
    const { token } = late;
    expect(await fixture.testEnv.bus.ask(DisownLink, { token })).not.toHaveProperty('reversible_until');
  });

  it('takes a button: reading the link does not end the quiet time', async () => {
    const sent = await linked();
    await fixture.disown(sent);
    for (let looks = 0; looks < 3; looks += 1) await fixture.linkState(sent);
    expect(await sentTo({ address: sent.to })).toBe(0);
  });

  it('is for the address of that link alone', async () => {
    const [one, other] = [await fixture.challenged(), await fixture.challenged()];
    for (const sent of [one, other]) await fixture.disown(sent);
    await takeBack(one);
    expect(await sentTo({ address: other.to })).toBe(0);
  });

  it('changes nothing where nothing was disowned, and is refused for a made-up link', async () => {
    const sent = await fixture.challenged();
    expect(await takeBack(sent)).toBe('taken back');
    expect(await fixture.said(DisowningTakenBack, sent.about)).toEqual([]);
    expect(await fixture.guess(sent.about, sent.code)).toBe('verified');
    expect(await takeBack(sent)).toBe('link_used');
    expect(await takeBack({ ...sent, token: randomBytes(32).toString('base64url') })).toBe('link_unknown');
  });
});

describe('a quiet time of one’s own', () => {
  it('may be none', async () => {
    const own = await IdentityFixture.start({ SUBJECTLINE_QUIET_HOURS: '0' });
    const sent = await own.challenged();
    expect(await own.disown(sent)).toBe('disowned');
    const again = await own.challenged({ address: sent.to });
    expect(await own.guess(again.about, again.code)).toBe('verified');
    await own.close();
  });
});
