import {
  ChangeConsentUser,
  personContext,
  readPersonCalls,
  type PersonRecordsPage,
  type PersonReference,
} from '@subjectline/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chosen, ConsentsEnvironment, organization, someone } from '../testing/consents.fixture';

let environment: ConsentsEnvironment;

beforeAll(async () => {
  environment = await ConsentsEnvironment.open();
});
afterAll(() => environment?.close());

function read(section: string, person: PersonReference): Promise<PersonRecordsPage> {
  const { keys, bus } = environment.testEnv;
  const sealed_person = keys.sealJson(person, personContext(organization));
  const question = { organization, sealed_person, subjects: [], section, skip: 0, limit: 50 };
  return bus.ask(readPersonCalls.consents, question);
}

async function userWith(email: string): Promise<string> {
  const event = await environment.create({ user: { organization_user_id: `crm ${email}`, email } });
  return event.user.id;
}

it('finds a user by the address beside their id, as it is now', async () => {
  const [before, after] = [someone(), someone()];
  const user_id = await userWith(before);
  expect(await read('users', { email: before.toUpperCase() })).toMatchObject({ total: 1 });
  await environment.testEnv.bus.ask(ChangeConsentUser, { organization, user_id, changes: { email: after } });
  expect(await read('users', { email: before })).toMatchObject({ total: 0 });
  expect(await read('users', { email: after })).toMatchObject({ records: [{ public_id: user_id }] });
  expect(await read('users', { user_id })).toMatchObject({ total: 1 });
});

it.each([
  ['münchen.example', 'xn--mnchen-3ya.example'],
  ['XN--mnchen-3ya.example', 'München.example'],
])('finds a user at %s by the address at %s', async (domain, other) => {
  const [name = ''] = someone().split('@');
  const user_id = await userWith(`${name}@${domain}`);
  expect(await read('users', { email: `${name}@${other}` })).toMatchObject({
    records: [{ public_id: user_id }],
  });
});

it('finds what an earlier version stored, however much there is', async () => {
  const email = someone();
  await environment.rows(
    `insert into consents.links (organization, id, sealed_content, created_at)
     select 'default', 'clk_' || n, 'k0.damaged', now() from generate_series(1, 1100) n`,
  );
  await userWith(email);
  await environment.rows('update consents.users set person_digests = null');
  expect(await read('users', { email })).toMatchObject({ records: [{ email }] });
  const left = await environment.rows('select from consents.links where person_digests is null');
  expect(left).toEqual([]);
  await environment.rows(`delete from consents.links where sealed_content = 'k0.damaged'`);
});

it('shows a delegate and an approver that they are named, and nothing of what the other person chose', async () => {
  const [delegate, approver, other] = [someone(), someone(), someone()];
  await environment.createTemplate('validation-approval-file');
  const event = await environment.create({
    user: { organization_user_id: other },
    consents: chosen({ secret_purpose: true }),
    delegate: { id: delegate, name: 'Dora' },
    validation: { method: 'file', approvers: [approver] },
  });
  const delegations = await read('delegations', { email: delegate });
  expect(delegations.records).toMatchObject([
    { public_id: event.id, delegate: { id: delegate, name: 'Dora' } },
  ]);
  const approvals = await read('approvals', { email: approver });
  expect(approvals.records).toMatchObject([{ approver }]);
  const shown = JSON.stringify([delegations, approvals]);
  expect(shown).not.toContain(other);
  expect(shown).not.toContain('secret_purpose');
  expect(await read('events', { email: other })).toMatchObject({ total: 1 });
  await environment.leftOver();
});
