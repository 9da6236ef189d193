import { randomUUID } from 'node:crypto';
import {
  ChallengeDisowned,
  DisowningTakenBack,
  ChangeConsentEvent,
  CreateConsentProof,
  DeleteConsentEvent,
  IdentityVerified,
  ReadApproval,
  ReadApprovalProof,
  ReadConsentApprovers,
  ReadConsentEvent,
  RenewConsentLink,
  SaveConsentApprovers,
  SendSuppressed,
  type ConsentEventInput,
  type ConsentEventResult,
} from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  chosen,
  ConsentsEnvironment,
  organization,
  refusalOf,
  someone,
  type Asked,
} from '../testing/consents.fixture';

let environment: ConsentsEnvironment;

beforeAll(async () => {
  environment = await ConsentsEnvironment.open();
});
afterEach(async () => {
  environment.losesAnswers = false;
  expect(await environment.leftOver()).toEqual([]);
});
afterAll(() => environment?.close());

const daySeconds = 86_400;
const read = (id: string) => environment.testEnv.bus.ask(ReadConsentEvent, { organization, id });
const page = ({ task: { about } }: Asked) =>
  environment.testEnv.bus.ask(ReadApproval, { organization, about });
const statusOf = async (id: string) => (await read(id)).status;

async function awaiting(
  approvers: string[],
  input: Partial<ConsentEventInput> = {},
): Promise<{ event: ConsentEventResult; asked: Asked[] }> {
  const event = await environment.create({ validation: { method: 'file', approvers }, ...input });
  const asked: Asked[] = [];
  while (asked.length < approvers.length) asked.push(await environment.asked());
  return { event, asked };
}

function verifiedEvent(about: string, challenge_id = `cha_${randomUUID()}`) {
  const verified_at = environment.testEnv.clock.now().toISOString();
  return { organization, about, challenge_id, channel: 'email', verified_at } as const;
}

