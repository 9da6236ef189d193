import type { FastifyRequest } from 'fastify';

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Whether a page of the console makes the call. Its header cannot be set by a form, and a script of another origin cannot
 * without a preflight. That is not enough: pages of the sites in the settings pass the preflight, and a page on a
 * sibling host is same-site, so that it gets the cookie.
 */
export function isFromConsole({ method, headers }: FastifyRequest, publicUrl: string | undefined): boolean {
  if (headers['x-console'] !== '1') return false;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (origin !== undefined) return isOurs(origin, host, publicUrl);
  return reads.has(method) && isPlainHttp(host, publicUrl);
}

function isOurs(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return new URL(origin).host === host;
}

/**
 * Without https, browsers send `Sec-Fetch-Site` to their own machine only, and no `Origin` with a read of the same one.
 * With a read from elsewhere they send `Origin`, as our header makes it a call across origins.
 */
function isPlainHttp(host: string | undefined, publicUrl: string | undefined): boolean {
  if (publicUrl?.startsWith('https:')) return false;
  return !/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host ?? 'localhost');
}
