import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { isFromConsole } from './own-page';
import { SessionCookie } from './session-cookie';

const https = 'https://privacy.example.com';
const asked = (headers: Record<string, string>, method = 'POST', publicUrl: string | null = https) => {
  const host = 'privacy.example.com';
  const request = { method, headers: { host, 'x-console': '1', ...headers } };
  return isFromConsole(request as unknown as FastifyRequest, publicUrl ?? undefined);
};

describe('a call is of the console', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ origin: https }],
    // a proxy may call us by another name
    [{ origin: https, host: 'gateway.internal:8080' }],
  ])('with %j', (headers) => {
    expect(asked(headers)).toBe(true);
  });

  it.each([
    [{}],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': 'cross-site', origin: https }],
    [{ origin: 'https://center.example.com' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'same-origin', 'x-console': '' }],
    [{ origin: https, 'x-console': 'true' }],
  ])('not with %j', (headers) => {
    expect(asked(headers)).toBe(false);
    expect(asked(headers, 'GET')).toBe(false);
  });

  it('over http from another machine also without both, where browsers send neither with a read', () => {
    const at = (host: string, method: string, headers = {}) => asked({ host, ...headers }, method, null);
    expect(at('10.0.0.5:8080', 'GET')).toBe(true);
    expect(at('10.0.0.5:8080', 'GET', { origin: 'http://10.0.0.6' })).toBe(false);
    expect(at('10.0.0.5:8080', 'GET', { 'x-console': '' })).toBe(false);
    expect(at('10.0.0.5:8080', 'POST')).toBe(false);
    expect(at('10.0.0.5:8080', 'POST', { origin: 'http://10.0.0.5:8080' })).toBe(true);
    for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080'])
      expect(at(host, 'GET')).toBe(false);
  });
});

describe('the cookie of a session', () => {
  const token = 'a'.repeat(43);

  it('is for this host alone over https, and for no script', () => {
    const cookie = new SessionCookie(https);
    expect(cookie.set(token)).toBe(
      `__Host-subjectline=${token}; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Strict`,
    );
    expect(cookie.read(`a=b; __Host-subjectline=${token}`)).toBe(token);
    expect(cookie.read(`subjectline=${token}`)).toBeNull();
  });

  it('has a plain name over http, and is no token unless it looks like one', () => {
    const cookie = new SessionCookie(undefined);
    expect(cookie.set(token)).toBe(`subjectline=${token}; Max-Age=604800; Path=/; HttpOnly; SameSite=Strict`);
    expect(cookie.clear()).toBe('subjectline=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict');
    for (const text of [undefined, '', 'subjectline=', `subjectline=${token}a`, 'subjectline=%E0%A4'])
      expect(cookie.read(text)).toBeNull();
  });
});
