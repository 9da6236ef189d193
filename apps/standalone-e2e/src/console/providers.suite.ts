/// <reference lib="dom" />
import { eventually } from '@subjectline/testing';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { focusByKeyboard } from '../browser/browser.fixture';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, listAt, textAt } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

const path = '/privacy-request/configure';
const switchNames = ['Identity verification', 'Request receipt', 'Request review', 'Request completion'];
const mailgun = {
  service_type: 'mailgun',
  details: { domain: 'mg.example.com' },
  secrets: { mailgun_api_key: 'key-of-mailgun' },
};
const accepted = 'Saved. Mailgun accepts these settings.';

/** Begins without a provider, and leaves the inbox as the active one. */
export function providersSuite(current: () => Console): void {
  beforeEach(async () => {
    const { product } = current();
    const { body } = await product.call('GET', '/api/v1/messaging/config');
    for (const config of listAt(body, 'items')) {
      await product.call('DELETE', `/api/v1/messaging/config/${textAt(config, 'key')}`);
    }
    await product.call('PUT', '/api/v1/messaging/fallback', { email: [], sms: [] });
    await product.call('DELETE', '/api/v1/config');
    product.emulator.forget();
    await current().signIn();
  });
  afterAll(async () => {
    const { product } = current();
    product.emulator.forget();
    await useProvider(product, 'mailgun');
    await useProvider(product, 'inbox');
  });

  const button = (name: string) => current().page.getByRole('button', { name, exact: true });
  const field = (name: string) => current().page.getByRole('textbox', { name, exact: true });
  const notice = (text: string) => current().page.getByRole('status').getByText(text).first().waitFor();
  const openNew = (type: string, label: string) => current().goto(`${path}/new/${type}`, `Add ${label}`);

  const switchesOn = async (): Promise<string[]> => {
    await current().page.getByRole('switch').nth(3).waitFor();
    const on = current().page.getByRole('switch', { checked: true });
    const labels = await on.evaluateAll((found) =>
      found.map((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? ''),
    );
    return switchNames.filter((name) => labels.some((label) => label.startsWith(name)));
  };

  it('take an operator without a mouse from the deep link to a test message', async () => {
    const console = current();
    const { page, product } = console;
    await console.signOut();
    await page.goto(product.url + path);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await console.enterCredentials();
    await page.getByRole('heading', { level: 1, name: 'Providers' }).waitFor();
    expect(page.url()).toBe(product.url + path);
    await page.getByText('No messages can be sent yet. Add a provider.').waitFor();
    expect(await switchesOn()).toEqual([]);
    await focusByKeyboard(page, 'Mailgun');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Add Mailgun' }).waitFor();
    await field('Domain').waitFor();
    await focusByKeyboard(page, 'Domain');
    await page.keyboard.type('mg.example.com');
    await focusByKeyboard(page, 'API key');
    await page.keyboard.type('key-of-mailgun');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Mailgun', exact: true }).waitFor();
    await notice(accepted);
    await page.getByText('Active', { exact: true }).waitFor();
    expect(await page.content()).not.toContain('key-of-mailgun');
    await focusByKeyboard(page, 'E-mail address');
    await page.keyboard.type('ada@example.com');
    await page.keyboard.press('Enter');
    await notice('Sent');
    await notice('Try 1: accepted');
    expect(product.emulator.messages()).toMatchObject([{ vendor: 'mailgun', to: 'ada@example.com' }]);
    await console.goto(path, 'Providers');
    await page.getByText('Mailgun sends the messages.').waitFor();
    expect(await switchesOn()).toEqual(switchNames);
  });

  it('keep the settings that work when the vendor does not accept new ones, and what was typed', async () => {
    const console = current();
    const { page, product } = console;
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    await product.change({ notifications: { send_request_review_notification: false } });
    const before = await product.call('GET', '/api/v1/config?api_set=true');
    product.emulator.behave({ vendor: 'mailgun', answer: 401 });
    await console.goto(`${path}/mailgun`, 'Mailgun');
    await field('Domain').fill('b.example.com');
    await button('Replace API key').click();
    await field('API key').fill('another-key-than-it-is');
    await button('Check and save').click();
    const wrong =
      'Mailgun does not accept these settings: the API key is wrong or was revoked, or belongs to another region or account. Nothing was changed.';
    await page.getByRole('alert').getByText(wrong).waitFor();
    await page.getByText('The saved settings stay active.').waitFor();
    expect(await button('Save without the check').count()).toBe(0);
    const stored = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(`${page.url()} ${String(stored)}`).not.toContain('another-key-than-it-is');
    const { body } = await product.call('GET', '/api/v1/messaging/default/active');
    expect(at(body, 'details')).toMatchObject({ domain: 'mg.example.com' });
    expect((await product.call('GET', '/api/v1/config?api_set=true')).body).toEqual(before.body);
    await page.reload();
    await field('Domain').waitFor();
    expect(await field('Domain').inputValue()).toBe('b.example.com');
    expect(await field('API key').count()).toBe(0);
    product.emulator.forget();
    await button('Check and save').click();
    await notice(accepted);
    await console.goto(path, 'Providers');
    expect(await switchesOn()).toEqual(switchNames.filter((name) => name !== 'Request review'));
  });

  it('store nothing when the vendor does not accept the first settings', async () => {
    const { page, product } = current();
    product.emulator.behave({ vendor: 'mailgun', answer: 401 });
    await openNew('mailgun', 'Mailgun');
    await field('Domain').fill('mg.example.com');
    await field('API key').fill('another-key-than-it-is');
    // an active provider that is not there is not asked for
    expect(current().browser.complaints).toEqual([]);
    await button('Check, save and activate').click();
    await page.getByRole('alert').getByText('Nothing was changed.').first().waitFor();
    expect(await page.getByText(/stays? active/).count()).toBe(0);
    const { body } = await product.call('GET', '/api/v1/messaging/config');
    expect(at(body, 'total')).toBe(0);
  });

  it('say that the vendor cannot be asked, and are then saved without the check', async () => {
    const { page, product } = current();
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    product.emulator.behave({ vendor: 'mailgun', answer: 'reset' });
    await current().goto(`${path}/mailgun`, 'Mailgun');
    await field('Domain').fill('b.example.com');
    await button('Check and save').click();
    const silent =
      'Mailgun could not be asked about these settings: the vendor did not answer in time, or the connection broke before its answer was complete. Nothing was changed.';
    await page.getByRole('alert').getByText(silent).waitFor();
    await button('Save without the check').click();
    await notice('Saved, but not checked.');
    expect(await button('Save without the check').count()).toBe(0);
    const { body } = await product.call('GET', '/api/v1/messaging/default/active');
    expect(at(body, 'details')).toMatchObject({ domain: 'b.example.com' });
  });

  it('are saved without being activated, checked, tested, ordered by buttons, and deleted', async () => {
    const console = current();
    const { page, product } = console;
    await useProvider(product, 'inbox');
    await openNew('mailgun', 'Mailgun');
    await field('Domain').fill('mg.example.com');
    await field('API key').fill('key-of-mailgun');
    await button('Save only').click();
    await page.getByRole('heading', { level: 1, name: 'Mailgun', exact: true }).waitFor();
    await notice(accepted);
    await page.getByText('Not used', { exact: true }).waitFor();
    product.emulator.behave({ vendor: 'mailgun', answer: 'reset' });
    await field('E-mail address').fill('ada@example.com');
    await button('Send test message').click();
    await page.getByRole('alert').getByText('the vendor did not answer in time, or').waitFor();
    expect(await page.getByRole('alert').innerText()).not.toMatch(/UND_ERR|ECONN|[A-Z]{4}_/);
    await page.getByText('not accepted', { exact: true }).waitFor();
    product.emulator.forget();
    await button('Check').click();
    await page.getByText('Mailgun accepts these settings.', { exact: true }).waitFor();
    await button('Send test message').click();
    await notice('Mailgun accepted the test message.');
    await product.call('POST', '/api/v1/messaging/config', {
      ...mailgun,
      key: 'second',
      name: 'Mailgun in the EU',
    });
    await console.goto(path, 'Providers');
    const order = page.getByRole('region', { name: 'E-mail', exact: true });
    for (const name of ['Mailgun', 'Mailgun in the EU']) {
      await order.getByRole('combobox', { name: 'Add a fallback' }).click();
      await page.getByRole('option', { name, exact: true }).click();
      await order
        .getByRole('button', { name: `Remove ${name}`, exact: true })
        .and(page.locator(':enabled'))
        .waitFor();
    }
    await order.getByRole('button', { name: 'Move Mailgun in the EU up', exact: true }).click();
    await page.getByText('Fallback 1 for e-mail').waitFor();
    await order
      .getByRole('button', { name: 'Move Mailgun in the EU down', exact: true })
      .and(page.locator(':enabled'))
      .waitFor();
    const { body } = await product.call('GET', '/api/v1/messaging/fallback');
    expect(at(body, 'email')).toEqual(['second', 'mailgun']);
    await console.goto(`${path}/second`, 'Mailgun in the EU');
    await page.getByText('Fallback 1 for e-mail').waitFor();
    await field('E-mail address').fill('ada@example.com');
    await button('Send test message').click();
    await notice('Mailgun accepted the test message.');
    await button('Check, save and activate').click();
    await notice(accepted);
    await page.getByText('Active', { exact: true }).waitFor();
    const active = await product.call('GET', '/api/v1/messaging/default/active');
    expect(at(active.body, 'key')).toBe('second');
    await button('Delete').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete Mailgun in the EU' }).click();
    await notice('Mailgun in the EU was deleted.');
    await page.getByRole('heading', { level: 1, name: 'Providers' }).waitFor();
    await page.getByRole('link', { name: 'Open Mailgun', exact: true }).waitFor();
  });

  it('show what keeps one from sending', async () => {
    const { page, product } = current();
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    product.emulator.behave({ vendor: 'mailgun', answer: 401 });
    const test = { kind: 'test_message', to: { email: 'ada@example.com' } };
    // three in a row open the circuit
    for (let sent = 0; sent < 3; sent += 1) await product.call('POST', '/api/v1/messages', test);
    await eventually('the circuit of the config is open', async () => {
      const { body } = await product.call('GET', '/api/v1/messaging/health');
      return listAt(body, 'items').length > 0;
    });
    await current().goto(`${path}/mailgun`, 'Mailgun');
    await page.getByText('The vendor does not accept the settings.').waitFor();
  });

  it('say in the language of the user what a vendor meant, and quote the answer beneath', async () => {
    const console = current();
    const { page, product } = console;
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    await useProvider(product, 'mailgun');
    product.emulator.behave({ vendor: 'mailgun', answer: 401 });
    await console.goto(path, 'Providers');
    await page.evaluate("localStorage.setItem('subjectline-language', 'de')");
    await console.goto(`${path}/mailgun`, 'Mailgun');
    await button('Prüfen').click();
    await notice('Nicht angenommen. Der Schlüssel des Anbieters ist falsch oder wurde widerrufen.');
    const quote = page.locator('q[lang=en]');
    await quote.getByText('Mailgun does not accept the settings of this account').waitFor();
    await button('Prüfen und speichern').click();
    const alert = page.getByRole('alert');
    await alert.getByText('Der Anbieter nimmt diese Einstellungen nicht an.').waitFor();
    await alert.getByText('Der Schlüssel des Anbieters ist falsch oder wurde widerrufen.').waitFor();
    await alert.locator('q[lang=en]').getByText('Mailgun does not accept these settings').waitFor();
    await page.evaluate("localStorage.removeItem('subjectline-language')");
  });

  it('report after one press of a button, and say why they cannot', async () => {
    const { page, product } = current();
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    product.emulator.behave({ vendor: 'mailgun', answer: 403 });
    await current().goto(`${path}/mailgun`, 'Mailgun');
    const address = `${product.url}/webhooks/default/mailgun/mailgun`;
    await page.getByText(address).waitFor();
    await button('Set up delivery reports').click();
    await page.getByRole('alert').getByText('Mailgun did not take it: the API key may not send.').waitFor();
    product.emulator.behave({ vendor: 'mailgun', answer: 'ok' });
    await button('Set up delivery reports').click();
    await notice('Mailgun reports to this address now.');
    expect(product.emulator.reporter.registered('mailgun')).toBe(address);
    await button('Replace HTTP webhook signing key').waitFor();
  });

  it('lead to the emulator in place of a vendor, which refuses, recovers and reports as it is told', async () => {
    const console = current();
    const { page, product } = console;
    const { emulator } = product;
    // messages of earlier tests may still arrive, at other addresses
    const recipient = 'emulated@example.com';
    emulator.reportByItself(false);
    await product.call('POST', '/api/v1/messaging/config', mailgun);
    await useProvider(product, 'mailgun');
    expect((await product.call('POST', '/api/v1/messaging/config/mailgun/reports')).status).toBe(200);
    await console.goto(`${path}/mailgun`, 'Mailgun');
    const opening = page.context().waitForEvent('page');
    await page.getByRole('link', { name: emulator.url }).click();
    const vendor = await opening;
    const controls = vendor.getByRole('group', { name: 'Mailgun' });
    await controls.getByLabel('Answer').selectOption('recipient invalid');
    await controls.getByRole('button', { name: 'Set Mailgun' }).click();
    await controls.getByText('answer 400, refusal recipient_invalid').waitFor();
    await field('E-mail address').fill(recipient);
    await button('Send test message').click();
    await notice('Failed');
    await notice('Try 1: refused');
    await vendor.getByRole('button', { name: 'All back to normal' }).click();
    await controls.getByText('normal', { exact: true }).waitFor();
    await button('Send test message').click();
    await notice('Sent');
    await notice('Try 1: accepted');
    const arrived = vendor.getByRole('article').filter({ hasText: recipient });
    await arrived.getByRole('button', { name: 'Bounced' }).click();
    await vendor.getByText('The report was taken.').waitFor();
    await notice('Sent, Bounced');
    await vendor.close();
  });

  it('keep a switch that was turned off when only the key changes', async () => {
    const { page, product } = current();
    await useProvider(product, 'mailgun');
    await current().goto(path, 'Providers');
    expect(await switchesOn()).toEqual(switchNames);
    await focusByKeyboard(page, 'Request receipt', 60);
    await page.keyboard.press('Space');
    await notice('Request receipt is off.');
    await button('See the mail: Request review').click();
    const dialog = page.getByRole('dialog', { name: 'Request review' });
    await dialog.getByText('Denial', { exact: true }).click();
    await dialog
      .frameLocator('iframe[title=Denial]')
      .getByText('We could not approve your request')
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Open Mailgun' }).click();
    await button('Replace API key').click();
    await field('API key').fill('a-new-key');
    await button('Check and save').click();
    await notice(accepted);
    await current().goto(path, 'Providers');
    expect(await switchesOn()).toEqual(switchNames.filter((name) => name !== 'Request receipt'));
  });

  it.each([
    ['mailgun', 'Mailgun', {}, { Domain: 'Fill this in', 'API key': 'Fill this in' }],
    ['mailgun', 'Mailgun', { Domain: 'mg.example.com/v3', 'API key': 'k' }, { Domain: /host name/ }],
    ['twilio_email', 'SendGrid (Twilio Email)', { Email: 'example.com', 'API key': 'k' }, { Email: /email/ }],
    [
      'twilio_text',
      'Twilio SMS',
      { 'Account SID': `AC${'0'.repeat(32)}`, 'Auth token': 't' },
      { 'Messaging Service SID': 'At least one of Messaging Service SID, Phone Number must be provided' },
    ],
    [
      'twilio_text',
      'Twilio SMS',
      { 'Account SID': `AC${'0'.repeat(32)}`, 'Auth token': 't', 'Phone Number': '+1-555' },
      { 'Phone Number': /E\.164/ },
    ],
  ] as const)('say of %s (%s) with %j beside each field what is wrong', async (type, label, typed, wrong) => {
    const { page, product } = current();
    await openNew(type, label);
    await button('Check, save and activate').waitFor();
    for (const [name, value] of Object.entries(typed)) await field(name).fill(value);
    await button('Check, save and activate').click();
    const invalid = page.locator('[aria-invalid=true]');
    await invalid.first().waitFor();
    expect(await invalid.count()).toBe(Object.keys(wrong).length);
    for (const [name, sentence] of Object.entries(wrong)) {
      const said = await field(name).evaluate((input) =>
        (input.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent)
          .join(' '),
      );
      expect(said).toMatch(sentence);
    }
    expect(await invalid.first().evaluate((input) => input === document.activeElement)).toBe(true);
    const { body } = await product.call('GET', '/api/v1/messaging/config');
    expect(at(body, 'total')).toBe(0);
  });

  it('keep a secret that is not typed again, and lose the one that is removed', async () => {
    const { page, product } = current();
    await product.call('POST', '/api/v1/messaging/config', {
      service_type: 'twilio_text',
      secrets: {
        twilio_account_sid: `AC${'0'.repeat(32)}`,
        twilio_auth_token: 'token-of-twilio',
        twilio_messaging_service_sid: `MG${'0'.repeat(32)}`,
      },
    });
    await current().goto(`${path}/twilio_text`, 'Twilio SMS');
    await field('Phone Number').fill('+15550001111');
    await button('Remove Messaging Service SID').click();
    await page.getByText('Is removed when you save.').waitFor();
    await button('Check and save').click();
    await notice('Saved. Twilio SMS accepts these settings.');
    await button('Replace Phone Number').waitFor();
    await page.getByRole('textbox', { name: 'Phone number', exact: true }).fill('+15557654321');
    await button('Send test message').click();
    await notice('Sent');
    expect(product.emulator.messages()).toMatchObject([{ fields: { From: '+15550001111' } }]);
  });

  it('name the scope that a client lacks', async () => {
    const console = current();
    const { page, product } = console;
    await useProvider(product, 'inbox');
    const { body } = await product.call('POST', '/api/v1/oauth/client', {
      scopes: ['messaging:read', 'config:read'],
    });
    await console.signIn({
      client_id: textAt(body, 'client_id'),
      client_secret: textAt(body, 'client_secret'),
    });
    await console.goto(path, 'Providers');
    await page.getByText('Needs the scope config:update.').first().waitFor();
    expect(await page.getByRole('switch', { name: 'Request receipt' }).isDisabled()).toBe(true);
    await openNew('mailgun', 'Mailgun');
    await button('Check, save and activate').focus();
    await page.getByText('Needs the scope messaging:create_or_update').waitFor();
  });
}
