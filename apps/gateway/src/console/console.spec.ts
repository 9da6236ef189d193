import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;
let folder: string;

const built = `<script src="./color-scheme.js" nonce="__CSP_NONCE__"></script><link href="./assets/main-1a2b.css">`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'export {};');
  await writeFile(join(folder, 'assets', 'main-1a2b.js.gz'), gzipSync('export {};'));
  await writeFile(join(folder, 'color-scheme.js'), '');
  await writeFile(join(folder, '.source-hash'), '');
  gateway = await TestGateway.start({}, folder);
});
afterAll(async () => {
  await gateway?.close();
  await rm(folder, { recursive: true, force: true });
});

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', authorization: '' };
const open = (path: string, headers: Record<string, string> = browser) =>
  gateway.call('GET', path, undefined, headers);

describe('the console', () => {
  it('that is not built says so, and leaves / to the docs', async () => {
    const { status, body } = await open('/requests');
    expect([status, body]).toMatchObject([503, { type: 'urn:subjectline:error:console_not_built' }]);
    expect((await open('/')).headers.get('location')).toBe('docs');
    await writeFile(join(folder, 'index.html'), built);
  });

  it.each([
    ['/', './'],
    ['/?next=%2Frequests', './'],
    ['/requests', './'],
    ['/requests/pri_1?tab=messages', '../'],
    ['/settings/clients', '../'],
    ['/privacy-request/configure', '../'],
    ['/privacy-request/configure/new/mailgun', '../../../'],
    ['/choices/users/usr_1', '../../'],
    ['/inbox/msg_1', '../'],
  ])('answers a browser at %s, with a nonce that no other answer has', async (path, up) => {
    const [first, second] = [await open(path), await open(path)];
    for (const { status, headers, body } of [first, second]) {
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers.get('cache-control')).toBe('no-store');
      const [, nonce] = /'nonce-([\w+/=]{24})'/.exec(headers.get('content-security-policy') ?? '') ?? [];
      expect(headers.get('content-security-policy')).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
          "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(body).toBe(
        `<script src="${up}color-scheme.js" nonce="${nonce}"></script><link href="${up}assets/main-1a2b.css">`,
      );
    }
    expect(first.body).not.toBe(second.body);
  });

  it('is at one address: what ends in a slash leads there', async () => {
    for (const [path, location] of [
      ['/inbox/', '../inbox'],
      ['/requests/?status=all', '../requests?status=all'],
      ['/privacy-request/configure/', '../configure'],
    ] as const) {
      const { status, headers } = await open(path);
      expect([status, headers.get('location')], path).toEqual([302, location]);
    }
  });

  it('leaves everything else as it is', async () => {
    for (const path of [
      '/unknown',
      '/requestsx',
      '/privacy-request',
      '/privacy-request/configured',
      '/v1/requests',
      '/api/v1/unknown',
      '/assets/none.js',
    ])
      expect((await open(path)).status, path).toBe(404);
    for (const path of ['/requests', '/settings/clients'])
      expect((await open(path, { accept: 'application/json' })).body, path).toMatchObject({
        type: 'urn:subjectline:error:route_unknown',
      });
    expect((await open('/', { accept: '*/*' })).headers.get('location')).toBe('docs');
  });

  it('has assets that are kept for good, and files that are asked for again', async () => {
    const asset = await open('/assets/main-1a2b.js');
    expect([asset.status, asset.body]).toEqual([200, 'export {};']);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const sentAs = async (encoding: string) =>
      (await open('/assets/main-1a2b.js', { ...browser, 'accept-encoding': encoding })).headers.get(
        'content-encoding',
      );
    expect([await sentAs('br, gzip'), await sentAs('identity')]).toEqual(['gzip', null]);
    expect((await open('/color-scheme.js')).headers.get('cache-control')).toBe('no-cache');
    for (const path of ['/assets/..%2findex.html', '/assets/.source-hash', '/assets/%2e%2e%2f.source-hash'])
      expect((await open(path)).status, path).toBe(404);
    expect((await open('/icon.svg')).headers.get('cache-control')).toBe('no-store');
  });

  it('shows mails in a frame that runs its own script alone', async () => {
    const { status, headers } = await open('/preview-frame');
    expect([status, headers.get('x-frame-options')]).toEqual([200, 'SAMEORIGIN']);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'unsafe-inline'; img-src data:; sandbox allow-scripts; frame-ancestors 'self'$/,
    );
  });
});
