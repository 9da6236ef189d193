import { expect, it } from 'vitest';
import { rootClient, textAt } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

export function signInSuite(current: () => Console): void {
  it('leads back to the page that was asked for', async () => {
    const console = current();
    await console.signOut();
    await console.page.goto(`${console.product.url}/requests?status=denied`);
    await console.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await console.enterCredentials({ ...rootClient, client_secret: 'another-secret-than-it-is' });
    await console.page.getByRole('alert').getByText('The client id or its secret is wrong.').waitFor();
    await console.enterCredentials();
    await console.page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
    expect(console.page.url()).toBe(`${console.product.url}/requests?status=denied`);
  });

  it('leads to no other site', async () => {
    const console = current();
    await console.signOut();
    await console.goto('/sign-in?to=//evil.example/', 'Sign in');
    await console.enterCredentials();
    await console.page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    expect(console.page.url()).toBe(`${console.product.url}/`);
  });

  it('keeps the secret out of the storage of the browser and the address', async () => {
    const console = current();
    await console.signInByForm();
    const stored = await console.page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
    );
    expect(`${String(stored)} ${console.page.url()}`).not.toContain(rootClient.client_secret);
  });

  it('by the menu ends the session', async () => {
    const console = current();
    await console.signIn();
    await console.goto('/', 'Home');
    await console.page.getByRole('button', { name: 'Signed in as' }).click();
    await console.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await console.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await console.page.goto(`${console.product.url}/requests`);
    await console.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('with few scopes shows which one a page needs', async () => {
    const console = current();
    const client = { name: 'Reader', scopes: ['privacy-request:read'] };
    const { body } = await console.product.call('POST', '/api/v1/oauth/client', client);
    await console.signIn({
      client_id: textAt(body, 'client_id'),
      client_secret: textAt(body, 'client_secret'),
    });
    await console.goto('/', 'Home');
    await console.page.getByText('Needs the scope messaging:read', { exact: true }).waitFor();
    await console.goto('/requests', 'Requests');
    await console.page.getByText('No request is open.').or(console.page.getByRole('table')).first().waitFor();
  });

  it('speaks the language that is chosen', async () => {
    const console = current();
    await console.signOut();
    await console.goto('/sign-in', 'Sign in');
    await console.page.getByRole('combobox', { name: 'Language' }).click();
    await console.page.getByRole('option', { name: 'Deutsch' }).click();
    await console.page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    await console.page.reload();
    await console.page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await console.page.locator('html').getAttribute('lang')).toBe('de');
    await console.page.getByRole('combobox', { name: 'Sprache' }).click();
    await console.page.getByRole('option', { name: 'English' }).click();
    await console.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
}
