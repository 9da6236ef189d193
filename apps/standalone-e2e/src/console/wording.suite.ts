import { eventually } from '@subjectline/testing';
import { expect, it } from 'vitest';
import { at } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

const deny = '/wording/privacy_request_review_deny';

export function wordingSuite(current: () => Console): void {
  it('is found, changed in French and seen as it is typed, linted, saved and tested', async () => {
    const console = current();
    const { page, product } = console;
    await console.signIn();
    await console.goto('/wording', 'Wording');
    await page.getByRole('link', { name: 'Denial', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Denial' }).waitFor();
    await page.getByRole('combobox', { name: 'Language', exact: true }).click();
    await page.getByRole('option', { name: 'French (fr)' }).click();
    const preview = page.getByRole('region', { name: 'Preview, fr' });
    const mail = preview.frameLocator('iframe');
    await mail.getByText('Bonjour').first().waitFor();
    expect(page.url()).toBe(`${product.url}${deny}?lang=fr`);
    const body = page.getByLabel('Body (HTML)');
    await body.fill('<p>Motif : </p><script>document.title="taken over"</script>');
    await page.getByRole('status').getByText('Body (HTML):').first().waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).and(page.locator(':disabled')).waitFor();
    await body.fill('<p>Motif : </p>');
    await body.press('Control+End');
    for (let step = 0; step < '</p>'.length; step += 1) await body.press('ArrowLeft');
    await page.getByRole('button', { name: 'denial_reason', exact: true }).click();
    expect(await body.inputValue()).toBe('<p>Motif : {{denial_reason}}</p>');
    await mail.getByText(/^Motif : ./).waitFor();
    await page.reload();
    await mail.getByText(/^Motif : ./).waitFor();
    expect(await body.inputValue()).toBe('<p>Motif : {{denial_reason}}</p>');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('status').getByText('Version 1 is saved and in use.').waitFor();
    await console.expectFocus('Save');
    await page.getByRole('region', { name: 'Send a test' }).getByRole('textbox').fill('author@example.org');
    await page.getByRole('region', { name: 'Send a test' }).getByRole('button', { name: 'Send' }).click();
    await page.getByRole('link', { name: 'What becomes of it' }).waitFor();
    await eventually('the test is in the inbox', async () => {
      const { body: inbox } = await product.call('GET', '/api/v1/inbox');
      return JSON.stringify(at(inbox, 'messages')).includes('author@example.org');
    });
  });

  it('is not overwritten by someone who began earlier, and comes back from a version', async () => {
    const console = current();
    const { page, product } = console;
    await page.getByLabel('Subject').fill('Mine');
    await page.getByText('Not saved. It is kept in this tab.').waitFor();
    const theirs = { subject: 'Theirs' };
    await product.call('PATCH', `/api/v1/wordings/privacy_request_review_deny?locale=fr`, theirs);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const stale = page.getByRole('region', { name: 'Changed by someone else' });
    await stale.getByText('Theirs').waitFor();
    await stale.getByRole('button', { name: 'Go on with mine' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('status').getByText('Version 3 is saved and in use.').waitFor();
    await page.getByRole('button', { name: 'Compare with version 2' }).click();
    await page.getByRole('dialog').locator('del', { hasText: 'Theirs' }).waitFor();
    await page.getByRole('dialog').locator('ins', { hasText: 'Mine' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Restore version 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore version 2' }).click();
    await page.getByRole('status').getByText('Version 2 is in use again.').waitFor();
    await page.getByRole('textbox', { name: 'Subject' }).and(page.locator('[value=Theirs]')).waitFor();
    await page.getByRole('button', { name: 'Go back to the shipped words' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Go back to the shipped words' }).click();
    await page.getByRole('status').getByText('The shipped words are in use.').waitFor();
  });

  it('shows a text message with its segments', async () => {
    const console = current();
    const { page } = console;
    await console.goto(`${deny}?part=sms`, 'Denial');
    await page.getByText(/^\d+ characters, 1 segment$/).waitFor();
    await page.getByRole('textbox', { name: 'Text message' }).fill('long '.repeat(60));
    await page.getByText(/^\d+ characters, 2 segments$/).waitFor();
    await page.getByRole('button', { name: 'Discard the changes' }).click();
  });

  it('has a brand, which the mail shows before it is saved', async () => {
    const console = current();
    const { page, product } = console;
    await console.goto('/wording/brand', 'Brand');
    await page.getByLabel('Name', { exact: true }).fill('Globex <b>');
    const mail = page.getByRole('region', { name: 'Preview, en' }).frameLocator('iframe');
    await mail.getByText('Globex <b>').first().waitFor();
    await page.getByLabel('Color of buttons').fill('#ffffff');
    await page.getByRole('alert').getByText('color').first().waitFor();
    await page.getByLabel('Color of buttons').fill('#0b5c4a');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save the brand' }).click();
    await page.getByRole('status').getByText('The brand is saved.').waitFor();
    expect(at((await product.call('GET', '/api/v1/brand')).body, 'color')).toBe('#0b5c4a');
    await product.call('DELETE', '/api/v1/brand');
  });
}
