import { eventually } from '@subjectline/testing';
import { expect, it } from 'vitest';
import { textAt } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

export function messagesSuite(current: () => Console): void {
  it('say why a person got none, and are sent again once that is repaired', async () => {
    const console = current();
    const { page, product, browser } = console;
    const email = 'nell@example.org';
    const { body: suppression } = await product.call('POST', '/api/v1/suppressions', { email });
    await sendTo(console, email, 'skipped');
    await console.signIn();
    await console.goto('/messages', 'Messages');
    browser.requested.length = 0;
    await page.getByLabel('Why did someone get no message?').fill(email);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByRole('region', { name: 'Why' }).getByText('The address is suppressed.').first().waitFor();
    expect([page.url(), ...browser.requested].filter((url) => url.includes('nell'))).toEqual([]);
    // until the list is filtered it shows receipts of other people
    await page.getByRole('status').getByText('1 found').waitFor();
    await page.getByRole('table').getByRole('link', { name: 'Receipt' }).click();
    const outcome = page.getByRole('region', { name: 'Outcome' });
    await outcome.getByText('The address is suppressed.').waitFor();
    await outcome.getByRole('link', { name: 'Suppressions' }).waitFor();
    await product.call('DELETE', `/api/v1/suppressions/${textAt(suppression, 'items', 0, 'id')}`);
    const skipped = page.url();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send this message again' }).click();
    await page.waitForURL((url) => url.href !== skipped);
    await page.getByRole('list', { name: 'Timeline' }).getByText('inbox: accepted').waitFor();
  });

  it('that are scheduled can be canceled', async () => {
    const console = current();
    const { page, product } = console;
    const send_at = new Date(product.testEnv.clock.now().getTime() + 3_600_000).toISOString();
    const id = await sendTo(console, 'olga@example.org', 'scheduled', { send_at });
    await page.goto(`${product.url}/messages/${id}`);
    await page.getByRole('button', { name: 'Cancel the message' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel this message' }).click();
    await page.getByRole('status').getByText('The message was canceled.').waitFor();
    await page.getByText('The message was canceled before it was sent.').waitFor();
  });

  it('with a code are never sent again, and say what to do instead', async () => {
    const console = current();
    const { page } = console;
    await console.goto('/messages', 'Messages');
    await page.getByRole('link', { name: 'Verification code' }).first().click();
    await page.getByText('A code is never sent again.').waitFor();
    expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0);
  });

  it('are filtered in the address of the page', async () => {
    const console = current();
    const { page, product } = console;
    await console.goto('/messages', 'Messages');
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Canceled' }).click();
    await page.getByRole('status').getByText('1 found').waitFor();
    expect(page.url()).toBe(`${product.url}/messages?state=canceled`);
    await page.getByRole('combobox', { name: 'Message' }).click();
    await page.getByRole('option', { name: 'Verification code' }).click();
    await page.getByRole('status').getByText('No message matches.').waitFor();
  });
}

/** A receipt, and its id once it has come to a state. */
async function sendTo(
  { product }: Console,
  email: string,
  state: string,
  more: object = {},
): Promise<string> {
  const { body } = await product.call('POST', '/api/v1/messages', {
    kind: 'privacy_request_receipt',
    to: { email },
    ...more,
  });
  const id = textAt(body, 'id');
  await eventually(`a message that is ${state}`, async () => {
    const answer = await product.call('GET', `/api/v1/messages/${id}`);
    return answer.status === 200 && textAt(answer.body, 'state') === state;
  });
  return id;
}
