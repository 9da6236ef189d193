import type { IncomingMessage } from 'node:http';

/** A name or an address, perhaps with a port (RFC 9110 §7.2); it may be empty. */
const hostAndPort = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?$/i;
const absoluteForm = /^https?:\/\//i;

/**
 * Whether a call says to which host it is sent, once and in one way (RFC 9112 §3.2): a proxy that reads another of two
 * hosts than we do would take the call for another one.
 * @param target as it was sent, which is a whole URL when a client believes to speak to a proxy
 */
export function namesOneHost({ rawHeaders, httpVersion }: IncomingMessage, target: string): boolean {
  // a name, its value, the next name …
  const hosts = rawHeaders.filter(
    (_text, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host',
  );
  const [host] = hosts;
  if (host === undefined) return httpVersion !== '1.1';
  if (hosts.length > 1 || !hostAndPort.test(host)) return false;
  return !absoluteForm.test(target) || isOf(target, host);
}

function isOf(target: string, host: string): boolean {
  const named = `${target.slice(0, target.indexOf(':'))}://${host}`;
  if (!URL.canParse(target) || !URL.canParse(named)) return false;
  return new URL(target).host === new URL(named).host;
}

/** The path and query of a target that may be a whole URL. */
export function pathOf(target: string): string {
  if (!absoluteForm.test(target)) return target;
  const rest = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}
