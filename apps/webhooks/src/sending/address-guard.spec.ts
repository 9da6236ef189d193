import { describe, expect, it } from 'vitest';
import { WebhooksEnv } from '../env';
import { AddressGuard } from './address-guard';
import { allowedHostsProblem } from './allowed-hosts';

function guardWith(settings: Partial<WebhooksEnv> = {}): AddressGuard {
  return new AddressGuard(Object.assign(new WebhooksEnv(), settings));
}

const name = 'hooks.example.com';
const guard = guardWith();

const refused = {
  'this host': ['0.0.0.0', '0.1.2.3', '::'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  'unique local': ['fc00::1', 'fd12:3456:789a::1'],
  'link-local': ['169.254.1.1', 'fe80::1'],
  'cloud metadata': ['169.254.169.254', '100.100.100.200', 'fd00:ec2::254', '168.63.129.16', '192.0.0.192'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  'protocol assignments and documentation': [
    '192.0.0.1',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '2001:db8::1',
    '3fff::1',
  ],
  benchmarking: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  'multicast and broadcast': ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1'],
  reserved: ['240.0.0.1', '250.1.2.3'],
  'site-local, discarded and unassigned': ['fec0::1', '100::1', '4000::1', '::7f00:1'],
  'IPv4 inside IPv6': [
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::10.0.0.1',
    '2002:7f00:1::1',
    '2002:a9fe:a9fe::1',
    '2001::1',
  ],
};

describe('addresses', () => {
  it.each(Object.entries(refused))('of the range %s are refused', (_range, addresses) => {
    expect(addresses.filter((address) => guard.permits(address, name, 'https:'))).toEqual([]);
    expect(addresses.filter((address) => guard.permits(address, name, 'http:'))).toEqual([]);
  });

  it.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:2800:220:1::1', '::ffff:8.8.8.8'])(
    'that are public are permitted with https alone: %s',
    (address) => {
      expect(guard.permits(address, name, 'https:')).toBe(true);
      expect(guard.permits(address, name, 'http:')).toBe(false);
    },
  );

  it('of an allowed host may be private, and not of this machine', () => {
    const allowing = guardWith({ SUBJECTLINE_WEBHOOK_ALLOWED_HOSTS: 'other.example, Hooks.Internal' });
    for (const address of ['10.1.2.3', '192.168.0.9', '100.64.0.1', 'fd00::7', '::ffff:10.1.2.3']) {
      expect(allowing.permits(address, 'hooks.internal', 'https:'), address).toBe(true);
      expect(allowing.permits(address, name, 'https:'), address).toBe(false);
      expect(allowing.permits(address, 'hooks.internal', 'http:'), address).toBe(false);
    }
    for (const address of ['127.0.0.1', '169.254.169.254', '0.0.0.0', '224.0.0.1', '::1', 'fe80::1']) {
      expect(allowing.permits(address, 'hooks.internal', 'https:'), address).toBe(false);
    }
  });

  it('of an allowed range are permitted under any name', () => {
    const allowing = guardWith({ SUBJECTLINE_WEBHOOK_ALLOWED_HOSTS: '10.20.0.0/16,fd00:1::/32,192.168.7.7' });
    for (const address of ['10.20.0.1', '10.20.255.255', 'fd00:1::5', '192.168.7.7', '::ffff:10.20.3.4']) {
      expect(allowing.permits(address, name, 'https:'), address).toBe(true);
    }
    for (const address of ['10.21.0.1', '10.19.255.255', 'fd00:2::5', '192.168.7.8']) {
      expect(allowing.permits(address, name, 'https:'), address).toBe(false);
    }
  });

  it('of this machine are permitted in development, with http as well', () => {
    const allowing = guardWith({ SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'true' });
    for (const protocol of ['http:', 'https:']) {
      for (const address of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']) {
        expect(allowing.permits(address, 'localhost', protocol), address).toBe(true);
      }
      expect(allowing.permits('10.0.0.1', 'localhost', protocol)).toBe(false);
    }
    expect(allowing.permits('93.184.216.34', name, 'http:')).toBe(false);
  });
});

describe('the URL of an endpoint', () => {
  it.each([
    ['http://hooks.example.com/', 'must be https'],
    ['http://127.0.0.1/', 'must be https'],
    ['https://127.0.0.1/', 'must not lead to an internal address'],
    // as browsers and curl read them
    ['https://2130706433/', 'must not lead to an internal address'],
    ['https://0x7f.1/', 'must not lead to an internal address'],
    ['https://0177.0.0.1/', 'must not lead to an internal address'],
    ['https://[::ffff:169.254.169.254]/', 'must not lead to an internal address'],
    ['https://169.254.169.254/latest/meta-data', 'must not lead to an internal address'],
    ['https://localhost/', 'must not lead to an internal address'],
    ['https://localhost./', 'must not lead to an internal address'],
    ['https://api.LOCALHOST/', 'must not lead to an internal address'],
    ['https://hooks.example.com/#part', 'must not have a fragment'],
  ])('is not %s', (url, problem) => {
    expect(guard.urlProblem(url)).toBe(problem);
  });

  it.each(['https://hooks.example.com/a?b=c', 'https://hooks.example.com:8443/', 'https://93.184.216.34/'])(
    'may be %s',
    (url) => {
      expect(guard.urlProblem(url)).toBeNull();
    },
  );

  it('may be of this machine in development', () => {
    const allowing = guardWith({ SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'true' });
    for (const url of [
      'http://localhost:3000/',
      'http://127.0.0.1/',
      'http://[::1]:9000/',
      'https://localhost/',
    ]) {
      expect(allowing.urlProblem(url), url).toBeNull();
    }
    expect(allowing.urlProblem('http://hooks.example.com/')).toBe('must be https');
  });
});

describe('SUBJECTLINE_WEBHOOK_ALLOWED_HOSTS', () => {
  it.each(['a.example', 'a.example,10.0.0.0/8', 'service', '10.0.0.1, fd00::/8', 'a_b.internal'])(
    'may be %s',
    (list) => {
      expect(allowedHostsProblem(list)).toBeNull();
    },
  );
  it.each(['https://a.example', '10.0.0.0/33', '10.0.0', '300.1.1.1', 'a.example/path', '*.example', 'a b'])(
    'is not %s',
    (list) => {
      expect(allowedHostsProblem(list)).toMatch(/^must be a list of host names and ranges/);
    },
  );
});
