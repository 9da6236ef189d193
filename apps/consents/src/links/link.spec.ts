import { randomUUID } from 'node:crypto';
import {
  CreateConsentLink,
  FollowConsentLink,
  IdentityVerified,
  ListConsentEvents,
  ReadApproval,
  ReadConsentEvent,
  RenewConsentLink,
  type CreateConsentLinkRequest,
  type CreatedConsentLink,
} from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chosen, ConsentsEnvironment, organization, refusalOf, someone } from '../testing/consents.fixture';

let environment: ConsentsEnvironment;

beforeAll(async () => {
  environment = await ConsentsEnvironment.open();
});
afterEach(async () => {
  environment.losesAnswers = false;
  environment.beforeAnswer = () => Promise.resolve();
  expect(await environment.leftOver()).toEqual([]);
});
afterAll(() => environment?.close());

const redirect_url = 'https://shop.example.com/thanks';
const make = (changes: Partial<CreateConsentLinkRequest> = {}) =>
  environment.testEnv.bus.ask(CreateConsentLink, {
    organization,
    organization_user_id: someone(),
    action: 'event.create',
    event: { consents: chosen({ news: true }) },
    ...changes,
  });
const follow = ({ id: about, token }: CreatedConsentLink) =>
  environment.testEnv.bus.ask(FollowConsentLink, { organization, about, token });
const page = ({ id: about }: CreatedConsentLink) =>
  environment.testEnv.bus.ask(ReadApproval, { organization, about });

describe('a consent link', () => {
  it('makes its event when it is followed, for its user alone', async () => {
    const person = someone();
    const event = {
      user: { organization_user_id: someone(), metadata: { a: 'b' } },
      consents: chosen({ news: true }),
    };
    const link = await make({ organization_user_id: person, event, redirect_url });
    expect(link).toMatchObject({ id: expect.stringMatching(/^clk_/) as string });
    expect(Date.parse(link.expires_at) - environment.testEnv.clock.nowMs()).toBe(900_000);
    expect(await page(link)).toMatchObject({ method: 'link', event_id: null, consents: event.consents });
    const { event_id, ...rest } = await follow(link);
    expect(rest).toEqual({ status: 'confirmed', return_to: redirect_url });
    expect(await environment.current(person)).toEqual({ news: true });
    expect(await page(link)).toMatchObject({ event_id, status: 'confirmed' });
    expect((await environment.asked()).content).toEqual({
      to: { email: person },
      variables: { metadata_a: 'b' },
    });
  });

  it('does its work once, when twenty follow it at once', async () => {
    const organization_user_id = someone();
    const link = await make({ organization_user_id });
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(follow(link))));
    expect(answers.toSorted()).toEqual([...Array.from({ length: 19 }, () => 'link_used'), 'not refused']);
    const list = { organization, organization_user_id, skip: 0, limit: 20 };
    expect((await environment.testEnv.bus.ask(ListConsentEvents, list)).total).toBe(1);
    await environment.asked();
  });

  it('confirms an event that waits, of its own user', async () => {
    const organization_user_id = someone();
    const waits = await environment.create({ user: { organization_user_id }, status: 'pending_approval' });
    const update = { action: 'event.update', event: { id: waits.id, status: 'confirmed' } } as const;
    expect(await refusalOf(make({ ...update }))).toBe('event_unknown');
    expect(await refusalOf(make({ ...update, event: {} }))).toBe('event_unknown');
    const [one, other] = [
      await make({ ...update, organization_user_id }),
      await make({ ...update, organization_user_id }),
    ];
    expect(await page(one)).toMatchObject({
      event_id: waits.id,
      status: 'pending_approval',
      consents: waits.consents,
    });
    expect(await follow(one)).toEqual({ event_id: waits.id, status: 'confirmed', return_to: null });
    expect(await refusalOf(follow(other))).toBe('event_settled');
    expect(await refusalOf(make({ ...update, organization_user_id }))).toBe('event_settled');
    await environment.asked();
  });

  it('is followed all the same when the event of its proof is faster than the answer', async () => {
    const organization_user_id = someone();
    const waits = await environment.create({ user: { organization_user_id }, status: 'pending_approval' });
    const link = await make({ action: 'event.update', event: { id: waits.id }, organization_user_id });
    const challenge_id = `cha_${randomUUID()}`;
    const verified_at = environment.testEnv.clock.now().toISOString();
    const said = { organization, about: link.id, challenge_id, channel: 'email', verified_at } as const;
    environment.beforeAnswer = async () => {
      await environment.testEnv.bus.say(IdentityVerified, said, { id: randomUUID() });
      await eventually('the event has acted', async () => {
        const { status } = await environment.testEnv.bus.ask(ReadConsentEvent, {
          organization,
          id: waits.id,
        });
        return status === 'confirmed';
      });
    };
    expect(await follow(link)).toMatchObject({ event_id: waits.id, status: 'confirmed' });
    await environment.asked();
  });

  it('is refused when what it does would be', async () => {
    expect(await refusalOf(make({ redirect_url: 'https://evil.example.net/' }))).toBe('redirect_forbidden');
    expect(await refusalOf(make({ event: {} }))).toBe('invalid');
    expect(await refusalOf(follow({ id: 'clk_x', token: 'x'.repeat(43), expires_at: '' }))).toBe(
      'link_unknown',
    );
    const link = await make();
    environment.setLink(link.token, 'expired');
    expect(await refusalOf(follow(link))).toBe('link_expired');
    const renewed = environment.testEnv.bus.ask(RenewConsentLink, {
      organization,
      about: link.id,
      token: link.token,
    });
    expect(await refusalOf(renewed)).toBe('link_expired');
  });

  it('is deleted once it can no longer be followed', async () => {
    const old = await make();
    environment.testEnv.clock.advance(32 * 86_400_000);
    const link = await make();
    expect(await refusalOf(page(old))).toBe('link_unknown');
    expect(await page(link)).toMatchObject({ method: 'link' });
  });

  it('is brought to its end when we died after identity’s answer', async () => {
    const organization_user_id = someone();
    const link = await make({ organization_user_id });
    environment.losesAnswers = true;
    expect(await refusalOf(follow(link))).toBe('unavailable');
    const verified_at = environment.testEnv.clock.now().toISOString();
    const said = {
      organization,
      about: link.id,
      challenge_id: 'cha_1',
      channel: 'email',
      verified_at,
    } as const;
    await environment.testEnv.bus.say(IdentityVerified, said, { id: randomUUID() });
    await environment.testEnv.bus.say(IdentityVerified, said, { id: randomUUID() });
    const { event_id } = await eventually('it has acted', async () => {
      const shown = await page(link);
      return shown.event_id === null ? null : shown;
    });
    const event = await environment.testEnv.bus.ask(ReadConsentEvent, { organization, id: event_id ?? '' });
    expect(event).toMatchObject({ status: 'confirmed', user: { organization_user_id } });
    await environment.asked();
  });
});
