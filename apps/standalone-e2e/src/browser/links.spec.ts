/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { Browser, describeInBrowser, focusByKeyboard, shoot, Stranger } from './browser.fixture';
import { Product, textAt } from '../fixtures/product.fixture';
import { linkIn, linksIn, look } from '../fixtures/link.fixture';

/* What is behind the links in messages, for a mail scanner and for a person. */

let product: Product;

const someone = () => `person-${randomUUID()}@example.com`;
const received = (address: string) => product.emulator.waitForMessage(({ to }) => to === address);

async function call(method: string, path: string, body: object): Promise<unknown> {
  const answer = await product.call(method, path, body);
  if (answer.status >= 300) throw new Error(`${path} answers ${answer.status}`);
  return answer.body;
}

/** Everything that comes with a link: each of them waits for a button. */
const messages = {
  async request(to: string): Promise<string> {
    const body = await call('POST', '/dsar/requests', {
      organization_user_id: to,
      user_right_id: 'cpra_delete_my_data',
      status: 'unverified',
      request_fields: [{ field_id: 'email', value: to }],
      source: { type: 'DSAR' },
    });
    return `/dsar/requests/${textAt(body, 'id')}`;
  },
  async choices(to: string): Promise<string> {
    const body = await call('POST', '/consents/events', {
      user: { organization_user_id: to },
      consents: {
        purposes: [
          { id: 'newsletter', enabled: true },
          { id: 'profiling', enabled: false },
        ],
      },
      validation: { method: 'email' },
    });
    return `/consents/events/${textAt(body, 'id')}`;
  },
  async approval(to: string): Promise<string> {
    const body = await call('POST', '/consents/events', {
      user: { organization_user_id: 'ada@example.com' },
      consents: { purposes: [{ id: 'research', enabled: true }] },
      proofs: ['data:application/pdf;base64,JVBERi0xLjcKJSVFT0YK'],
      delegate: { id: 'agent-7', name: 'Grace' },
      validation: { method: 'file', approvers: [to] },
    });
    return `/consents/events/${textAt(body, 'id')}`;
  },
  async preferences(to: string): Promise<string> {
    await call('POST', '/auth/protocols/message/callback?key=default', { id: to });
    return '/auth/initiate?key=default';
  },
  async code(to: string): Promise<string> {
    const body = await call('POST', '/auth/protocols/otp/generate?key=default', { email: to });
    return `/auth/initiate?${new URL(textAt(body, 'callback')).searchParams.toString()}`;
  },
} as const;

type Kind = keyof typeof messages;
const kinds = Object.keys(messages) as Kind[];

interface Sent {
  readonly link: string;
  /** Where to look whether anything has happened. */
  readonly about: string;
  readonly to: string;
}

async function send(kind: Kind): Promise<Sent> {
  const to = someone();
  const about = await messages[kind](to);
  return { link: linkIn(await received(to), product), about, to };
}

const stateOf = async ({ about }: Sent): Promise<string> =>
  JSON.stringify((await product.call('GET', about)).body);

