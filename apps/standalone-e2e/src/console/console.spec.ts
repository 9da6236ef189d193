import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowser } from '../browser/browser.fixture';
import { textAt, listAt } from '../fixtures/product.fixture';
import { choicesSuite } from './choices.suite';
import { Console } from './console.fixture';
import { homeSuite } from './home.suite';
import { inboxSuite } from './inbox.suite';
import { messagesSuite } from './messages.suite';
import { consolePages, type PageIds } from './pages.fixture';
import { providersSuite } from './providers.suite';
import { peopleSuite } from './people.suite';
import { reportsSuite } from './reports.suite';
import { requestsSuite } from './requests.suite';
import { settingsSuite } from './settings.suite';
import { signInSuite } from './sign-in.suite';
import { usersSuite } from './users.suite';
import { wordingSuite } from './wording.suite';

/* One product and one browser for all pages. `npm run screenshots` keeps a picture of each. */

const shots = process.env['SUBJECTLINE_SHOTS'];

interface Variant {
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  /** Default: all. */
  readonly rules?: readonly string[];
}

/** Colors change no more than contrasts: the rest is looked at once a width. */
const variants: readonly Variant[] = [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 1440, rules: ['color-contrast'] },
  { scheme: 'dark', width: 360 },
  { scheme: 'light', width: 360, rules: ['color-contrast'] },
];

let console: Console;
const current = (): Console => console;

describeInBrowser('the console', () => {
  beforeAll(async () => {
    console = await Console.open();
  });
  afterAll(() => console?.close());
  afterEach(() => console.expectNoComplaints());

  describe('the sign-in', () => signInSuite(current));
  describe('the home page', () => homeSuite(current));
  describe('the requests', () => requestsSuite(current));
  describe('messages', () => messagesSuite(current));
  describe('people', () => peopleSuite(current));
  describe('the wording', () => wordingSuite(current));
  describe('choices', () => choicesSuite(current));
  describe('reports', () => reportsSuite(current));
  describe('users', () => usersSuite(current));
  describe('the inbox', () => inboxSuite(current));
  describe('the settings', () => settingsSuite(current));
  describe('providers', () => providersSuite(current));

  describe('every page has no fault that axe finds, and fits, light and dark, wide and narrow', () => {
    let ids: PageIds;
    beforeAll(async () => {
      await console.signIn();
      await console.goto('/', 'Home');
      ids = await existingIds();
    });
    afterAll(() => console.page.setViewportSize({ width: 1200, height: 900 }));

    it.each(consolePages)('$name', async ({ name, path, heading }) => {
      const { page } = console;
      await console.visit(typeof path === 'string' ? path : path(ids), heading);
      const faults: string[] = [];
      for (const { scheme, width, rules } of variants) {
        const variant = `${scheme}-${width}`;
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 900 });
        await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor();
        const found = await console.faults(rules);
        if (await console.isTooWide()) found.push('too wide');
        faults.push(...found.map((fault) => `${variant}: ${fault}`));
        await keep(name, variant);
      }
      expect(faults).toEqual([]);
    });
  });
});

async function existingIds(): Promise<PageIds> {
  const { body } = await console.product.call('GET', '/api/v1/privacy-request');
  const [request] = listAt(body, 'items');
  const { body: receipts } = await console.product.call(
    'GET',
    '/api/v1/messages?kind=privacy_request_receipt',
  );
  const { body: inbox } = await console.product.call('GET', '/api/v1/inbox');
  const nobody = { email: 'nobody@example.org' };
  const { body: erasure } = await console.product.call('POST', '/api/v1/persons/erase', nobody);
  const { body: users } = await console.product.call('GET', '/v1/consents/users');
  return {
    request: textAt(request, 'id'),
    message: textAt(receipts, 'items', 0, 'id'),
    kept: textAt(inbox, 'messages', 0, 'id'),
    erasure: textAt(erasure, 'id'),
    user: textAt(users, 'data', 0, 'id'),
  };
}

async function keep(name: string, variant: string): Promise<void> {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  await console.page.screenshot({ path: join(shots, `${name}-${variant}.png`), fullPage: true });
}