describe('double opt-in', () => {
  it('asks the person by one link, and counts once they have pressed its button', async () => {
    const person = someone();
    const user = { organization_user_id: person, metadata: { campaign: 'spring' } };
    const validation = { method: 'email', redirect_url: 'https://shop.example.com/done' } as const;
    const { event, asked } = await environment.doubleOptIn({ user, validation });
    expect(event).toMatchObject({
      status: 'pending_approval',
      warnings: [{ reason: 'template_missing', email_type: 'validation-double-optin' }],
    });
    expect(asked.task).toMatchObject({
      about: event.id,
      message_kind: 'validation-double-optin',
      by_client: true,
      lifetime_seconds: 7 * daySeconds,
      return_to: 'https://shop.example.com/done',
    });
    expect(asked.content).toEqual({ to: { email: person }, variables: { metadata_campaign: 'spring' } });
    expect(await environment.current(person)).toEqual({});
    expect(await page(asked)).toMatchObject({
      method: 'email',
      status: 'pending_approval',
      organization_user_id: null,
      consents: { purposes: [{ id: 'news', enabled: true }] },
      superseded: false,
    });
    expect(await environment.decide(asked)).toEqual({
      event_id: event.id,
      status: 'confirmed',
      superseded: false,
      return_to: 'https://shop.example.com/done',
    });
    expect(await environment.current(person)).toEqual({ news: true });
    expect((await environment.asked()).task.message_kind).toBe('consents-user-created');
  });

  it('says no without a message to other people, and keeps saying it', async () => {
    const { event, asked } = await environment.doubleOptIn();
    expect(await environment.decide(asked, 'reject', 'not mine')).toMatchObject({
      status: 'rejected',
      return_to: null,
    });
    expect(await read(event.id)).toMatchObject({ status: 'rejected', rejection_reason: 'not mine' });
    expect(await refusalOf(environment.decide(asked))).toBe('event_settled');
  });

  it('counts once when twenty press at once', async () => {
    const { event, asked } = await environment.doubleOptIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(environment.decide(asked))));
    expect(answers.filter((answer) => answer === 'not refused')).toHaveLength(1);
    const others = answers.filter((answer) => answer !== 'not refused');
    expect(others.every((answer) => answer === 'link_used' || answer === 'event_settled')).toBe(true);
    expect(await statusOf(event.id)).toBe('confirmed');
    await environment.asked();
  });

  it('does not follow a link that is unknown, expired, or about another event', async () => {
    const { event, asked } = await environment.doubleOptIn();
    const other = await environment.doubleOptIn();
    expect(await refusalOf(environment.decide({ ...asked, token: 'x'.repeat(43) }))).toBe('link_unknown');
    expect(await refusalOf(environment.decide({ ...asked, token: other.asked.token }))).toBe('link_unknown');
    environment.setLink(asked.token, 'expired');
    expect(await refusalOf(environment.decide(asked))).toBe('link_expired');
    expect(await statusOf(event.id)).toBe('pending_approval');
  });

  it('redirects to no address that is no longer allowed', async () => {
    const validation = { method: 'email', redirect_url: 'https://shop.example.com/done' } as const;
    const { asked } = await environment.doubleOptIn({ validation });
    await environment.settings({ allowed_origins: [] });
    expect((await environment.decide(asked)).return_to).toBeNull();
    await environment.settings({});
    await environment.asked();
  });

  it('of a person without an address is stored, and its caller is told', async () => {
    const { status, warnings } = await environment.create({
      user: { organization_user_id: 'crm-7' },
      validation: { method: 'email' },
    });
    expect(status).toBe('pending_approval');
    expect(warnings).toContainEqual({ reason: 'no_recipient', email_type: 'validation-double-optin' });
  });

  it('that the person disowns is rejected, and heard of twice it stays so', async () => {
    const { event, asked } = await environment.doubleOptIn();
    const disowned_at = environment.testEnv.clock.now().toISOString();
    const said = { organization, about: asked.task.about, challenge_id: asked.task.id, disowned_at };
    environment.disowned.add(said.about);
    await environment.testEnv.bus.say(ChallengeDisowned, said, { id: randomUUID() });
    await environment.testEnv.bus.say(ChallengeDisowned, said, { id: randomUUID() });
    await eventually('it is rejected', async () => (await statusOf(event.id)) === 'rejected');
    expect(await read(event.id)).toMatchObject({ rejection_reason: 'disowned' });
    expect(await refusalOf(environment.decide(asked))).toBe('event_settled');
  });

  it('that the person disowned by mistake waits for them again, whichever event comes first', async () => {
    const [one, other] = [await environment.doubleOptIn(), await environment.doubleOptIn()];
    const at = environment.testEnv.clock.now().toISOString();
    const aboutOf = ({ asked: { task } }: typeof one) => ({
      organization,
      about: task.about,
      challenge_id: task.id,
    });
    const sayDisowned = (of: typeof one) =>
      environment.testEnv.bus.say(
        ChallengeDisowned,
        { ...aboutOf(of), disowned_at: at },
        { id: randomUUID() },
      );
    const sayTakenBack = (of: typeof one) =>
      environment.testEnv.bus.say(
        DisowningTakenBack,
        { ...aboutOf(of), taken_back_at: at },
        { id: randomUUID() },
      );
    environment.disowned.add(one.asked.task.about);
    await sayDisowned(one);
    await eventually('it is rejected', async () => (await statusOf(one.event.id)) === 'rejected');
    environment.disowned.delete(one.asked.task.about);
    for (const of of [one, other]) {
      await sayTakenBack(of);
      await sayDisowned(of);
    }
    await eventually('it waits', async () => (await statusOf(one.event.id)) === 'pending_approval');
    expect(await read(one.event.id)).toMatchObject({ rejection_reason: null });
    for (const { event, asked } of [one, other]) {
      await environment.decide(asked);
      expect(await statusOf(event.id)).toBe('confirmed');
      // the welcome
      await environment.asked();
    }
  });

  it('follows the newest answer about its disowning, and is not locked while identity is asked', async () => {
    const { event, asked } = await environment.doubleOptIn();
    const at = environment.testEnv.clock.now().toISOString();
    const said = { organization, about: asked.task.about, challenge_id: asked.task.id };
    let answers = 0;
    let isLocked: boolean | null = null;
    environment.beforeDisowningAnswer = async () => {
      answers += 1;
      if (answers > 1) return;
      isLocked = await environment.rows('select 1 from consents.events for update nowait').then(
        () => false,
        () => true,
      );
      environment.disowned.delete(said.about);
      await environment.testEnv.bus.say(
        DisowningTakenBack,
        { ...said, taken_back_at: at },
        { id: randomUUID() },
      );
      await eventually('the taking back was heard', () => answers >= 3);
    };
    environment.disowned.add(said.about);
    await environment.testEnv.bus.say(ChallengeDisowned, { ...said, disowned_at: at }, { id: randomUUID() });
    await eventually('the newer answer was applied', () => answers >= 5);
    environment.beforeDisowningAnswer = () => Promise.resolve();
    expect(isLocked).toBe(false);
    expect(await statusOf(event.id)).toBe('pending_approval');
  });

  it('shows that its message was held back, to API clients', async () => {
    const { event, asked } = await environment.doubleOptIn();
    expect((await read(event.id)).validation).not.toHaveProperty('suppressed_by');
    const suppressed_at = environment.testEnv.clock.now().toISOString();
    const about = { organization, about: asked.task.about, challenge_id: asked.task.id };
    const said = { ...about, budget: 'identifier', suppressed_at } as const;
    await environment.testEnv.bus.say(SendSuppressed, said, { id: randomUUID() });
    const validation = await eventually('it says so', async () => {
      const shown = (await read(event.id)).validation;
      return shown?.suppressed_by ? shown : null;
    });
    expect(validation).toMatchObject({ suppressed_by: 'identifier' });
  });

  it('approved late does not override what was chosen since', async () => {
    const person = someone();
    const user = { organization_user_id: person };
    const { event, asked } = await environment.doubleOptIn({ user });
    environment.testEnv.clock.advance(60_000);
    await environment.create({ user, consents: chosen({ news: false }) });
    await environment.asked();
    expect((await page(asked)).superseded).toBe(true);
    expect(await environment.decide(asked)).toMatchObject({ status: 'confirmed', superseded: true });
    expect(await environment.current(person)).toEqual({ news: false });
    expect(await read(event.id)).toMatchObject({ status: 'confirmed', superseded: true });
  });
});

