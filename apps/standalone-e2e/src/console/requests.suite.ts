import { eventually } from '@subjectline/testing';
import { expect, it } from 'vitest';
import { focusByKeyboard } from '../browser/browser.fixture';
import { at, textAt } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

const hostile = `</textarea><img src=x onerror="document.title='taken over'"> {{code}}`;

export function requestsSuite(current: () => Console): void {
  it('are found by an address, which stands in no URL', async () => {
    const console = current();
    const { page, browser, product } = console;
    await newRequest(console, 'grace@example.org');
    await console.signIn();
    await console.goto('/requests', 'Requests');
    browser.requested.length = 0;
    await page.getByLabel('Find a person or a request').fill('grace@example.org');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByRole('status').getByText('1 found').waitFor();
    await page.getByRole('cell', { name: 'g***@example.org' }).waitFor();
    expect([page.url(), ...browser.requested].filter((url) => url.includes('grace'))).toEqual([]);
    expect(page.url()).toBe(`${product.url}/requests`);
    expect(await page.content()).not.toContain('>grace@example.org<');
  });

  it('are denied with a reason, which is shown as it was written', async () => {
    const console = current();
    const { page, product } = console;
    const id = await newRequest(console, 'ida@example.org', hostile);
    await product.change({ notifications: { send_request_review_notification: true } });
    await eventually('the person would be told', async () => {
      const path = `/api/v1/privacy-request/${id}/decision/preview`;
      const { body } = await product.call('POST', path, { decision: 'deny', reason: 'x' });
      return at(body, 'message') !== null;
    });
    await page.goto(`${product.url}/requests/${id}`);
    await page.getByText(hostile).waitFor();
    await page.getByText('UK General Data Protection Regulation', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Deny', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const submit = dialog.getByRole('button', { name: 'Deny 1 request' });
    expect(await submit.isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill(hostile);
    await dialog.frameLocator('iframe').getByText(hostile).waitFor();
    await submit.click();
    await page.getByText('Nothing is left to decide: Denied.').waitFor();
    await page.getByRole('list', { name: 'Timeline' }).getByText('Denied, by root').waitFor();
    await page.getByRole('list', { name: 'Timeline' }).getByText(hostile).waitFor();
    expect(await page.title()).not.toContain('taken over');
    const search = { request_id: id, verbose: true };
    const { body } = await product.call('POST', '/api/v1/privacy-request/search', search);
    expect(at(body, 'items', 0, 'status')).toBe('denied');
  });

  it('keep what is typed when the session ends, and go on after the sign-in', async () => {
    const console = current();
    const { page, product } = console;
    const id = await newRequest(console, 'joan@example.org');
    await page.goto(`${product.url}/requests/${id}`);
    await page.getByRole('textbox', { name: 'Note' }).fill('Called her back.');
    await page.reload();
    await page.getByText('There are no notes.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Called her back.');
    await console.signOut();
    await page.getByRole('button', { name: 'Add a note' }).click();
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    await console.enterCredentials();
    await page.getByRole('list', { name: 'Notes' }).getByText('Called her back.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('');
  });

  it('are decided together, and each that could not be is named', async () => {
    const console = current();
    const { page, product } = console;
    const [first, second] = [
      await newRequest(console, 'kim@example.org'),
      await newRequest(console, 'lee@example.org'),
    ];
    await console.goto('/requests?status=pending', 'Requests');
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.getByRole('button', { name: /^Approve \d requests$/ }).click();
    await product.call('PATCH', '/api/v1/privacy-request/administrate/deny', {
      request_ids: [second],
      reason: 'x',
    });
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Approve / })
      .click();
    await page.getByRole('alert').getByText('1 request could not be changed:').waitFor();
    await page.getByRole('alert').getByText(second).waitFor();
    const { body } = await product.call('GET', `/api/v1/privacy-request/${first}`);
    expect(textAt(body, 'status')).toBe('approved');
  });

  it('are reached by keys alone', async () => {
    const console = current();
    const { page, product } = console;
    const id = await newRequest(console, 'mae@example.org');
    await console.goto('/', 'Home');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('A page, an action, or an id').fill(id);
    await page.getByText(`Open the request ${id}`).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Access, / }).waitFor();
    expect(page.url()).toBe(`${product.url}/requests/${id}`);
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await focusByKeyboard(page, 'Approve', 40);
    await page.keyboard.press('Enter');
    const frame = page.getByRole('dialog').locator('iframe');
    await frame.contentFrame().getByText('approved').first().waitFor();
    await frame.focus();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('button:focus').getByText('Approve', { exact: true }).waitFor();
    await focusByKeyboard(page, 'Deny');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Reason').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('No such person');
    await focusByKeyboard(page, 'Deny 1 request');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing is left to decide: Denied.').waitFor();
    // the button that opened the dialog is gone
    await console.expectFocus('Decide');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('A page, an action, or an id').fill('Invite');
    await page.getByRole('dialog').getByText('Invite a user').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Invite a user' }).getByLabel('E-mail address').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toBe(`${product.url}/settings/team`);
  });
}

/** Pending: staff creates it, and vouches for the person. */
async function newRequest({ product }: Console, email: string, answer = 'none'): Promise<string> {
  const { body } = await product.call('POST', '/api/v1/privacy-request/authenticated', [
    {
      policy_key: 'default_access_policy',
      identity: { email },
      location: 'GB',
      custom_privacy_request_fields: { name: { label: '<b>Name</b>', value: answer } },
    },
  ]);
  return textAt(body, 'succeeded', 0, 'id');
}
