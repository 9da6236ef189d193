import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** Headers that proxies add, about the caller or themselves. */
const proxyHeaders = ['via', 'forwarded', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'] as const;

/**
 * Whether a call has come by a proxy, as far as its headers tell: they name one, or a host that is not this machine. A
 * proxy that sends neither its caller's address nor anything else of theirs looks like a local program.
 */
export function isRelayed(headers: IncomingHttpHeaders): boolean {
  return proxyHeaders.some((name) => headers[name] !== undefined) || isElsewhere(headers.host ?? '');
}

function isElsewhere(host: string): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  const isLocal = name === '' || name === 'localhost' || name.endsWith('.localhost');
  return !isLocal && !name.startsWith('[') && isIP(name) === 0;
}