describeInBrowser('the pages behind links', () => {
  beforeAll(async () => {
    product = await Product.open();
    await useProvider(product, 'mailgun');
    for (const email_type of ['validation-double-optin', 'validation-approval-file']) {
      await call('POST', '/marketplace/emails', { type_id: 'didomi', email_type });
    }
  });
  afterAll(() => product?.close());

  describe('opened by a mail scanner', () => {
    let scanner: Browser;

    beforeAll(async () => {
      scanner = await Browser.open();
    });
    afterAll(() => scanner?.close());

    it.each(kinds)('stay as they are (%s)', async (kind) => {
      const sent = await send(kind);
      const before = await stateOf(sent);
      const page = await scanner.page();
      await fetch(sent.link, { method: 'HEAD' });
      const opened = await page.goto(sent.link, { waitUntil: 'networkidle' });
      expect(opened?.status()).toBe(200);
      const title = await page.locator('h1').textContent();
      const addresses = await page.locator('a, link, area, iframe, form').evaluateAll((elements) =>
        elements
          .flatMap((element) => ['href', 'src', 'action'].map((name) => element.getAttribute(name)))
          .filter((address) => address !== null)
          .map((address) => new URL(address, document.baseURI).href),
      );
      for (const address of [...addresses, ...linksIn(await page.content(), product)]) await fetch(address);
      await page.reload();
      expect(await page.locator('h1').textContent()).toBe(title);
      expect(await stateOf(sent)).toBe(before);
      expect(scanner.requested.filter((url) => !url.startsWith(product.url))).toEqual([]);
      expect(scanner.complaints).toEqual([]);
      await page.close();
    });
  });

  describe('opened by a person without scripts and without a mouse', () => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      browser = await Browser.open({ javaScriptEnabled: false });
    });
    afterAll(() => browser?.close());
    beforeEach(async () => {
      page = await browser.page();
      return () => page.close();
    });

    const title = () => page.locator('h1').textContent();

    async function pressButton(name: string): Promise<void> {
      await focusByKeyboard(page, name);
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    }

    it.each([
      ['request', 'Confirm my request', 'Your request is confirmed', '"status":"verified"'],
      ['choices', 'Confirm my choices', 'Your choices are confirmed', '"status":"confirmed"'],
      ['approval', 'Approve this change', 'The change is approved', '"status":"confirmed"'],
      ['request', 'This was not me', 'Thank you for telling us', '"status":"archived"'],
      ['choices', 'This was not me', 'Thank you for telling us', '"status":"rejected"'],
      ['code', 'This was not me', 'Thank you for telling us', ''],
    ] as const)('do what the button says (%s: %s)', async (kind, button, done, state) => {
      const sent = await send(kind);
      await page.goto(sent.link);
      await shoot(page, `link-${kind}`);
      await pressButton(button);
      expect(await title()).toBe(done);
      await shoot(page, `link-${kind}-done`);
      await expect.poll(() => stateOf(sent), { timeout: 60_000 }).toContain(state);
      await page.goto(sent.link);
      // what was disowned can be taken back while its link is good
      const left = button === 'This was not me' ? ['I did ask for this'] : [];
      expect(await page.locator('button').allTextContents()).toEqual(left);
    });

    it('take a reason for a rejection', async () => {
      const sent = await send('approval');
      await page.goto(sent.link);
      await focusByKeyboard(page, 'Reason');
      await page.keyboard.type('The form is not signed.');
      await pressButton('Reject this change');
      expect(await title()).toBe('The change is rejected');
      expect(await stateOf(sent)).toContain('The form is not signed.');
    });

    it('go on to the site in the link, past the policy of the page', async () => {
      const shop = await Stranger.open();
      await product.change({ links: { allowed_origins: [shop.url] } });
      const sent = await send('choices');
      await page.goto(`${sent.link}&redirect_url=${encodeURIComponent(`${shop.url}/thanks?a=1&b=2`)}`);
      await pressButton('Confirm my choices');
      expect(page.url()).toBe(`${shop.url}/thanks?a=1&b=2`);
      expect(shop.visits).toContain('/thanks?a=1&b=2');
      await shop.close();
    });

    it('say of a late link that it is late, and send another one', async () => {
      const sent = await send('request');
      product.testEnv.clock.advance(901_000);
      await page.goto(sent.link);
      expect(await title()).toBe('This link has expired');
      await shoot(page, 'link-expired');
      const before = product.emulator.messages().filter(({ to }) => to === sent.to).length;
      await pressButton('Send me a new link');
      expect(await title()).toBe('Check your inbox');
      await shoot(page, 'link-renewed');
      await expect
        .poll(() => product.emulator.messages().filter(({ to }) => to === sent.to).length, {
          timeout: 60_000,
        })
        .toBe(before + 1);
      const [mail] = product.emulator
        .messages()
        .filter(({ to }) => to === sent.to)
        .toReversed();
      await page.goto(linkIn(mail ?? {}, product));
      await pressButton('Confirm my request');
      expect(await title()).toBe('Your request is confirmed');
    });

    it('name every control, have one heading of the first order and landmarks, and fit a narrow screen', async () => {
      for (const kind of kinds) {
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto((await send(kind)).link);
        const snapshot = await page.locator('body').ariaSnapshot();
        expect(snapshot.match(/heading "[^"]+" \[level=1\]/g)).toHaveLength(1);
        expect(snapshot).toContain('main:');
        expect(snapshot).not.toMatch(/- (button|textbox|link)(?! ")/);
        const { width = 0 } = (await page.locator('main').boundingBox()) ?? {};
        expect(width).toBeLessThanOrEqual(320);
        await shoot(page, `link-${kind}-narrow`);
      }
    });

    it('stand to be read in the dark', async () => {
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      await page.goto((await send('choices')).link);
      await shoot(page, 'link-choices-dark');
      const sheet = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
      expect(sheet).toBe('rgb(20, 23, 27)');
    });

    it('are friendly without a valid link', async () => {
      const { status } = await look(`${product.url}/links?token=${'x'.repeat(43)}`);
      expect(status).toBe(404);
      await page.goto(`${product.url}/links`);
      expect(await title()).toBe('We do not know this link');
    });
  });

  it('leave no token in the log', () => {
    const tokens = product.emulator
      .messages()
      .flatMap(({ html = '' }) => linksIn(html, product))
      .map((link) => new URL(link).searchParams.get('token') ?? '');
    expect(tokens.length).toBeGreaterThan(5);
    for (const token of tokens) expect(product.testEnv.log.text).not.toContain(token);
  });
});
