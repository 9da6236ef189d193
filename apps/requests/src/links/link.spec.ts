import { randomUUID } from 'node:crypto';
import {
  ChallengeDisowned,
  DisowningTakenBack,
  ConfirmRequestByLink,
  CorrectAddress,
  CreateRequestLink,
  IdentityVerified,
  ReadRequest,
  ReadRequestPage,
  RenewRequestLink,
  StartChallenge,
} from '@subjectline/contracts';
import { eventually, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, DsarFixture, person } from '../testing/dsar.fixture';
import { bouncedCode, organization, refusalOf } from '../testing/requests.fixture';

let fixture: DsarFixture;
const shop = 'https://shop.example.com';
const thanks = `${shop}/thanks`;

beforeAll(async () => {
  fixture = await DsarFixture.start();
});
beforeEach(() => fixture.base.settings({ allowed_origins: [shop] }));
afterAll(() => fixture?.close());

const confirm = (about: string, token: string) =>
  fixture.base.testEnv.bus.ask(ConfirmRequestByLink, { organization, about, token });
const renew = (about: string, token: string) =>
  fixture.base.testEnv.bus.ask(RenewRequestLink, { organization, about, token });
const statusOf = async (id: string) => (await fixture.read(id)).status;
const factsOfToday = () => ({
  reference: expect.stringMatching(/^\w{4}-\w{4}$/),
  received_on: moment().slice(0, 10),
  due_on: null,
});
const moment = () => fixture.base.testEnv.clock.now().toISOString();

describe('a link that is followed', () => {
  it('verifies its request and waits for staff, without a message', async () => {
    await fixture.base.settings({ allowed_origins: [shop], require_manual_request_approval: false });
    const id = await fixture.unverified();
    const token = fixture.addLink(id, { return_to: thanks });
    expect(await confirm(id, token)).toEqual({
      id,
      status: 'verified',
      return_to: thanks,
      ...factsOfToday(),
    });
    expect(await fixture.read(id)).toMatchObject({ status: 'verified', verified_at: moment() });
    expect(await fixture.told()).toEqual([]);
    expect(await fixture.logOf(id)).toEqual([`created by ${client}`, 'pending by person']);
  });

  it('by twenty at once verifies once', async () => {
    const id = await fixture.unverified();
    const token = fixture.addLink(id);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => refusalOf(confirm(id, token))));
    expect(outcomes.filter((outcome) => outcome === 'not refused')).toHaveLength(1);
    const late = outcomes.filter((outcome) => outcome !== 'not refused');
    expect(late.every((code) => code === 'link_used' || code === 'request_not_awaiting_code')).toBe(true);
    expect((await fixture.read(id)).version).toBe(2);
  });

  it('redirects to no address that is no longer allowed', async () => {
    const id = await fixture.unverified();
    const token = fixture.addLink(id, { return_to: thanks });
    await fixture.base.settings({ allowed_origins: [] });
    expect((await confirm(id, token)).return_to).toBeNull();
  });

  it('is refused when it is used, expired, or about something else', async () => {
    const id = await fixture.unverified();
    expect(await refusalOf(confirm(id, fixture.addLink(id, { state: 'expired' })))).toBe('link_expired');
    expect(await refusalOf(confirm(id, fixture.addLink(id, { state: 'used' })))).toBe('link_used');
    expect(await refusalOf(confirm(id, fixture.addLink('pri_other')))).toBe('link_unknown');
    expect(await refusalOf(confirm(id, fixture.addLink(id, { organization: 'other' })))).toBe('link_unknown');
    expect(await refusalOf(confirm('evt_1', fixture.addLink('evt_1')))).toBe('link_unknown');
    expect(await statusOf(id)).toBe('unverified');
  });

  it('comes too late for a request that went another way', async () => {
    const id = await fixture.unverified();
    await fixture.change(id, { status: 'archived' });
    expect(await refusalOf(confirm(id, fixture.addLink(id)))).toBe('request_not_awaiting_code');
    expect(await statusOf(id)).toBe('archived');
  });

  it('verifies even when we died before we could', async () => {
    const id = await fixture.unverified();
    const event = {
      organization,
      about: id,
      challenge_id: 'cha_1',
      channel: 'email',
      verified_at: moment(),
    } as const;
    await fixture.base.testEnv.bus.say(IdentityVerified, event, { id: `verified-${id}` });
    await eventually('it is verified', async () => (await statusOf(id)) === 'verified');
  });
});

