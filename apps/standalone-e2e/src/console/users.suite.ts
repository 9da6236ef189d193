import { eventually } from '@subjectline/testing';
import { expect, it } from 'vitest';
import { shoot } from '../browser/browser.fixture';
import { wrongCode } from '../fixtures/person.fixture';
import { at, HttpClient, listAt, textAt } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

/** Once messages are sent to the inbox. */
export function usersSuite(current: () => Console): void {
  const email = 'mia@example.com';

  const mailedCode = (): Promise<string> =>
    eventually('the code is mailed', async () => {
      const { body } = await current().product.call('GET', '/api/v1/inbox');
      const texts = listAt(body, 'messages')
        .filter((message) => textAt(message, 'to') === email)
        .map((message) => textAt(message, 'text'));
      return texts.map((text) => /^\d{6}$/m.exec(text)?.[0]).find(Boolean);
    });

  /** As a client reads it that may do almost everything. */
  const readersInbox = async (): Promise<unknown[]> => {
    const { product } = current();
    const scopes = ['messages:read', 'messages:send'];
    const { body: client } = await product.call('POST', '/api/v1/oauth/client', { scopes });
    const reader = new HttpClient(product.url);
    await reader.signIn({
      client_id: textAt(client, 'client_id'),
      client_secret: textAt(client, 'client_secret'),
    });
    const { body } = await reader.call('GET', '/api/v1/inbox?limit=100');
    const recipients = listAt(body, 'messages').map((message) => at(message, 'to'));
    expect(recipients.length).toBeGreaterThan(0);
    return recipients;
  };

  it('sign in with a code that is mailed to them, and the browser remembers how', async () => {
    const { product, page } = current();
    await product.call('POST', '/api/v1/user', { email_address: email, roles: ['viewer_and_approver'] });
    await current().signOut();
    await current().goto('/sign-in', 'Sign in');
    await page.getByRole('button', { name: 'Use a code by e-mail instead' }).click();
    await page.getByLabel('E-mail address').fill(email);
    await page.getByRole('button', { name: 'Send the code' }).click();
    const code = await mailedCode();
    expect(await readersInbox()).not.toContain(email);
    await page.getByRole('textbox', { name: 'Code', exact: true }).fill(wrongCode(code));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('The code is wrong, has expired or was used.').waitFor();
    await page.getByRole('textbox', { name: 'Code', exact: true }).fill(code);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.getByRole('button', { name: `Signed in as ${email}` }).waitFor();
    // its steps need more than the role has
    expect(await page.getByRole('region', { name: 'Get started' }).count()).toBe(0);
    const { body: created } = await product.call('POST', '/api/v1/privacy-request/authenticated', [
      { policy_key: 'default_access_policy', identity: { email: 'pia@example.org' } },
    ]);
    await page.goto(`${product.url}/requests/${textAt(created, 'succeeded', 0, 'id')}`);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve 1 request' }).click();
    await page.getByRole('list', { name: 'Timeline' }).getByText(`Approved, by ${email}`).waitFor();
    await current().signOut();
    await current().goto('/sign-in', 'Sign in');
    await page.getByLabel('E-mail address').waitFor();
    await page.getByRole('button', { name: 'Use a client id and secret instead' }).click();
    await page.getByLabel('Client id').waitFor();
  });

  /** With the account that is signed in at the identity provider. */
  const continueAs = async (sub: string, address = email): Promise<void> => {
    const { page, provider } = current();
    provider.user = { sub, email: address, email_verified: true };
    await page.getByRole('button', { name: 'Continue with Acme ID' }).click();
    await page.getByRole('heading', { name: 'Identity provider' }).waitFor();
    await page.getByRole('link', { name: 'Continue' }).click();
  };

  it('sign in at an identity provider on another site, and come back to where they were', async () => {
    const { product, page, provider } = current();
    const kept = `${product.url}/requests?status=denied`;
    await current().signOut();
    await page.goto(kept);
    await page.getByRole('button', { name: 'Continue with Acme ID' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('alert').getByText('The sign-in was cancelled.').waitFor();
    expect(page.url()).toBe(`${product.url}/sign-in/oidc`);
    expect(await current().faults()).toEqual([]);
    await shoot(page, 'sign-in-cancelled');
    await continueAs('user-1', 'stranger@example.com');
    await page.getByRole('alert').getByText('No user can sign in with this account.').waitFor();
    await continueAs('user-1');
    await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
    expect(page.url()).toBe(kept);
    await page.getByRole('button', { name: `Signed in as ${email}` }).waitFor();
    const cookies = await page.context().cookies(product.url);
    expect(cookies.map(({ name, sameSite, httpOnly }) => [name, sameSite, httpOnly])).toEqual([
      ['subjectline', 'Strict', true],
    ]);
    // the code is in nothing that stays
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toMatch(/code=|state=/);
    expect(provider.asked).toContain('/token');
  });

  it('are linked to the first account of the identity provider, until an owner removes the link', async () => {
    const { product, page } = current();
    await current().signOut();
    await current().goto('/sign-in', 'Sign in');
    await continueAs('user-2');
    await page.getByRole('alert').getByText('is linked to another account').waitFor();
    await current().signIn();
    await current().goto('/settings/team', 'Team');
    const row = page.getByRole('row').filter({ hasText: email });
    await row.getByText('OpenID Connect since').waitFor();
    await row.getByRole('button', { name: 'Remove link' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Remove the link of ${email}` })
      .click();
    await page.getByText(`The link of ${email} is removed.`).waitFor();
    await row.getByText('OpenID Connect since').waitFor({ state: 'detached' });
    await current().signOut();
    await page.goto(`${product.url}/sign-in?to=//evil.example/`);
    await continueAs('user-2');
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    expect(page.url()).toBe(`${product.url}/`);
  });
}
