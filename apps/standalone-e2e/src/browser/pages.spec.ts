/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { Browser, describeInBrowser, focusByKeyboard, shoot, Stranger } from './browser.fixture';
import { at, Product, rootClient } from '../fixtures/product.fixture';
import { Person } from '../fixtures/person.fixture';

/* The two pages, as a user sees them. */

let product: Product;
let browser: Browser;
let page: Page;
let code: string;

describeInBrowser('the pages in a browser', () => {
  beforeAll(async () => {
    [product, browser] = await Promise.all([Product.open(), Browser.open()]);
    await useProvider(product, 'inbox');
    const person = new Person(product, 'email', true);
    await person.asks();
    code = await person.receivesCode();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });
  beforeEach(async () => {
    browser.requested.length = 0;
    browser.complaints.length = 0;
    page = await browser.page();
  });
  afterEach(async () => {
    const elsewhere = browser.requested.filter(
      (url) => !url.startsWith(product.url) && !/^(data|about):/.test(url),
    );
    expect(elsewhere).toEqual([]);
    await page.close();
  });

  describe('the inbox', () => {
    it('is used without a mouse: from the sign-in to the code in the message', async () => {
      await page.goto(`${product.url}/inbox`);
      await shoot(page, 'inbox-sign-in');
      await focusByKeyboard(page, 'Client id');
      await page.keyboard.type(rootClient.client_id);
      await focusByKeyboard(page, 'Client secret');
      await page.keyboard.type(rootClient.client_secret);
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('1 message').waitFor();
      await focusByKeyboard(page, 'Your verification code');
      await page.keyboard.press('Enter');
      const frame = page.frameLocator('iframe[title="The message as a mail program shows it"]');
      await frame.getByText(code).waitFor();
      expect(await page.locator('#text').textContent()).toContain(code);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('message');
      await shoot(page, 'inbox-message');
      expect(browser.complaints).toEqual([]);
    });

    it('forgets who signed in when the tab is closed or asked to', async () => {
      await signIn(rootClient.client_secret);
      await page.getByRole('status').getByText('1 message').waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('Client secret').waitFor();
      expect(await page.getByText('Your verification code').count()).toBe(0);
      const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
      expect(kept).not.toContain(rootClient.client_secret);
    });

    it('says that a secret is wrong', async () => {
      await signIn('another-secret-than-it-is');
      await page.getByRole('status').getByText('The client id or its secret is wrong.').waitFor();
      await page.getByLabel('Client secret').waitFor();
    });

    it('lets a mail neither run anything nor report that it was read', async () => {
      const stranger = await Stranger.open();
      await signIn(rootClient.client_secret);
      await page.getByRole('button', { name: 'Your verification code' }).click();
      const frame = page.frameLocator('#html');
      await frame.getByText(code).waitFor();
      const mail = `<p>hostile</p><img src="${stranger.url}/seen"><link rel="stylesheet" href="${stranger.url}/style">
        <script>parent.document.title = 'taken over'</script><iframe src="${stranger.url}/frame"></iframe>
        <form action="${stranger.url}/form"><button>Send</button></form>`;
      await page.evaluate((html) => document.getElementById('html')?.setAttribute('srcdoc', html), mail);
      await frame.getByText('hostile').waitFor();
      await frame.getByRole('button', { name: 'Send' }).click();
      expect(await page.title()).toBe('Inbox · Subjectline');
      expect(stranger.visits).toEqual([]);
      browser.requested.length = 0;
      await stranger.close();
    });

    it('names every control for who does not see it', async () => {
      await signIn(rootClient.client_secret);
      await page.getByRole('button', { name: 'Your verification code' }).click();
      const snapshot = await page.locator('body').ariaSnapshot();
      expect(snapshot).toContain('button "Refresh"');
      expect(snapshot).toContain('checkbox "Refresh every 3 seconds"');
      expect(snapshot).toContain('navigation "Messages"');
      expect(snapshot).toContain('article "Your verification code"');
      expect(snapshot).not.toMatch(/- (button|textbox|checkbox|link)(?! ")/);
    });
  });

  describe('the API page', () => {
    // Swagger UI takes its time to draw every operation
    it('lists every operation of the document, from our own files alone', async () => {
      const { body } = await product.call('GET', '/openapi.json');
      const described = ['paths', 'webhooks'].flatMap((part) => Object.values(at(body, part) as object));
      const operations = described.flatMap((methods) => Object.keys(methods as object));
      await page.goto(`${product.url}/docs`);
      await page.locator('.opblock').first().waitFor();
      expect(await page.locator('.opblock').count()).toBe(operations.length);
      await page.getByText('/api/v1/privacy-request/{id}/verify').first().click();
      await page.getByText('Verifies the code of a privacy request').first().waitFor();
      await page.locator('.opblock.is-open .responses-wrapper .opblock-section-header').first().waitFor();
      expect(await page.getByText('Could not resolve').count()).toBe(0);
      await shoot(page, 'docs');
      expect(browser.complaints).toEqual([]);
    });
  });
});

async function signIn(secret: string): Promise<void> {
  await page.goto(`${product.url}/inbox`);
  await page.getByLabel('Client id').fill(rootClient.client_id);
  await page.getByLabel('Client secret').fill(secret);
  await page.getByRole('button', { name: 'Show messages' }).click();
}