describe('when we die between identity’s answer and our own transaction', () => {
  it.each([
    ['approve', 'confirmed'],
    ['reject', 'rejected'],
  ] as const)('what was wanted, to %s, is brought about once', async (decision, status) => {
    const { event, asked } = await environment.doubleOptIn();
    environment.losesAnswers = true;
    expect(await refusalOf(environment.decide(asked, decision, 'because'))).toBe('unavailable');
    expect(await statusOf(event.id)).toBe('pending_approval');
    environment.testEnv.clock.advance(5_000);
    const said = verifiedEvent(asked.task.about, asked.task.id);
    await environment.testEnv.bus.say(IdentityVerified, said, { id: randomUUID() });
    await environment.testEnv.bus.say(IdentityVerified, said, { id: randomUUID() });
    await eventually('it is decided', async () => (await statusOf(event.id)) === status);
    expect((await read(event.id)).rejection_reason).toBe(status === 'rejected' ? 'because' : null);
    if (status === 'confirmed') await environment.asked();
  });

  it('a proof about something that is not ours changes nothing', async () => {
    const { event, asked } = await environment.doubleOptIn();
    for (const about of [asked.task.about, 'pri_1', 'clk_1', 'x']) {
      await environment.testEnv.bus.say(IdentityVerified, verifiedEvent(about), { id: randomUUID() });
    }
    expect(await environment.decide(asked)).toMatchObject({ event_id: event.id, status: 'confirmed' });
    await environment.asked();
  });
});

