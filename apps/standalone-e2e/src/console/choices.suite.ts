import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { textAt } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

const hostile = '<img src=x onerror="document.title=`taken over`">';
const user = { organization_user_id: 'vera@example.org' };

export function choicesSuite(current: () => Console): void {
  it('are found by an id that no URL names, with labels and a proof to download', async () => {
    const console = current();
    const { page, product, browser } = console;
    const pdf = `%PDF-1.7 ${hostile}`;
    const { body: proof } = await product.call('POST', '/v1/consents/proofs', {
      data: `data:application/pdf;base64,${Buffer.from(pdf).toString('base64')}`,
    });
    await product.call('POST', '/v1/consents/events', {
      user: { ...user, metadata: { nickname: hostile } },
      consents: {
        purposes: [
          { id: 'measure_ad_performance', enabled: true },
          { id: hostile, enabled: false },
        ],
      },
      proofs_id: [textAt(proof, 'id')],
    });
    await console.signIn();
    await console.goto('/choices', 'Choices');
    browser.requested.length = 0;
    await page.getByLabel('Find a user').fill(user.organization_user_id);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByRole('status').getByText('1 found').waitFor();
    await page.getByRole('table').getByRole('link', { name: 'v***@example.org' }).click();
    const now = page.getByRole('region', { name: 'What holds now' });
    await now.getByText('Measure advertising performance').waitFor();
    await now.getByText(hostile).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download proof 1' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`proof-${textAt(proof, 'id')}.pdf`);
    expect(await readFile(await download.path(), 'utf8')).toBe(pdf);
    expect([page.url(), ...browser.requested].filter((url) => url.includes('vera'))).toEqual([]);
    expect(await page.title()).not.toContain('taken over');
  });

  it('that wait for an approval are listed, and are asked for again', async () => {
    const console = current();
    const { page, product } = console;
    await product.call('POST', '/v1/marketplace/emails', {
      type_id: 'didomi',
      email_type: 'validation-approval-file',
    });
    await console.goto('/choices', 'Choices');
    const approvers = page.getByRole('region', { name: 'Approvers' });
    await approvers.getByRole('textbox').fill('nobody');
    await approvers.getByRole('button', { name: 'Save the approvers' }).click();
    await approvers.getByRole('alert').waitFor();
    await approvers.getByRole('textbox').fill('boss@example.org');
    await approvers.getByRole('button', { name: 'Save the approvers' }).click();
    await page.getByRole('status').getByText('The approvers are saved.').waitFor();
    const { body: proof } = await product.call('POST', '/v1/consents/proofs', {
      data: `data:application/pdf;base64,${Buffer.from('%PDF-1.7').toString('base64')}`,
    });
    await product.call('POST', '/v1/consents/events', {
      user,
      consents: { purposes: [{ id: 'newsletter', enabled: true }] },
      proofs_id: [textAt(proof, 'id')],
      validation: { method: 'file' },
    });
    await page.reload();
    const pending = page.getByRole('region', { name: 'Waiting for approval' });
    await pending.getByText('1 choice waits.').waitFor();
    await pending.getByRole('link', { name: 'v***@example.org' }).click();
    await page.getByText('Waits for approval').waitFor();
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByRole('status').getByText('The message to approve is sent again.').waitFor();
  });
}
