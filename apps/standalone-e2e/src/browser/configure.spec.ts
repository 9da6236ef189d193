/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Browser, describeInBrowser, focusByKeyboard, shoot } from './browser.fixture';
import { at, Product, listAt, rootClient, textAt } from '../fixtures/product.fixture';

/* The page on which an operator chooses who sends the messages. */

let product: Product;
let browser: Browser;
let page: Page;

const path = '/privacy-request/configure';
const ready = 'Active default messaging service of type MAILGUN is fully configured';
const switchNames = ['Identity verification', 'Request receipt', 'Request review', 'Request completion'];
const mailgun = {
  service_type: 'mailgun',
  details: { domain: 'mg.example.com' },
  secrets: { mailgun_api_key: 'key-of-mailgun' },
};

describeInBrowser('the configure page', () => {
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.open(), Browser.open()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });
  beforeEach(async () => {
    const { body } = await product.call('GET', '/api/v1/messaging/config');
    for (const config of listAt(body, 'items')) {
      await product.call('DELETE', `/api/v1/messaging/config/${textAt(config, 'key')}`);
    }
    await product.call('DELETE', '/api/v1/config');
    product.emulator.forget();
    browser.requested.length = 0;
    browser.complaints.length = 0;
    page = await browser.page();
  });
  afterEach(async () => {
    expect(
      browser.requested.filter((url) => !url.startsWith(product.url) && !url.startsWith('data:')),
    ).toEqual([]);
    await page.close();
  });

  it('takes an operator without a mouse from the sign-in to a test message', async () => {
    await page.goto(product.url + path);
    await shoot(page, 'configure-sign-in');
    await typeInto('Client id', rootClient.client_id);
    await typeInto('Client secret', rootClient.client_secret);
    await page.keyboard.press('Enter');
    await page.getByText('No active default messaging configuration found').waitFor();
    expect(await switchesOn()).toEqual([]);
    await focusByKeyboard(page, 'Configure a messaging provider');
    await page.keyboard.press('Enter');
    await focusByKeyboard(page, 'Mailgun');
    await page.keyboard.press('Space');
    await page.getByLabel('Domain').waitFor();
    await typeInto('Domain', 'mg.example.com');
    await typeInto('API key', 'key-of-mailgun');
    await page.keyboard.press('Enter');
    await page.getByText('Saved. Mailgun accepts these settings.').waitFor();
    expect(await focusedId()).toBe('saved');
    expect(await page.locator('#status').innerText()).toBe(`configured\n${ready}`);
    expect(await switchesOn()).toEqual(switchNames);
    expect(await page.getByLabel('API key').inputValue()).toBe('');
    await typeInto('E-mail address', 'ada@example.com');
    await page.keyboard.press('Enter');
    await page.getByText('Test message successfully sent').waitFor();
    expect(await focusedId()).toBe('tested');
    expect(product.emulator.messages()).toMatchObject([{ vendor: 'mailgun', to: 'ada@example.com' }]);
    await shoot(page, 'configure-done');
    // what is not there yet is asked for, and Chromium writes that down
    expect(browser.complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  });

  it('keeps the settings that work when the vendor does not accept new ones', async () => {
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    await product.call('PATCH', '/api/v1/config', {
      notifications: { send_request_review_notification: false },
    });
    const before = await product.call('GET', '/api/v1/config');
    product.emulator.behave({ vendor: 'mailgun', answer: 401 });
    await openForm('Mailgun');
    await page.getByLabel('Domain').fill('b.example.com');
    await page.getByLabel('API key').fill('another-key-than-it-is');
    await save();
    const wrong =
      'Mailgun does not accept these settings: the API key is wrong or was revoked, or belongs to another region or account. Nothing was changed. The saved settings stay active.';
    await page.getByRole('alert').getByText(wrong, { exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    expect(await page.getByRole('button', { name: 'Save without the check' }).isVisible()).toBe(false);
    await shoot(page, 'configure-refused');
    expect(await page.content()).not.toContain('another-key-than-it-is');
    const { body } = await product.call('GET', '/api/v1/messaging/default/active');
    expect(at(body, 'details')).toMatchObject({ domain: 'mg.example.com' });
    expect((await product.call('GET', '/api/v1/config')).body).toEqual(before.body);
    product.emulator.forget();
    await sendTest('ada@example.com');
    await page.getByText('Test message successfully sent').waitFor();
    expect(product.emulator.messages()).toMatchObject([{ to: 'ada@example.com' }]);
  });

  it('stores nothing when the vendor does not accept the first settings', async () => {
    product.emulator.behave({ vendor: 'mailgun', answer: 401 });
    await openForm('Mailgun');
    await page.getByLabel('Domain').fill('mg.example.com');
    await page.getByLabel('API key').fill('another-key-than-it-is');
    await save();
    await page.getByRole('alert').getByText('Nothing was changed.').waitFor();
    expect(await page.getByText('stay active').count()).toBe(0);
    const { body } = await product.call('GET', '/api/v1/messaging/config');
    expect(at(body, 'total')).toBe(0);
    expect(await switchesOn()).toEqual([]);
  });

  it('says that the vendor cannot be asked, and then saves without the check', async () => {
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    product.emulator.behave({ vendor: 'mailgun', answer: 'reset' });
    await openForm('Mailgun');
    await page.getByLabel('Domain').fill('b.example.com');
    await save();
    const silent =
      'Mailgun could not be asked about these settings: the vendor did not answer in time, or the connection broke before its answer was complete. Nothing was changed. The saved settings stay active. Try again later, or save without the check.';
    await page.getByRole('alert').getByText(silent, { exact: true }).waitFor();
    await shoot(page, 'configure-unreachable');
    await focusByKeyboard(page, 'Save without the check');
    await page.keyboard.press('Enter');
    await page.getByText('Saved, but not checked.').waitFor();
    expect(await page.getByRole('button', { name: 'Save without the check' }).isVisible()).toBe(false);
    const { body } = await product.call('GET', '/api/v1/messaging/default/active');
    expect(at(body, 'details')).toMatchObject({ domain: 'b.example.com' });
  });

  it('drops what was wrong with one provider when another is chosen or saved', async () => {
    product.emulator.behave({ vendor: 'mailgun', answer: 503 });
    await openForm('Mailgun');
    await page.getByLabel('Domain').fill('mg.example.com');
    await page.getByLabel('API key').fill('key-of-mailgun');
    await save();
    await page.getByRole('alert').getByText('Mailgun could not be asked').waitFor();
    await page.getByRole('radio', { name: 'Inbox' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
    expect(await page.getByText('Mailgun could not be asked').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Save without the check' }).isVisible()).toBe(false);
    await save();
    await page.getByText('Saved. Inbox accepts these settings.').waitFor();
    await sendTest('no-address');
    await page.getByText('value is not a valid email address', { exact: false }).waitFor();
    product.emulator.forget();
    await page.getByRole('radio', { name: 'Mailgun' }).check();
    await page.getByLabel('Domain').fill('mg.example.com');
    await page.getByLabel('API key').fill('key-of-mailgun');
    await save();
    await page.getByText('Saved. Mailgun accepts these settings.').waitFor();
    expect(await page.getByText('valid email').count()).toBe(0);
  });

  it('says in words that a test message met a vendor that does not answer', async () => {
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    await page.goto(product.url + path);
    await signIn();
    await page.getByText(ready).waitFor();
    product.emulator.behave({ vendor: 'mailgun', answer: 'reset' });
    await sendTest('ada@example.com');
    await page.getByRole('alert').getByText('the vendor did not answer').waitFor();
    expect(await page.locator('#test').innerText()).not.toMatch(/UND_ERR|ECONN|[A-Z]{4}_/);
  });

  it('sets delivery reports up with one button, and says why it cannot', async () => {
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    product.emulator.behave({ vendor: 'mailgun', answer: 403, times: 1 });
    await openForm('Mailgun');
    const address = `${product.url}/webhooks/default/mailgun/mailgun`;
    await page.getByText(`add a webhook to ${address}`).waitFor();
    const button = page.getByRole('button', { name: 'Set up delivery reports' });
    await button.click();
    await page.getByRole('alert').getByText('Mailgun did not take it: the API key may not send.').waitFor();
    await button.click();
    await page.getByText('Done. Mailgun reports to this address.').waitFor();
    expect(await focusedId()).toBe('reports-set-up');
    expect(product.emulator.reporter.registered('mailgun')).toBe(address);
    await shoot(page, 'configure-reports');
    expect((await product.call('GET', '/api/v1/messaging/config/mailgun/reports')).body).toMatchObject({
      ready: true,
    });
  });

  it('keeps a switch that was turned off when only the key changes', async () => {
    await openForm('Mailgun');
    await page.getByLabel('Domain').fill('mg.example.com');
    await page.getByLabel('API key').fill('key-of-mailgun');
    await save();
    await page.getByText('Saved. Mailgun accepts these settings.').waitFor();
    await page.getByRole('switch', { name: 'Request receipt' }).click();
    await page.getByText('Request receipt is off.').waitFor();
    await page.getByLabel('API key').fill('a-new-key');
    await save();
    await page.getByText('Saved. Mailgun accepts these settings.').waitFor();
    expect(await switchesOn()).toEqual(switchNames.filter((name) => name !== 'Request receipt'));
  });

  it.each([
    ['Mailgun', {}, { Domain: 'Fill this in', 'API key': 'Fill this in' }],
    ['Mailgun', { Domain: 'mg.example.com/v3', 'API key': 'k' }, { Domain: /host name/ }],
    ['SendGrid (Twilio Email)', { Email: 'example.com', 'API key': 'k' }, { Email: /email/ }],
    [
      'Twilio SMS',
      { 'Account SID': `AC${'0'.repeat(32)}`, 'Auth token': 't' },
      { 'Messaging Service SID': 'At least one of Messaging Service SID, Phone Number must be provided' },
    ],
    [
      'Twilio SMS',
      { 'Account SID': `AC${'0'.repeat(32)}`, 'Auth token': 't', 'Phone Number': '+1-555' },
      { 'Phone Number': /E\.164/ },
    ],
  ] as const)('says of %s with %j beside each field what is wrong', async (provider, typed, wrong) => {
    await openForm(provider);
    for (const [label, value] of Object.entries(typed))
      await page.getByRole('textbox', { name: label, exact: true }).fill(value);
    await save();
    await page.locator('[aria-invalid]').first().waitFor();
    const invalid = page.locator('[aria-invalid]');
    expect(await invalid.count()).toBe(Object.keys(wrong).length);
    for (const [index, [label, sentence]] of Object.entries(wrong).entries()) {
      const input = invalid.nth(index);
      expect(await input.evaluate((field: HTMLInputElement) => field.labels?.[0]?.textContent)).toContain(
        label,
      );
      const said = await input.evaluate((field) =>
        (field.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent)
          .join(' '),
      );
      expect(said).toMatch(sentence);
    }
    expect(await invalid.first().evaluate((field) => field === document.activeElement)).toBe(true);
    await shoot(page, `configure-problems-${provider}`);
    const { body } = await product.call('GET', '/api/v1/messaging/config');
    expect(at(body, 'total')).toBe(0);
  });

  it('keeps a secret that is not typed again, and takes away the one it is told to', async () => {
    await product.call('POST', '/api/v1/messaging/config', {
      service_type: 'twilio_text',
      secrets: {
        twilio_account_sid: `AC${'0'.repeat(32)}`,
        twilio_auth_token: 'token-of-twilio',
        twilio_messaging_service_sid: `MG${'0'.repeat(32)}`,
      },
    });
    await openForm('Twilio SMS');
    await shoot(page, 'configure-twilio');
    await page.getByLabel('Phone Number').first().fill('+15550001111');
    await page.getByLabel('Remove the saved Messaging Service SID').check();
    await save();
    await page.getByText('Saved. Twilio SMS accepts these settings.').waitFor();
    await page.getByLabel('Phone number', { exact: true }).fill('+15557654321');
    await page.getByRole('button', { name: 'Send test message' }).click();
    await page.getByText('Test message successfully sent').waitFor();
    expect(product.emulator.messages()).toMatchObject([{ fields: { From: '+15550001111' } }]);
  });

  it('turns single messages off again, at once', async () => {
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    await openForm('Mailgun');
    await save();
    await page.getByText('Saved. Mailgun accepts these settings.').waitFor();
    await focusByKeyboard(page, 'Request review');
    await page.keyboard.press('Space');
    await page.getByText('Request review is off.').waitFor();
    await page.reload();
    await signIn();
    await page.getByText(ready).waitFor();
    expect(await switchesOn()).toEqual(switchNames.filter((name) => name !== 'Request review'));
  });

  it('keeps nothing of who signed in, and says that a secret is wrong', async () => {
    await page.goto(product.url + path);
    await signIn('another-secret-than-it-is');
    await page.getByRole('alert').getByText('The client id or its secret is wrong.').waitFor();
    await signIn();
    await page.getByText('No active default').waitFor();
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    expect(kept).toBe('[{},{},""]');
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.getByLabel('Client secret').inputValue()).toBe('');
    expect(await page.locator('#console').isVisible()).toBe(false);
  });

  it('names the scope that a client lacks', async () => {
    const { body } = await product.call('POST', '/api/v1/oauth/client', {
      scopes: ['messaging:read', 'config:read'],
    });
    await page.goto(product.url + path);
    await signIn(textAt(body, 'client_secret'), textAt(body, 'client_id'));
    await page.getByRole('switch', { name: 'Request receipt' }).click();
    await page.getByRole('alert').getByText('Required scope(s): [config:update]').waitFor();
    expect(await switchesOn()).toEqual([]);
    const { body: second } = await product.call('POST', '/api/v1/oauth/client', {
      scopes: ['messaging:read', 'messaging:create_or_update', 'config:read'],
    });
    const client = [textAt(second, 'client_secret'), textAt(second, 'client_id')] as const;
    await openForm('Inbox', ...client);
    await save();
    await page.getByRole('alert').getByText('This route needs the scope config:update.').waitFor();
    expect(await page.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(true);
  });

  it('asks to sign in again when the token has run out', async () => {
    await page.goto(product.url + path);
    await signIn();
    await page.getByText('No active default').waitFor();
    product.testEnv.clock.advance(2 * 60 * 60_000);
    await product.signIn();
    await page.getByRole('switch', { name: 'Request receipt' }).click();
    await page.getByRole('alert').getByText('Sign in again.').waitFor();
    await page.getByLabel('Client secret').waitFor();
  });

  it('names every control for who does not see it, in every form', async () => {
    for (const provider of [
      'Mailgun',
      'SendGrid (Twilio Email)',
      'Twilio SMS',
      'Mailchimp Transactional',
      'AWS SES',
      'SMTP',
      'Inbox',
    ]) {
      await openForm(provider);
      const unnamed = await page.evaluate(() =>
        [...document.querySelectorAll('input')].filter(({ labels }) => !labels?.[0]?.textContent?.trim()),
      );
      expect(unnamed).toEqual([]);
      const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      const snapshot = await page.locator('body').ariaSnapshot();
      expect(snapshot).not.toMatch(/- (button|textbox|checkbox|radio|switch|link|group)(?! ")/);
    }
  });

  it.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 320],
    ['dark', 320],
  ] as const)('can be read in %s at %d pixels without scrolling sideways', async (colorScheme, width) => {
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 1400 });
    await openForm('Mailgun');
    await save();
    await page.getByText('Saved. Mailgun accepts these settings.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await shoot(page, `configure-${colorScheme}-${width}`);
  });
});

async function typeInto(label: string, text: string): Promise<void> {
  await focusByKeyboard(page, label);
  await page.keyboard.type(text);
}

async function signIn(secret = rootClient.client_secret, id = rootClient.client_id): Promise<void> {
  await page.getByLabel('Client id').fill(id);
  await page.getByLabel('Client secret').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** With a provider chosen. */
async function openForm(provider: string, ...client: [secret?: string, id?: string]): Promise<void> {
  await page.goto(product.url + path);
  await signIn(...client);
  await page.getByRole('button', { name: 'Configure a messaging provider' }).click();
  await page.getByRole('radio', { name: provider }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
}

function save(): Promise<void> {
  return page.getByRole('button', { name: 'Save', exact: true }).click();
}

async function sendTest(address: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(address);
  await page.getByRole('button', { name: 'Send test message' }).click();
}

async function switchesOn(): Promise<string[]> {
  const labels = await page
    .getByRole('switch', { checked: true })
    .evaluateAll((found) =>
      found.map((input) => (input instanceof HTMLInputElement ? (input.labels?.[0]?.textContent ?? '') : '')),
    );
  return labels;
}

function focusedId(): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.id);
}
