import { ReadLink, ReadRequestPage, SignDeclaration, type AssuranceStep } from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway, type Heard } from '../../testing/test-gateway.fixture';

/* The page of a declaration, with identity and requests played. */

let gateway: TestGateway;
let missing: AssuranceStep[] = [];
const signed: object[] = [];
const token = 'declaration'.padEnd(43, '-');
const about = 'pri_1.declaration';

beforeAll(async () => {
  gateway = await TestGateway.start();
  await gateway.play(ReadLink, () => ({
    ...{ organization: 'default', about, message_kind: 'privacy_request_declaration' as const },
    ...{ proves: true, state: 'open' as const, locale: 'de', return_to: null },
  }));
  await gateway.play(ReadRequestPage, () => ({
    ...{ id: 'pri_1', status: 'unverified' as const, user_right_id: 'cpra_delete_my_data' as const },
    ...{ user_right_label: 'Auskunft', locale: 'de' },
  }));
  await gateway.play(SignDeclaration, (signature) => {
    signed.push(signature);
    return { id: 'pri_1', status: 'unverified' as const, return_to: null, missing };
  });
});
afterAll(() => gateway?.close());

const press = (reason: string): Promise<Heard> =>
  gateway.call('POST', '/links', new URLSearchParams({ token, action: 'confirm', reason }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });

describe('the page of a declaration', () => {
  it('shows what is declared, and a field for the name', async () => {
    const { status, body } = await gateway.call('GET', `/links?token=${token}`);
    expect(status).toBe(200);
    expect(String(body)).toContain('Ich versichere an Eides statt');
    expect(String(body)).toMatch(/<input[^>]+name="reason"[^>]+required/);
  });

  it('takes a name, in the language of the page', async () => {
    expect(String((await press(' Ana Person ')).body)).toContain('Ihre Erklärung ist unterzeichnet');
    expect(signed).toEqual([{ organization: 'default', about, token, name: 'Ana Person', locale: 'de' }]);
    for (const name of ['', '  ', 'x'.repeat(201)]) expect((await press(name)).status).toBe(400);
    expect(signed).toHaveLength(1);
  });

  it('names the steps that are left', async () => {
    missing = [{ any_of: ['document'] }];
    expect(String((await press('Ana')).body)).toContain('<li>einen Identitätsnachweis');
  });
});
