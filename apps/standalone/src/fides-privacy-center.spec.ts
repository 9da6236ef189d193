import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from './accounts.suite';
import { at, House, listAt, textAt } from './house.suite';
import { Person } from './person.suite';

/* What Fides' Privacy Center and its other public clients send, as they send it. */

let house: House;
let person: Person;

beforeAll(async () => {
  house = await House.open();
  await useProvider(house, 'mailgun');
});
beforeEach(() => {
  person = new Person(house, 'email');
});
afterAll(() => house?.close());

const path = '/api/v1/privacy-request';
const publicly = { token: null } as const;

async function isApprovedBySystem(id: string): Promise<void> {
  await eventually('it is approved', async () => {
    const { body } = await house.call('GET', `${path}/${id}`);
    return at(body, 'status') === 'approved';
  });
  const { body } = await house.call('GET', `${path}/${id}/log`);
  const approved = listAt(body, 'entries').filter((entry) => at(entry, 'what') === 'approved');
  expect(approved).toMatchObject([{ by: 'system' }]);
}

describe('while staff approve requests', () => {
  it('what a person saves in the Privacy Center goes on at once', async () => {
    const { body } = await house.call(
      'POST',
      '/api/v1/consent-request',
      { identity: { email: person.address } },
      publicly,
    );
    const consentId = textAt(body, 'consent_request_id');
    const saved = await house.call(
      'PATCH',
      `/api/v1/consent-request/${consentId}/preferences`,
      {
        code: await person.receivesCode(),
        policy_key: 'default_consent_policy',
        consent: [{ data_use: 'marketing', opt_in: false }],
        executable_options: [{ data_use: 'marketing', executable: true }],
      },
      publicly,
    );
    expect(saved.status).toBe(200);
    const found = await house.call('GET', `${path}?identity=${person.address}`);
    await isApprovedBySystem(textAt(found.body, 'items', 0, 'id'));
  });

  it('a consent request of a client goes on at once, an access request waits', async () => {
    const ask = async (policy_key: string): Promise<string> => {
      const { body } = await house.call('POST', `${path}/authenticated`, [
        { policy_key, identity: person.identity },
      ]);
      return textAt(body, 'succeeded', 0, 'id');
    };
    const waiting = await ask('default_access_policy');
    await isApprovedBySystem(await ask('default_consent_policy'));
    expect((await house.call('GET', `${path}/${waiting}`)).body).toMatchObject({ status: 'pending' });
  });

  it('a verified consent request goes on at once', async () => {
    await isApprovedBySystem(await person.isVerified('default_consent_policy'));
  });
});
