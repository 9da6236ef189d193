/// <reference lib="dom" />
import type { Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { Browser, describeInBrowser, shoot } from './browser.fixture';
import { at, Product, rootClient } from '../fixtures/product.fixture';
import { PrefixProxy } from './prefix-proxy.fixture';

/* The pages behind a proxy that shows them below a path. */

let proxy: PrefixProxy;
let product: Product;
let browser: Browser;
let page: Page;

/** Swagger UI takes its time to draw every operation. */
const drawingMs = 120_000;

describeInBrowser('the pages below a path', () => {
  beforeAll(async () => {
    proxy = await PrefixProxy.open('/msg');
    [product, browser] = await Promise.all([
      Product.open({ SUBJECTLINE_PUBLIC_URL: proxy.url }),
      Browser.open(),
    ]);
    proxy.target = product.url;
    await useProvider(product, 'inbox');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
    await proxy?.close();
  });
  beforeEach(async () => {
    browser.complaints.length = 0;
    page = await browser.page();
  });
  afterEach(async () => {
    expect(proxy.strays).toEqual([]);
    expect(browser.complaints).toEqual([]);
    await page.close();
  });

  it.each([
    ['/', 'Home'],
    ['/inbox', 'Inbox'],
    ['/inbox/', 'Inbox'],
    ['/privacy-request/configure', 'Providers'],
    ['/privacy-request/configure/', 'Providers'],
  ])('the console opens at %s, asks for a sign-in and shows its pages', async (path, heading) => {
    await page.context().clearCookies();
    await page.goto(proxy.url + path);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    // Chromium writes down that there is no session yet
    expect(browser.complaints.splice(0)).toEqual([expect.stringContaining('401')]);
    expect(page.url()).toContain(`${proxy.url}/sign-in`);
    await page.getByLabel('Client id').fill(rootClient.client_id);
    await page.getByRole('textbox', { name: 'Client secret' }).fill(rootClient.client_secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.getByRole('link', { name: 'Messages' }).click();
    await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
    expect(page.url()).toBe(`${proxy.url}/messages`);
  });

  it('the API page opens at /docs/, too', async () => {
    await page.goto(`${proxy.url}/docs/`);
    await page.getByRole('link', { name: 'openapi.json', exact: true }).waitFor();
    expect(page.url()).toBe(`${proxy.url}/docs`);
  });

  it('the API page lists every operation, from our own files alone', { timeout: drawingMs }, async () => {
    const { body } = await product.call('GET', '/openapi.json');
    const described = ['paths', 'webhooks'].flatMap((part) => Object.values(at(body, part) as object));
    const operations = described.flatMap((methods) => Object.keys(methods as object));
    browser.requested.length = 0;
    await page.goto(`${proxy.url}/docs`);
    await page.locator('.opblock').first().waitFor();
    expect(await page.locator('.opblock').count()).toBe(operations.length);
    await page.getByText('/api/v1/privacy-request/{id}/verify').first().click();
    await page.getByText('Verifies the code of a privacy request').first().waitFor();
    await page.locator('.opblock.is-open .responses-wrapper .opblock-section-header').first().waitFor();
    expect(await page.getByText('Could not resolve').count()).toBe(0);
    await shoot(page, 'docs');
    const elsewhere = (url: string) => !url.startsWith(proxy.url) && !/^(data|about):/.test(url);
    expect(browser.requested.filter(elsewhere)).toEqual([]);
  });

  it('the API page fetches a token and tries a call out', { timeout: drawingMs }, async () => {
    await page.goto(`${proxy.url}/docs`);
    await page.locator('.auth-wrapper > .authorize').click();
    await page.locator('input[data-name=clientId]').fill(rootClient.client_id);
    await page.locator('input[data-name=clientSecret]').fill(rootClient.client_secret);
    const token = page.waitForResponse(`${proxy.url}/api/v1/oauth/token`);
    await page
      .locator('.auth-container', { hasText: 'clientCredentials' })
      .locator('button.authorize')
      .click();
    expect((await token).status()).toBe(200);
    await shoot(page, 'docs-authorized');
    await page.locator('button.btn-done').last().click();
    const created = await execute('PrivacyRequestController_create', '/api/v1/privacy-request');
    expect(created.status()).toBe(200);
    const status = await execute('MessagingController_readStatus', '/api/v1/messaging/default/status');
    expect(status.status()).toBe(200);
    expect(status.request().headers()['authorization']).toMatch(/^Bearer /);
  });

  it('the API page is dark where the person wants it so', { timeout: drawingMs }, async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${proxy.url}/docs`);
    await page.locator('.opblock').first().waitFor();
    await shoot(page, 'docs-dark');
    const luminanceOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const [red = 0, green = 0, blue = 0] = (getComputedStyle(element).color.match(/\d+/g) ?? []).map(
            Number,
          );
          return (red + green + blue) / 3;
        });
    expect(await luminanceOf('.opblock-summary-description')).toBeGreaterThan(150);
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(background).toBe('rgb(28, 32, 34)');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('html:not(.dark-mode)').waitFor();
  });
});

/** Tries an operation out as its example shows it. */
async function execute(operationId: string, path: string): Promise<Response> {
  const operation = page.locator(`[id$=${operationId}]`);
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Try it out' }).click();
  const answer = page.waitForResponse((response) => response.url() === proxy.url + path);
  await operation.getByRole('button', { name: 'Execute' }).click();
  return answer;
}
