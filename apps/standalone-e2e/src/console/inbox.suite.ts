/// <reference lib="dom" />
import { eventually } from '@subjectline/testing';
import { expect, it } from 'vitest';
import { focusByKeyboard, Stranger } from '../browser/browser.fixture';
import { listAt, textAt } from '../fixtures/product.fixture';
import type { Console } from './console.fixture';

/** Once the inbox is the active provider. */
export function inboxSuite(current: () => Console): void {
  const title = 'The message as a mail program shows it';

  /** A mail with a code for a person, and its id. */
  const keptMail = async (): Promise<{ id: string; code: string }> => {
    const { product } = current();
    const email = 'noor@example.org';
    await product.call('POST', '/api/v1/privacy-request', [
      { policy_key: 'default_access_policy', identity: { email } },
    ]);
    return eventually('a mail with a code', async () => {
      const { body } = await product.call('GET', '/api/v1/inbox');
      const mail = listAt(body, 'messages').find((message) => textAt(message, 'to') === email);
      const code = mail ? /\b\d{6}\b/.exec(textAt(mail, 'text'))?.[0] : undefined;
      return code ? { id: textAt(mail, 'id'), code } : undefined;
    });
  };

  it('is used without a mouse: from the link to the code in the message', async () => {
    const console = current();
    const { page, product } = console;
    const { id, code } = await keptMail();
    await console.signOut();
    await page.goto(`${product.url}/inbox`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await console.enterCredentials();
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await page.locator(`a[href$="/inbox/${id}"]`).waitFor();
    expect(await page.getByRole('cell', { name: 'noor@example.org' }).count()).toBe(0);
    await focusByKeyboard(page, 'Your verification code');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Message in the inbox' }).waitFor();
    await page.frameLocator(`iframe[title="${title}"]`).getByText(code).first().waitFor();
    await page.getByRole('region', { name: 'Plain text' }).getByText(code).waitFor();
    expect(`${await page.title()} ${page.url()}`).not.toMatch(new RegExp(`${code}|noor`));
    const links = page.getByRole('region', { name: 'Links in this message' }).getByRole('link');
    expect(await links.first().getAttribute('rel')).toBe('noreferrer');
  });

  it('lets a mail neither run anything nor report that it was read', async () => {
    const console = current();
    const { page, product, browser } = console;
    const stranger = await Stranger.open();
    const { id, code } = await keptMail();
    await console.goto(`/inbox/${id}`, 'Message in the inbox');
    const frame = page.frameLocator(`iframe[title="${title}"]`);
    await frame.getByText(code).first().waitFor();
    const html = `<p onclick="parent.document.title = 'taken over'">hostile</p><img src="${stranger.url}/seen">
      <link rel="stylesheet" href="${stranger.url}/style"><iframe src="${stranger.url}/frame"></iframe>
      <img src="x" onerror="parent.document.title = 'taken over'"><a href="${stranger.url}/link">link</a>
      <script>parent.document.title = 'taken over'</script>
      <form action="${stranger.url}/form"><button>Send</button></form>`;
    await page.evaluate((mail) => {
      document.querySelector('iframe')?.contentWindow?.postMessage({ html: mail, colors: 'light' }, '*');
    }, html);
    await frame.getByText('hostile').click();
    await frame.getByRole('link', { name: 'link' }).click();
    await frame.getByRole('button', { name: 'Send' }).click();
    expect(await page.title()).toBe('Message in the inbox · Subjectline');
    expect(stranger.visits).toEqual([]);
    expect(page.url()).toBe(`${product.url}/inbox/${id}`);
    // what the policy has stopped is asked for and complained of, as it should be
    expect(browser.complaints.splice(0).length).toBeGreaterThan(0);
    browser.requested.length = 0;
    await stranger.close();
  });
}