describe('a link that a client asks for', () => {
  const create = (request_id: string, changes: object = {}) =>
    fixture.base.testEnv.bus.ask(CreateRequestLink, {
      organization,
      request_id,
      created_by: client,
      ...changes,
    });

  it('verifies its request, and proves no address', async () => {
    const request_fields = [{ field_id: 'phone_number', value: '+15551234567' }];
    const id = await fixture.unverified({ request_fields });
    const link = await create(id, { redirect_url: thanks });
    expect(link).toMatchObject({ request_id: id, redirect_url: thanks, created_at: moment() });
    expect(Date.parse(link.expires_at) - Date.parse(link.created_at)).toBe(900_000);
    const about = `${id}.${link.id}`;
    expect(await confirm(about, link.token)).toMatchObject({ id, status: 'verified', return_to: thanks });
    await fixture.change(id, { status: 'refused' });
    expect(await fixture.told()).toMatchObject([{ to: { email: person, phone_number: '+15551234567' } }]);
  });

  it('says so in an event as well', async () => {
    const id = await fixture.unverified();
    const { id: link } = await create(id);
    const about = `${id}.${link}`;
    const event = {
      organization,
      about,
      challenge_id: 'cha_1',
      channel: 'email',
      verified_at: moment(),
    } as const;
    await fixture.base.testEnv.bus.say(IdentityVerified, event, { id: `verified-${about}` });
    await eventually('it is verified', async () => (await statusOf(id)) === 'verified');
  });

  it('leads back to where its request says, for as long as asked', async () => {
    const id = await fixture.unverified({ redirect_url: thanks });
    const link = await create(id, { lifetime_seconds: 86_400 });
    expect(link.redirect_url).toBe(thanks);
    expect(Date.parse(link.expires_at) - Date.parse(link.created_at)).toBe(86_400_000);
  });

  it('is for requests that wait for their person, and leads nowhere that is not allowed', async () => {
    expect(await refusalOf(create('pri_x'))).toBe('request_unknown');
    const verified = await fixture.created();
    await expect(create(verified)).rejects.toMatchObject({
      code: 'status_forbids',
      facts: { from: 'verified', to: 'verified' },
    });
    const id = await fixture.unverified();
    expect(await refusalOf(create(id, { redirect_url: 'https://evil.example.net/' }))).toBe(
      'redirect_forbidden',
    );
  });
});