describe('approval', () => {
  it('asks each approver by a link of their own, for fourteen days', async () => {
    const approvers = [someone(), someone()];
    const { event, asked } = await awaiting(approvers, { delegate: { id: 'agent-7', name: 'Agent' } });
    expect(new Set(asked.map(({ content }) => content.to.email))).toEqual(new Set(approvers));
    expect(new Set(asked.map(({ task }) => task.about)).size).toBe(2);
    for (const { task } of asked) {
      expect(task).toMatchObject({
        about: expect.stringMatching(/^apr_/) as string,
        message_kind: 'validation-approval-file',
        lifetime_seconds: 14 * daySeconds,
      });
    }
    expect(event.validation).toMatchObject({ method: 'file', approvers });
    const [first, second] = asked as [Asked, Asked];
    expect(await page(first)).toMatchObject({
      method: 'file',
      organization_user_id: event.user.organization_user_id,
      delegate: { id: 'agent-7', name: 'Agent' },
    });
    expect(await environment.decide(first)).toMatchObject({ status: 'confirmed' });
    expect(await refusalOf(environment.decide(second, 'reject'))).toBe('event_settled');
    await environment.asked();
  });

  it('is decided by one of two who come at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { event, asked } = await awaiting([someone(), someone()]);
      const [first, second] = asked as [Asked, Asked];
      const answers = await Promise.all([
        refusalOf(environment.decide(first, 'approve')),
        refusalOf(environment.decide(second, 'reject')),
      ]);
      expect(answers.toSorted()).toEqual(['event_settled', 'not refused']);
      const status = await statusOf(event.id);
      expect(status).toBe(answers[0] === 'not refused' ? 'confirmed' : 'rejected');
      if (status === 'confirmed') await environment.asked();
    }
  });

  it('falls to the organization’s approvers where the event names none', async () => {
    const none = await environment.create({ validation: { method: 'signature' } });
    expect(none).toMatchObject({
      status: 'pending_approval',
      warnings: [{ reason: 'no_approver', email_type: 'validation-approval-signature' }],
    });
    const officer = someone();
    const save = { organization, approvers: [officer, officer.toUpperCase()] };
    expect(await environment.testEnv.bus.ask(SaveConsentApprovers, save)).toEqual({ approvers: [officer] });
    expect(await environment.testEnv.bus.ask(ReadConsentApprovers, { organization })).toEqual({
      approvers: [officer],
    });
    expect(await environment.testEnv.bus.ask(ReadConsentApprovers, { organization: 'other' })).toEqual({
      approvers: [],
    });
    await environment.create({ validation: { method: 'signature', expires_in: 60 } });
    const { task, content } = await environment.asked();
    expect([task.lifetime_seconds, content.to]).toEqual([60, { email: officer }]);
  });

  it('is not for the one who acted, nor for the person', async () => {
    const [agent, person, officer] = [someone(), someone(), someone()];
    const validation = { method: 'file', approvers: [agent.toUpperCase(), officer, person] } as const;
    const event = await environment.create({
      user: { organization_user_id: person },
      delegate: { id: agent },
      validation: { ...validation, approvers: [...validation.approvers] },
    });
    expect(event.warnings.filter(({ reason }) => reason === 'self_approval')).toEqual([
      { reason: 'self_approval', path: ['validation', 'approvers', 0] },
      { reason: 'self_approval', path: ['validation', 'approvers', 2] },
    ]);
    const asked = await environment.asked();
    expect(asked.content.to).toEqual({ email: officer });
    const changes = { delegate: { id: officer } };
    const changed = await environment.testEnv.bus.ask(ChangeConsentEvent, {
      organization,
      id: event.id,
      changes,
    });
    expect(changed.warnings).toEqual([
      { reason: 'self_approval', path: ['delegate'] },
      { reason: 'no_approver', email_type: 'validation-approval-file' },
    ]);
    // the only one who was asked is no approver any more: no approver is asked anew
    expect(await refusalOf(environment.decide(asked))).toBe('event_unknown');
  });

  it('is asked for anew when what is to be approved has changed, and the old link approves nothing', async () => {
    const { event, asked } = await awaiting([someone()]);
    const [approver] = asked as [Asked];
    const changes = { consents: chosen({ news: false }) };
    await environment.testEnv.bus.ask(ChangeConsentEvent, { organization, id: event.id, changes });
    const again = await environment.asked();
    expect([again.task.about, again.content.to]).toEqual([approver.task.about, approver.content.to]);
    expect(await refusalOf(environment.decide(approver))).toBe('link_expired');
    expect(await page(again)).toMatchObject({ consents: { purposes: [{ id: 'news', enabled: false }] } });
    expect(await environment.decide(again)).toMatchObject({ status: 'confirmed' });
    await environment.asked();
  });

  it('is not given by a link that was on its way when the event was changed: they are asked anew', async () => {
    const { event, asked } = await awaiting([someone()]);
    const [approver] = asked as [Asked];
    // identity has yet to hear that there is another link
    const changes = { consents: chosen({ news: false }) };
    await environment.testEnv.bus.ask(ChangeConsentEvent, { organization, id: event.id, changes });
    expect(await refusalOf(environment.decide(approver))).toBe('link_expired');
    expect(await statusOf(event.id)).toBe('pending_approval');
    await environment.asked();
    const again = await environment.asked();
    expect(again.content.to).toEqual(approver.content.to);
    expect(await environment.decide(again)).toMatchObject({ status: 'confirmed' });
    await environment.asked();
  });

  it('is asked for once when a client sends the same change twice', async () => {
    const proofs = [`data:application/pdf;base64,${Buffer.from('%PDF-1.7').toString('base64')}`];
    const { event } = await awaiting([someone()], { proofs });
    const changes = { consents: chosen({ news: false }), delegate: { id: 'agent-7' } };
    const change = () =>
      environment.testEnv.bus.ask(ChangeConsentEvent, { organization, id: event.id, changes });
    const first = await change();
    expect(first.warnings).toEqual([{ reason: 'template_missing', email_type: 'validation-approval-file' }]);
    await environment.asked();
    expect(await change()).toMatchObject({
      updated_at: first.updated_at,
      proofs_id: event.proofs_id,
      warnings: [],
    });
    expect(await environment.waiting()).toBe(0);
  });

  it('shows its proofs to an approver with an open link alone', async () => {
    const content = Buffer.from('%PDF-1.7').toString('base64');
    const proof = `data:application/pdf;base64,${content}`;
    const { event, asked } = await awaiting([someone()], { proofs: [proof] });
    const [approver] = asked as [Asked];
    const { about } = approver.task;
    const [proof_id = ''] = event.proofs_id;
    expect((await page(approver)).proofs).toMatchObject([
      { id: proof_id, type: 'application/pdf', bytes: 8 },
    ]);
    const ask = (changes: object) =>
      environment.testEnv.bus.ask(ReadApprovalProof, {
        organization,
        about,
        token: approver.token,
        proof_id,
        ...changes,
      });
    expect((await ask({})).content).toBe(content);
    const foreign = await environment.testEnv.bus.ask(CreateConsentProof, { organization, data: proof });
    expect(await refusalOf(ask({ proof_id: foreign.id }))).toBe('proof_unknown');
    const other = await environment.doubleOptIn({ proofs: [proof] });
    expect(await refusalOf(ask({ token: other.asked.token }))).toBe('link_unknown');
    expect((await page(other.asked)).proofs).toEqual([]);
    environment.setLink(approver.token, 'expired');
    expect(await refusalOf(ask({}))).toBe('link_expired');
  });

  it('is about nothing once the event is deleted', async () => {
    const { event, asked } = await awaiting([someone()]);
    const [approver] = asked as [Asked];
    await environment.testEnv.bus.ask(DeleteConsentEvent, { organization, id: event.id });
    expect(await refusalOf(environment.decide(approver))).toBe('event_unknown');
  });
});

