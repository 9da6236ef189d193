import { describe, expect, it } from 'vitest';
import { ClientAddresses, isProxyList } from './client-address';

const none = new ClientAddresses();
const proxied = new ClientAddresses('198.51.100.7, 10.0.0.0/8, 2001:db8:ffff::/48');

describe('the address that a caller is counted under', () => {
  it.each([
    ['a stranger', '203.0.113.5', undefined, '203.0.113.5'],
    ['an untrusted peer that names another address', '203.0.113.5', '192.0.2.1', '203.0.113.5'],
    ['a stranger in IPv6, by their network', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['another of the same network', '2001:db8:1:2::9', undefined, '2001:db8:1:2::/64'],
    ['IPv4 on an IPv6 socket', '::ffff:203.0.113.5', undefined, '203.0.113.5'],
    ['a caller behind a proxy on this machine', '127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['the same over IPv6', '::1', '2001:db8::1', '2001:db8:0:0::/64'],
    ['what the proxy added, not what the caller had written', '127.0.0.1', '8.8.8.8, 192.0.2.1', '192.0.2.1'],
    ['with a port', '127.0.0.1', '192.0.2.1:4711', '192.0.2.1'],
    ['with brackets, a port and a zone', '127.0.0.1', '[2001:db8::1%eth0]:443', '2001:db8:0:0::/64'],
    ['the machine itself, where a proxy says so', '127.0.0.1', '127.0.0.1', '127.0.0.1'],
    ['the proxy, where what it wrote is no address', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['no entry to the left of an invalid address', '127.0.0.1', '192.0.2.1, unknown', '127.0.0.1'],
  ])('is that of %s', (_who, peer, forwarded, expected) => {
    expect(none.of(peer, forwarded)).toBe(expected);
  });

  it.each(['127.0.0.1', '127.0.0.53', '::1', '::ffff:127.0.0.1'])(
    'is none for a local program (%s)',
    (peer) => {
      expect(none.of(peer, undefined)).toBeNull();
      expect(none.of(peer, '')).toBeNull();
    },
  );

  it('is that of the local proxy for callers it does not name', () => {
    expect(none.of('127.0.0.1', undefined, true)).toBe('127.0.0.1');
    expect(none.of('127.0.0.1', '192.0.2.1', true)).toBe('192.0.2.1');
  });

  it('is that of a program on this machine like any other, where loopback is not trusted', () => {
    const strict = new ClientAddresses('127.0.0.7', false);
    expect(strict.of('127.0.0.1', undefined)).toBe('127.0.0.1');
    expect(strict.of('127.0.0.1', '192.0.2.1')).toBe('127.0.0.1');
    expect(strict.of('::1', undefined)).toBe('0:0:0:0::/64');
    expect(strict.of('127.0.0.7', '192.0.2.1')).toBe('192.0.2.1');
  });

  it('is that of a connection, unless a proxy of ours holds it', () => {
    expect(proxied.ofConnection('::ffff:203.0.113.5')).toBe('203.0.113.5');
    expect(proxied.ofConnection('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    for (const peer of ['10.0.0.1', '127.0.0.1', undefined]) expect(proxied.ofConnection(peer)).toBeNull();
  });

  it('is looked for behind every proxy that is trusted, and behind no other', () => {
    expect(proxied.of('198.51.100.7', '192.0.2.1')).toBe('192.0.2.1');
    expect(proxied.of('198.51.100.7', '6.6.6.6, 192.0.2.1, 10.1.2.3')).toBe('192.0.2.1');
    expect(proxied.of('2001:db8:ffff::1', '192.0.2.1')).toBe('192.0.2.1');
    expect(proxied.of('198.51.100.8', '192.0.2.1')).toBe('198.51.100.8');
    expect(proxied.of('10.0.0.1', undefined)).toBe('10.0.0.1');
  });
});

describe('a list of proxies', () => {
  it.each(['', '10.0.0.1', '10.0.0.0/8, ::1', '2001:db8::/32'])('may be "%s"', (list) => {
    expect(isProxyList(list)).toBe(true);
  });

  it.each(['localhost', '10.0.0.0/33', '10.0.0.0/', '::1/129', '10.0.0.0/8/8', '*'])(
    'may not be "%s"',
    (list) => {
      expect(isProxyList(list)).toBe(false);
    },
  );
});
