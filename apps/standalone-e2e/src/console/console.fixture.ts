/// <reference lib="dom" />
import { source as axeSource } from 'axe-core';
import { OpenIdProvider } from '@subjectline/testing';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { Browser } from '../browser/browser.fixture';
import { Product, rootClient } from '../fixtures/product.fixture';

/* For specs: the console in a browser, with one product behind all of its pages. */

/**
 * What Chromium writes down of answers that the console shows: refused, no session, no scope, not there, changed meanwhile, and
 * too late, as a service may be on a busy machine: the console asks again.
 */
const expectedAnswer =
  /Failed to load resource: the server responded with a status of (400|401|403|404|409|422|424|503)/;

export class Console {
  private constructor(
    readonly product: Product,
    readonly provider: OpenIdProvider,
    readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(): Promise<Console> {
    const provider = await OpenIdProvider.open();
    const [product, browser] = await Promise.all([
      Product.open({
        // receivers of webhooks are on this machine
        SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'true',
        SUBJECTLINE_OIDC_ISSUER: provider.issuer,
        SUBJECTLINE_OIDC_CLIENT_ID: provider.clientId,
        SUBJECTLINE_OIDC_CLIENT_SECRET: provider.clientSecret,
        SUBJECTLINE_OIDC_LABEL: 'Acme ID',
      }),
      Browser.open(),
    ]);
    provider.now = () => product.testEnv.clock.now();
    return new Console(product, provider, browser, await browser.page());
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.product.close();
    await this.provider.close();
  }

  async goto(path: string, heading: string): Promise<void> {
    await this.page.goto(this.product.url + path);
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  /** On the sign-in page, or in the dialog of a session that has ended. */
  async enterCredentials(client = rootClient): Promise<void> {
    await this.page.getByLabel('Client id').fill(client.client_id);
    await this.page.getByRole('textbox', { name: 'Client secret' }).fill(client.client_secret);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** From page to page as a link does, without loading the console anew. */
  async visit(path: string, heading: string | RegExp): Promise<void> {
    await this.page.evaluate((to) => history.pushState(null, '', to), path);
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await this.page.waitForFunction(() => !document.querySelector('[role=status][aria-label=Loading]'));
  }

  /** Without the form, which has specs of its own: what is open does not change. */
  async signIn(client = rootClient): Promise<void> {
    await this.signOut();
    const { url } = this.product;
    const headers = { origin: url, 'x-console': '1' };
    const answer = await this.page.request.post(`${url}/api/v1/session`, { headers, data: client });
    expect(answer.status()).toBe(201);
  }

  async signInByForm(client = rootClient): Promise<void> {
    await this.signOut();
    await this.goto('/sign-in', 'Sign in');
    await this.chooseClientSecret();
    await this.enterCredentials(client);
    await this.page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  }

  /** The browser remembers how the last one signed in. */
  private async chooseClientSecret(): Promise<void> {
    const change = this.page.getByRole('button', { name: 'Use a client id and secret instead' });
    await change.or(this.page.getByLabel('Client id')).first().waitFor();
    if (await change.isVisible()) await change.click();
  }

  /** As if the session had ended: no page is told. */
  async signOut(): Promise<void> {
    await this.page.context().clearCookies();
  }

  /**
   * What axe finds on the page as it is, without what is of little consequence.
   * @param rules default: all
   */
  async faults(rules?: readonly string[]): Promise<string[]> {
    // a policy without inline scripts binds pages, not the protocol of the browser
    if (!(await this.page.evaluate('"axe" in window'))) await this.page.evaluate(axeSource);
    const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
    const found = await this.page.evaluate(
      `axe.run(${options}).then(({ violations }) => violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ target }) => impact + ' ' + id + ': ' + target.join(' '))))`,
    );
    return (found as string[]).filter((fault) => !fault.startsWith('minor'));
  }

  /** Of a person who works with keys alone. @param text what has the focus says */
  async expectFocus(text: string): Promise<void> {
    await this.page.locator(':focus', { hasText: text }).waitFor();
  }

  /** No page is wider than its window. */
  isTooWide(): Promise<boolean> {
    return this.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  }

  /**
   * Violations of the policy, errors of scripts and requests to other hosts since the last call. The emulator's page and the
   * identity provider's are pages of their own.
   */
  expectNoComplaints(): void {
    const { requested, complaints } = this.browser;
    const own = [this.product.url, this.product.emulator.url, this.provider.issuer];
    const foreign = requested.filter(
      (url) => !own.some((one) => url.startsWith(one)) && !/^(data|blob):/.test(url),
    );
    const unexpected = complaints.filter((complaint) => !expectedAnswer.test(complaint));
    requested.length = 0;
    complaints.length = 0;
    expect([foreign, unexpected]).toEqual([[], []]);
  }
}