describe('another link', () => {
  const renew = ({ task: { about }, token }: Asked) =>
    environment.testEnv.bus.ask(RenewConsentLink, { organization, about, token });

  it('goes to where the old one went, and the old one is no longer good', async () => {
    const { asked } = await environment.doubleOptIn();
    environment.setLink(asked.token, 'expired');
    expect(await renew(asked)).toEqual({ expires_in: 7 * daySeconds });
    const again = await environment.asked();
    expect([again.task.about, again.content]).toEqual([asked.task.about, asked.content]);
    const { asked: approvers } = await awaiting([someone()]);
    const [approver] = approvers as [Asked];
    expect(await renew(approver)).toEqual({ expires_in: 14 * daySeconds });
    expect((await environment.asked()).content).toEqual(approver.content);
    expect(await refusalOf(environment.decide(approver))).toBe('link_expired');
  });

  it('is not for what is decided, or for a caller without a link', async () => {
    const { asked } = await environment.doubleOptIn();
    const { asked: other } = await environment.doubleOptIn();
    expect(await refusalOf(renew({ ...asked, token: other.token }))).toBe('link_unknown');
    expect(await refusalOf(renew({ ...asked, token: 'x'.repeat(43) }))).toBe('link_unknown');
    await environment.decide(asked, 'reject');
    expect(await refusalOf(renew(asked))).toBe('link_used');
    environment.setLink(asked.token, 'expired');
    expect(await refusalOf(renew(asked))).toBe('event_settled');
  });

  it('of a welcome leads into the Preference Center again', async () => {
    await environment.create();
    const welcome = await environment.asked();
    environment.setLink(welcome.token, 'expired');
    expect(await renew(welcome)).toEqual({ expires_in: 7 * daySeconds });
    const again = await environment.asked();
    expect([again.task.about, again.task.message_kind]).toEqual([
      welcome.task.about,
      'consents-user-created',
    ]);
  });
});
