/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { describe, it } from 'vitest';

/* For specs: a Chromium of this machine, and a host that a page has no business with. */

const browserPath = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** Specs that need a Chromium; where there is none, one line says so. */
export function describeInBrowser(name: string, specs: () => void): void {
  if (browserPath) describe(name, specs);
  else it.skip(`${name}: needs a Chromium; install one, or name it in CHROMIUM`);
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** For a machine that has much else to do. */
const patienceMs = 120_000;

export interface BrowserSettings {
  readonly javaScriptEnabled?: boolean;
}

export class Browser {
  /** Every address that was asked for, and whatever a page complained of. */
  readonly requested: string[] = [];
  readonly complaints: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    private readonly folder: string,
  ) {
    context.on('request', (request) => this.requested.push(request.url()));
    context.on('weberror', (problem) => this.complaints.push(problem.error().message));
    context.on('console', (message) => {
      // on a busy machine a service may answer too late for the health card
      const { url } = message.location();
      const isReadiness = url.endsWith('/health/ready');
      if (message.type() === 'error' && !isReadiness) this.complaints.push(`${message.text()} ${url}`);
    });
  }

  static async open(settings: BrowserSettings = {}): Promise<Browser> {
    const folder = await mkdtemp(join(tmpdir(), 'subjectline-browser-'));
    const viewport = { width: 1200, height: 900 };
    const options = { executablePath: browserPath, args: flags, viewport, ...settings };
    const context = await chromium.launchPersistentContext(folder, { ...options, timeout: patienceMs });
    context.setDefaultTimeout(patienceMs);
    return new Browser(context, folder);
  }

  page(): Promise<Page> {
    return this.context.newPage();
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Keeps a picture of the page where `SUBJECTLINE_SHOTS` says, for a look by eye. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SUBJECTLINE_SHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Tab, until what has the focus is called so. */
export async function focusByKeyboard(page: Page, name: string, max = 20): Promise<void> {
  for (let presses = 0; presses < max; presses += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
      return (isField ? element.labels?.[0] : element)?.textContent ?? '';
    });
    if (focused.trim().startsWith(name) && focused.length < 200) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} cannot be reached with the Tab key`);
}

/** A host of a third party, which would learn that a mail was read. */
export class Stranger {
  readonly visits: string[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      this.visits.push(request.url ?? '');
      response.end();
    });
  }

  static async open(): Promise<Stranger> {
    const stranger = new Stranger();
    await new Promise<void>((resolve) => stranger.server.listen(0, '127.0.0.1', resolve));
    return stranger;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      // for a frame that the policy is about to refuse, Chromium opens a connection and asks nothing over it
      this.server.closeAllConnections();
    });
  }
}
