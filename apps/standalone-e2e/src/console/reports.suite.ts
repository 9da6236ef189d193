import { expect, it } from 'vitest';
import { at } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

export function reportsSuite(current: () => Console): void {
  it('show outcomes of messages and verifications in words, pictures and tables', async () => {
    const console = current();
    const { page, product } = console;
    await console.signIn();
    await console.goto('/reports', 'Reports');
    const { body } = await product.call('GET', '/api/v1/reports');
    const all = Number(at(body, 'messages', 'all', 'messages'));
    expect(all).toBeGreaterThan(0);
    const volume = page.getByRole('region', { name: 'Messages by day' });
    await volume.getByText(/^\d+ messages; \d+ % of those that were tried were sent/).waitFor();
    await volume.getByRole('img', { name: 'Messages by day' }).waitFor();
    await volume.getByText('As a table').click();
    await volume.getByRole('table').waitFor();
    await page
      .getByRole('region', { name: 'By message' })
      .getByRole('cell', { name: 'Verification code' })
      .waitFor();
    await page.getByRole('region', { name: 'By provider' }).getByText('inbox (E-mail)').waitFor();
    await page
      .getByRole('region', { name: 'Verification', exact: true })
      .getByText(/^\d+ of \d+ people proved who they are/)
      .waitFor();
    await page.getByRole('combobox', { name: 'Time' }).click();
    await page.getByRole('option', { name: 'Last 7 days' }).click();
    await page.waitForURL(`${product.url}/reports?days=7`);
  });
}
