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
import { pagesOf, signInPage, type ConsolePage } from './pages.fixture';
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

  describe.each([
    { scheme: 'light', width: 1440 },
    { scheme: 'dark', width: 360 },
  ] as const)('every page, $scheme and $width pixels wide', ({ scheme, width }) => {
    it('has no fault that axe finds, and fits', async () => {
      await console.signIn();
      await console.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await console.page.setViewportSize({ width, height: 900 });
      const pages = [...(await existingPages()), signInPage];
      for (const page of pages) {
        await console.goto(page.path, page.heading);
        await console.page.waitForLoadState('networkidle');
        expect([page.name, await console.faults(), await console.isTooWide()]).toEqual([
          page.name,
          [],
          false,
        ]);
        await keep(page, `${scheme}-${width}`);
      }
      await console.page.setViewportSize({ width: 1200, height: 900 });
    });
  });
});

async function existingPages(): Promise<readonly ConsolePage[]> {
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
  return pagesOf({
    request: textAt(request, 'id'),
    reference: textAt(request, 'reference'),
    message: textAt(receipts, 'items', 0, 'id'),
    kept: textAt(inbox, 'messages', 0, 'id'),
    erasure: textAt(erasure, 'id'),
    user: textAt(users, 'data', 0, 'id'),
  });
}

async function keep({ name }: ConsolePage, variant: string): Promise<void> {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  await console.page.screenshot({ path: join(shots, `${name}-${variant}.png`), fullPage: true });
}
