import { eventually } from '@subjectline/testing';
import { expect, it } from 'vitest';
import { at, listAt } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

export function homeSuite(current: () => Console): void {
  it('leads from an empty system to a verified and decided test request', async () => {
    const console = current();
    const { page, product } = console;
    await console.signIn();
    await console.goto('/', 'Home');
    await page.getByRole('button', { name: 'Use the inbox' }).click();
    await console.expectFocus('Get started');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('button', { name: 'Send a test request' }).click();
    await page.getByLabel('Code from the mail').waitFor();
    await eventually('the mail with the code', async () => {
      const { body } = await product.call('GET', '/api/v1/inbox');
      return listAt(body, 'messages').length > 0;
    });
    await page.getByRole('button', { name: 'Fill in the code from the inbox' }).click();
    await expectValue(console, 'Code from the mail', /^\d{6}$/);
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByRole('link', { name: 'Open the request' }).click();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve 1 request' }).click();
    await page.getByRole('status').getByText('1 request approved.').waitFor();
    const { body } = await product.call('GET', '/api/v1/privacy-request');
    expect(at(body, 'items', 0, 'status')).toBe('approved');
    await console.goto('/', 'Home');
    await page.getByText('6 of 6 steps done').waitFor();
  });

  it('hides the first steps, and shows them again', async () => {
    const { page } = current();
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Show the first steps' }).click();
    await page.getByText('6 of 6 steps done').waitFor();
  });

  it('says what is due and how the parts are', async () => {
    const { page } = current();
    await page.getByRole('region', { name: 'Health' }).getByText('9 of 9 parts are up').waitFor();
    await page
      .getByRole('region', { name: 'Due next' })
      .getByRole('link', { name: /^Access, / })
      .waitFor();
  });
}

async function expectValue({ page }: Console, label: string, value: RegExp): Promise<void> {
  await eventually(`a value in ${label}`, async () => value.test(await page.getByLabel(label).inputValue()));
}
