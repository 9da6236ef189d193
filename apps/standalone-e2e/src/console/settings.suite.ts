import { readFile } from 'node:fs/promises';
import { eventually } from '@subjectline/testing';
import { expect, it } from 'vitest';
import { Stranger } from '../browser/browser.fixture';
import { rootClient, at, listAt, textAt } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

export function settingsSuite(current: () => Console): void {
  const button = (name: string | RegExp) => current().page.getByRole('button', { name, exact: true });
  const dialog = () => current().page.getByRole('dialog');
  const notice = (text: string) => current().page.getByRole('status').getByText(text).first().waitFor();
  const row = (text: string | RegExp) => current().page.getByRole('row').filter({ hasText: text });

  const setting = async (name: string): Promise<unknown> => {
    const { body } = await current().product.call('GET', '/api/v1/config/effective');
    return at(
      listAt(body, 'settings').find((one) => at(one, 'name') === name),
      'value',
    );
  };

  it('show each value with where it comes from, and change it', async () => {
    const console = current();
    const { page } = console;
    await console.signIn();
    await page.goto(`${console.product.url}/settings`);
    await page.getByRole('heading', { level: 1, name: 'General' }).waitFor();
    const reminder = row('verification.reminder_hours');
    await reminder.getByText('default', { exact: true }).waitFor();
    await button('Change Reminder to verify').click();
    await dialog().getByLabel('Value').fill('two');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByRole('alert').waitFor();
    await page.reload();
    await button('Change Reminder to verify').click();
    expect(await dialog().getByLabel('Value').inputValue()).toBe('two');
    await dialog().getByLabel('Value').fill('24');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await notice('Saved: Reminder to verify.');
    await reminder.getByText('set here', { exact: true }).waitFor();
    expect(await setting('verification.reminder_hours')).toBe(24);
    await button('Change Sites that links may lead on to').click();
    await dialog().getByLabel('Value').fill('https://a.example\n\nhttps://b.example');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await notice('Saved: Sites that links may lead on to.');
    expect(await setting('links.allowed_origins')).toEqual(['https://a.example', 'https://b.example']);
    for (const name of ['Reminder to verify', 'Sites that links may lead on to']) {
      await button(`Change ${name}`).click();
      await dialog().getByRole('button', { name: 'Use the default' }).click();
      await dialog().waitFor({ state: 'detached' });
    }
    await reminder.getByText('default', { exact: true }).waitFor();
  });

  it('invite a user, change the role, disable and delete them', async () => {
    const console = current();
    const { page, product } = console;
    const email = 'otto@example.com';
    await console.goto('/settings/team', 'Team');
    await button('Invite a user').click();
    await dialog().getByLabel('E-mail address').fill(email);
    await dialog().getByLabel('First name').fill('Otto');
    // twice, as some click everything
    await dialog().getByRole('button', { name: 'Invite a user' }).dblclick();
    await notice(`An invitation is on its way to ${email}.`);
    await row(email).getByText('Invited', { exact: true }).waitFor();
    await row(email)
      .getByRole('combobox', { name: `Role of ${email}` })
      .click();
    await page.getByRole('option', { name: 'Approver', exact: true }).click();
    await notice(`${email} is Approver now.`);
    const { body } = await product.call('GET', '/api/v1/user');
    const users = listAt(body, 'items').filter((one) => at(one, 'email_address') === email);
    expect(users).toMatchObject([{ roles: ['approver'] }]);
    await row(email).getByRole('button', { name: 'Disable' }).click();
    await row(email).getByText('Disabled', { exact: true }).waitFor();
    await row(email).getByRole('button', { name: 'Enable' }).click();
    await row(email).getByRole('button', { name: 'Disable' }).waitFor();
    await row(email).getByRole('button', { name: 'Delete' }).click();
    await dialog()
      .getByRole('button', { name: `Delete ${email}` })
      .click();
    await notice(`${email} was deleted.`);
    await row(email).waitFor({ state: 'detached' });
  });

  it('create a client whose secret is shown once, change, rotate and delete it', async () => {
    const console = current();
    const { page, product } = console;
    await console.goto('/settings/clients', 'API clients');
    await button('Create a client').click();
    await dialog().getByLabel('Name').fill('Web shop');
    await dialog().getByRole('checkbox', { name: 'messages:read', exact: true }).check();
    await dialog().getByRole('button', { name: 'Create a client' }).dblclick();
    const shown = page.getByRole('alert').locator('code');
    await shown.nth(1).waitFor();
    const client = {
      client_id: await shown.nth(0).innerText(),
      client_secret: await shown.nth(1).innerText(),
    };
    const tokenOf = (one: typeof client) =>
      fetch(`${product.url}/api/v1/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', ...one }),
      });
    expect((await tokenOf(client)).status).toBe(200);
    expect(await row('Web shop').count()).toBe(1);
    await button('I have stored it').click();
    const stored = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(`${await page.content()} ${String(stored)} ${page.url()}`).not.toContain(client.client_secret);
    await row('Web shop').getByRole('button', { name: 'Change' }).click();
    await dialog().getByRole('button', { name: 'All scopes' }).click();
    await dialog().getByRole('button', { name: 'Change the client' }).click();
    await notice('Web shop was changed.');
    await row('Web shop').getByText('1 scope', { exact: true }).waitFor({ state: 'detached' });
    await row('Web shop').getByRole('button', { name: 'New secret' }).click();
    await dialog().getByRole('button', { name: 'Create a new secret for Web shop' }).click();
    await shown.nth(1).waitFor();
    const rotated = { ...client, client_secret: await shown.nth(1).innerText() };
    expect([(await tokenOf(client)).status, (await tokenOf(rotated)).status]).toEqual([401, 200]);
    await row('Web shop').getByRole('button', { name: 'Delete' }).click();
    await dialog().getByRole('button', { name: 'Delete Web shop' }).click();
    await notice('Web shop was deleted.');
    expect((await tokenOf(rotated)).status).toBe(401);
  });

  it('create an organization with its first client, and rename it', async () => {
    const console = current();
    const { page } = console;
    await console.goto('/settings/organizations', 'Organizations');
    await button('Create an organization').click();
    await dialog().getByLabel('Name').fill('Second house');
    await dialog().getByLabel('Id').fill('second-house');
    await dialog().getByRole('button', { name: 'Create an organization' }).click();
    await page.getByRole('alert').locator('code').getByText('second-house').waitFor();
    await row('Second house').waitFor();
    await button('Rename Second house').click();
    await dialog().getByLabel('Name').fill('Second <b>house</b>');
    await dialog().getByRole('button', { name: 'Rename Second house' }).click();
    await notice('Second house is now called Second <b>house</b>.');
    await row('Second <b>house</b>').getByText('second-house').waitFor();
  });

  it('suppress an address, find it without putting it into a URL, and release it', async () => {
    const console = current();
    const { page, browser } = console;
    const email = 'quentin@example.org';
    await console.goto('/settings/suppression', 'Suppressions');
    browser.requested.length = 0;
    await button('Add a suppression').click();
    await dialog().getByLabel('E-mail address or phone number').fill(email);
    await dialog().getByRole('button', { name: 'Add a suppression' }).click();
    await notice('The address is suppressed.');
    await page.getByLabel('Is an address suppressed?').fill(email);
    await button('Find').click();
    const found = page.getByRole('region', { name: 'Suppressions of q***@example.org' });
    await found.getByText('1 found').waitFor();
    await found.getByRole('button', { name: 'Remove' }).click();
    await dialog().getByRole('button', { name: 'Remove the suppression' }).click();
    await found.getByText('This address is not suppressed.').waitFor();
    expect([page.url(), ...browser.requested].filter((url) => url.includes('quentin'))).toEqual([]);
  });

  it('say who is told when requests fail', async () => {
    const console = current();
    const { page, product } = console;
    await console.goto('/settings/alerts', 'Alerts');
    await page.getByText('Alerts are off.', { exact: true }).waitFor();
    // without an alert as well, nothing stands in the log of the browser
    expect(console.browser.complaints).toEqual([]);
    await page.getByLabel('E-mail addresses').fill('team@example.com\nsecond@example.com');
    await page.getByLabel('After how many failures').fill('3');
    await button('Save').click();
    await page.getByText('Alerts are on.').waitFor();
    const { body } = await product.call('GET', '/api/v1/privacy-request/notification');
    expect(body).toEqual({
      email_addresses: ['team@example.com', 'second@example.com'],
      notify_after_failures: 3,
    });
    await page.getByLabel('E-mail addresses').fill('');
    await button('Save').click();
    await page.getByText('Alerts are off.', { exact: true }).waitFor();
  });

  it('add a webhook endpoint, and show, repeat and end its deliveries', async () => {
    const console = current();
    const { page } = console;
    const receiver = await Stranger.open();
    await console.goto('/settings/webhooks', 'Webhooks');
    await button('Add an endpoint').click();
    await dialog().getByLabel('Address').fill(`${receiver.url}/hook`);
    await dialog().getByRole('checkbox', { name: 'privacy_request.changed' }).check();
    await dialog().getByRole('button', { name: 'Add an endpoint' }).dblclick();
    const secret = page.getByRole('alert').locator('code').nth(1);
    const first = await secret.innerText();
    expect(first).toMatch(/^whsec_/);
    await button('I have stored it').click();
    await page.getByRole('link', { name: `${receiver.url}/hook` }).click();
    await page.getByRole('heading', { level: 1, name: 'Webhook endpoint' }).waitFor();
    await button('Send a test event').click();
    await notice('A test event is on its way.');
    await eventually('a delivery', async () => receiver.visits.length > 0);
    await page.reload();
    await row('webhook.test').getByText('Delivered', { exact: true }).waitFor();
    await row('webhook.test').getByRole('button', { name: '1 attempt' }).click();
    await row('webhook.test').getByText('delivered (200)').waitFor();
    await row('webhook.test').getByRole('button', { name: 'Deliver again' }).click();
    await notice('1 event is delivered again.');
    await row('webhook.test').nth(1).waitFor();
    await button('Deliver what was missed').click();
    await dialog().getByLabel('Since').fill('2026-01-01T00:00');
    await dialog().getByRole('button', { name: 'Deliver what was missed' }).click();
    await dialog().waitFor({ state: 'detached' });
    await button('New secret').click();
    await dialog().getByRole('button', { name: 'Create a new secret' }).click();
    await secret.waitFor();
    expect(await secret.innerText()).not.toBe(first);
    await page.getByText('Former secret valid until').waitFor();
    await button('Disable').click();
    await button('Enable').click();
    await button('Disable').waitFor();
    await button('Delete').click();
    await dialog().getByRole('button', { name: 'Delete the endpoint' }).click();
    await page.getByText('There is no endpoint yet.').waitFor();
    await receiver.close();
  });

  it('show, verify and export who did what', async () => {
    const console = current();
    const { page } = console;
    await console.goto('/settings/audit', 'Audit');
    await row('POST /api/v1/webhooks/endpoints').first().waitFor();
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Look at a person' }).click();
    await row('POST /api/v1/suppressions/search').first().waitFor();
    await row('POST /api/v1/webhooks/endpoints').first().waitFor({ state: 'detached' });
    expect(page.url()).toContain('?kind=look');
    await button('Verify').click();
    await notice('Intact: ');
    const download = page.waitForEvent('download');
    await button('Export').click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n');
    expect(lines.map((line) => at(JSON.parse(line), 'seq'))).toContain(1);
    expect(lines.join('\n')).not.toContain('quentin');
  });

  it('offer the public keys, and end all sessions', async () => {
    const console = current();
    const { page, product } = console;
    await console.goto('/settings/keys', 'Signing keys');
    const download = page.waitForEvent('download');
    await button('Download the keys').click();
    const keys: unknown = JSON.parse(await readFile(await (await download).path(), 'utf8'));
    expect(keys).toEqual((await product.call('GET', '/.well-known/jwks.json')).body);
    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await page.getByRole('menuitem', { name: 'Account and sessions' }).click();
    await page.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
    await row('(this one)').waitFor();
    const others = await button('End').count();
    await button('End').first().click();
    await notice('The session has ended.');
    await eventually('one session less', async () => (await button('End').count()) === others - 1);
    await button('Sign out everywhere').click();
    await dialog().getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await console.enterCredentials(rootClient);
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  });

  it('name the scope that a client lacks', async () => {
    const console = current();
    const { page, product } = console;
    const { body } = await product.call('POST', '/api/v1/oauth/client', { scopes: ['client:read'] });
    await console.signIn({
      client_id: textAt(body, 'client_id'),
      client_secret: textAt(body, 'client_secret'),
    });
    await console.goto('/settings/team', 'Team');
    await page.getByText('This page needs the scope user:read.').waitFor();
    await console.goto('/settings/clients', 'API clients');
    await button('Create a client').focus();
    await page.getByText('Needs the scope client:create').waitFor();
  });
}