describe('a new link instead of an old one', () => {
  it('goes where the first one went, after 30, 60 and 120 seconds and never sooner', async () => {
    const id = await fixture.unverified();
    const token = fixture.addLink(id, { state: 'expired' });
    for (const gap of [30, 60, 120]) {
      expect(await renew(id, token)).toEqual({ retry_after_seconds: gap });
      expect(await fixture.base.waitingChallenges()).toBe(0);
      fixture.base.testEnv.clock.advance(gap * 1_000);
      await renew(id, token);
      const task = await takeTask(fixture.base.testEnv, StartChallenge);
      expect(task).toMatchObject({ about: id, message_kind: 'request-verify', lifetime_seconds: 900 });
      expect(fixture.base.addressIn(task)).toEqual({ email: person });
    }
  });

  it('goes out once when ten ask at once', async () => {
    const id = await fixture.unverified();
    const token = fixture.addLink(id, { state: 'expired' });
    fixture.base.testEnv.clock.advance(30_000);
    await Promise.all(Array.from({ length: 10 }, () => renew(id, token)));
    await takeTask(fixture.base.testEnv, StartChallenge);
    expect(await fixture.base.waitingChallenges()).toBe(0);
  });

  it('is for the holder of a link to an unverified request', async () => {
    const id = await fixture.unverified();
    fixture.base.testEnv.clock.advance(30_000);
    expect(await refusalOf(renew(id, 'A'.repeat(43)))).toBe('link_unknown');
    expect(await refusalOf(renew(id, fixture.addLink('pri_other')))).toBe('link_unknown');
    expect(await refusalOf(renew(id, fixture.addLink(id, { state: 'disowned' })))).toBe('link_unknown');
    expect(await refusalOf(renew(id, fixture.addLink(id, { proves: false })))).toBe('link_unknown');
    await fixture.change(id, { status: 'verified' });
    expect(await refusalOf(renew(id, fixture.addLink(id)))).toBe('request_not_awaiting_code');
    expect(await fixture.base.waitingChallenges()).toBe(0);
  });
});

const sayDisowned = (about: string) =>
  fixture.base.testEnv.bus.say(
    ChallengeDisowned,
    { organization, about, challenge_id: 'cha_1', disowned_at: moment() },
    { id: randomUUID() },
  );
const sayTakenBack = (about: string) =>
  fixture.base.testEnv.bus.say(
    DisowningTakenBack,
    { organization, about, challenge_id: 'cha_1', taken_back_at: moment() },
    { id: randomUUID() },
  );
const disown = (about: string) => {
  fixture.disowned.add(about);
  return sayDisowned(about);
};
const takeBack = (about: string) => {
  fixture.disowned.delete(about);
  return sayTakenBack(about);
};

describe('a message that its reader did not ask for', () => {
  it('ends its request, whichever API it came by', async () => {
    const dsar = await fixture.unverified();
    const fides = await fixture.base.unverified();
    await disown(`${dsar}.lnk_1`);
    await disown(fides);
    await eventually('both are over', async () => {
      const statuses = [await statusOf(dsar), await statusOf(fides)];
      return statuses.every((status) => status === 'archived');
    });
    const { status } = await fixture.base.testEnv.bus.ask(ReadRequest, { organization, id: fides });
    expect(status).toBe('canceled');
    expect(await fixture.logOf(dsar)).toEqual([
      `created by ${client}`,
      'disowned by person',
      'canceled by person',
    ]);
    expect(await fixture.told()).toEqual([]);
  });

  it('changes nothing of what is past it, nor of what is not a request', async () => {
    const id = await fixture.created();
    await disown('evt_1');
    await disown(id);
    const marker = await fixture.unverified();
    await disown(marker);
    await eventually('the last one was heard', async () => (await statusOf(marker)) === 'archived');
    expect(await statusOf(id)).toBe('verified');
  });
});

