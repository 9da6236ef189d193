import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { Console } from './console.fixture';

const hostile = `<img src=x onerror="document.title='taken over'">`;
const email = 'ruth@example.org';

export function peopleSuite(current: () => Console): void {
  it('are shown with all that is held of them, and no URL names them', async () => {
    const console = current();
    const { page, product, browser } = console;
    await product.call('POST', '/v1/consents/events', {
      user: { organization_user_id: 'crm-77', email, metadata: { nickname: hostile } },
      consents: { purposes: [{ id: 'newsletter', enabled: true }] },
    });
    await console.signIn();
    await console.goto('/people', 'People');
    browser.requested.length = 0;
    await page.getByLabel('E-mail address').fill(email);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    const held = page.getByRole('region', { name: 'What is held' });
    await held.getByText('Consent users (1)').click();
    await held.getByText(hostile).first().waitFor();
    expect([page.url(), ...browser.requested].filter((url) => url.includes('ruth'))).toEqual([]);
    const stored = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    expect(`${String(stored)} ${await page.title()}`).not.toContain('ruth');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      held.getByRole('button', { name: 'Download as a page' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain(email);
    expect(text).not.toContain(hostile);
  });

  it('on hold cannot be erased; afterwards they are, with a certificate', async () => {
    const { page } = current();
    const holds = page.getByRole('region', { name: 'Legal holds' });
    await holds.getByRole('button', { name: 'Set a hold' }).click();
    await holds.getByText('This person cannot be erased now.').waitFor();
    const erase = page
      .getByRole('region', { name: 'Erase' })
      .getByRole('button', { name: 'Erase this person' });
    await page.getByText('A legal hold is in force.', { exact: true }).waitFor();
    expect(await erase.isDisabled()).toBe(true);
    await holds.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove this hold' }).click();
    await holds.getByText('No hold on this person is in force.').waitFor();
    await erase.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Consent events (1)').waitFor();
    await dialog.getByText('No vendor is configured.').waitFor();
    const confirm = dialog.getByRole('button', { name: 'Erase this person' });
    await dialog.getByLabel('To confirm').fill('someone@example.org');
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel('To confirm').fill(email);
    await confirm.click();
    await page.getByRole('heading', { level: 1, name: 'Erasure of a person' }).waitFor();
    await page.getByRole('status').getByText('The person is erased.').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the certificate' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    await page.getByRole('link', { name: 'Search for a person' }).click();
    await page.getByLabel('E-mail address').fill(email);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page
      .getByRole('region', { name: 'What is held' })
      .getByText('Consent users')
      .waitFor({ state: 'detached' });
  });
}
