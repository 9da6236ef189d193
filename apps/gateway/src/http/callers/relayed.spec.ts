import { describe, expect, it } from 'vitest';
import { isRelayed } from './relayed';

describe('a call', () => {
  it.each([
    { host: '127.0.0.1:8080' },
    { host: '10.0.0.7:8080' },
    { host: '[::1]:8080' },
    { host: 'localhost:8080' },
    { host: 'LOCALHOST' },
    { host: 'subjectline.localhost' },
    {},
  ])('with %j is of a program on this machine', (headers) => {
    expect(isRelayed(headers)).toBe(false);
  });

  it.each([
    { host: 'privacy.example.com' },
    { host: 'privacy.example.com:443' },
    { host: 'localhost.example.com' },
    { host: '127.0.0.1:8080', via: '1.1 proxy' },
    { host: '127.0.0.1:8080', forwarded: 'for=192.0.2.1' },
    { host: '127.0.0.1:8080', 'x-real-ip': '192.0.2.1' },
    { host: '127.0.0.1:8080', 'x-forwarded-proto': 'https' },
    { host: '127.0.0.1:8080', 'x-forwarded-host': 'privacy.example.com' },
  ])('with %j has come by a proxy', (headers) => {
    expect(isRelayed(headers)).toBe(true);
  });
});