describe('a disowning that is taken back', () => {
  it('lets its request wait for its person again, whichever event comes first, and however often', async () => {
    const [id, late] = [await fixture.unverified(), await fixture.unverified()];
    await disown(id);
    await eventually('it is over', async () => (await statusOf(id)) === 'archived');
    await takeBack(id);
    await eventually('it waits again', async () => (await statusOf(id)) === 'unverified');
    for (const about of [id, late]) {
      await sayTakenBack(about);
      await sayDisowned(about);
    }
    const marker = await fixture.unverified();
    await disown(marker);
    await eventually('the last one was heard', async () => (await statusOf(marker)) === 'archived');
    expect([await statusOf(id), await statusOf(late)]).toEqual(['unverified', 'unverified']);
    expect(await fixture.logOf(id)).toEqual([
      `created by ${client}`,
      'disowned by person',
      'canceled by person',
      'disowning_taken_back by person',
      'identity_unverified by person',
    ]);
    await fixture.change(id, { status: 'verified' });
    expect(await statusOf(id)).toBe('verified');
  });

  it('holds over an older answer that comes later; nothing is locked while identity is asked', async () => {
    const id = await fixture.unverified();
    let asked = 0;
    let isLocked: boolean | null = null;
    fixture.beforeDisowningAnswer = async () => {
      asked += 1;
      if (asked > 1) return;
      const lock = 'select 1 from requests.requests where id = $1 for update nowait';
      isLocked = await fixture.base.rows(lock, [id]).then(
        () => false,
        () => true,
      );
      await takeBack(id);
      await eventually('the taking back was heard', () => asked >= 3);
    };
    await disown(id);
    await eventually('the newer answer holds again', async () => {
      const log = await fixture.logOf(id);
      return log.includes('disowned by person') && log.at(-1) === 'identity_unverified by person';
    });
    fixture.beforeDisowningAnswer = () => Promise.resolve();
    expect(isLocked).toBe(false);
    expect(await statusOf(id)).toBe('unverified');
  });

  it('leaves what staff have ended as it is', async () => {
    const [archived, canceled] = [await fixture.unverified(), await fixture.unverified()];
    await fixture.change(archived, { status: 'archived' });
    await disown(canceled);
    await eventually('it is over', async () => (await statusOf(canceled)) === 'archived');
    await takeBack(archived);
    await takeBack(canceled);
    await eventually('the last one was heard', async () => (await statusOf(canceled)) === 'unverified');
    expect(await statusOf(archived)).toBe('archived');
  });
});

describe('the page of a link', () => {
  it('shows the right that it is about, in the language asked for, and no person', async () => {
    const id = await fixture.unverified({ locale: 'es' });
    const page = { organization, about: `${id}.lnk_1` };
    expect(await fixture.base.testEnv.bus.ask(ReadRequestPage, page)).toEqual({
      id,
      status: 'unverified',
      user_right_id: 'cpra_delete_my_data',
      user_right_label: 'Quiero eliminar mis datos',
      locale: 'es',
      ...factsOfToday(),
    });
    const inGerman = await fixture.base.testEnv.bus.ask(ReadRequestPage, { ...page, locale: 'de-AT' });
    expect(inGerman.user_right_label).toBe('Ich möchte meine Daten löschen lassen');
    const inIrish = await fixture.base.testEnv.bus.ask(ReadRequestPage, { ...page, locale: 'ga' });
    expect(inIrish.user_right_label).toBe('I want to delete my data');
    const unknown = fixture.base.testEnv.bus.ask(ReadRequestPage, { organization, about: 'evt_1' });
    expect(await refusalOf(unknown)).toBe('request_unknown');
  });
});

describe('after its person has corrected their address', () => {
  it('a request takes no link of before, and its owner cannot end it', async () => {
    const id = await fixture.base.unverified();
    const tokens = { [id]: fixture.addLink(id), [`${id}.lnk_1`]: fixture.addLink(`${id}.lnk_1`) };
    fixture.base.messagesAbout = () => [bouncedCode()];
    const to = { email: 'ana@right.example.com' };
    await fixture.base.testEnv.bus.ask(CorrectAddress, { organization, id, ...to });
    await takeTask(fixture.base.testEnv, StartChallenge);
    for (const [about, token] of Object.entries(tokens)) {
      expect(await refusalOf(confirm(about, token))).toBe('link_expired');
      expect(await refusalOf(renew(about, token))).toBe('link_unknown');
      await disown(about);
    }
    const marker = await fixture.unverified();
    await disown(marker);
    await eventually('the last one was heard', async () => (await statusOf(marker)) === 'archived');
    expect(await statusOf(id)).toBe('unverified');
    const asked = { organization, request_id: id, created_by: client };
    const { token, id: link } = await fixture.base.testEnv.bus.ask(CreateRequestLink, asked);
    expect(await confirm(`${id}.${link}.v1`, token)).toMatchObject({ status: 'verified' });
  });
});
