import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusal, type Vendor } from './vendor-answer';

const vendor: Vendor = {
  serviceType: 'pigeon',
  label: 'Pigeon Post',
  readCode: (body) => Object(body).code,
  meaningOf: ({ body }) =>
    Object(body).code === 77 ? { outcome: 'throttled', reason: 'rate_limited' } : null,
};
const refuse = (status: number, headers: Record<string, string> = {}, text = '') =>
  refusal(vendor, { status, headers, text });

describe('What a vendor answers', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T12:00:00Z') }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['12', 12_000],
    ['0', 0],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
  ])('means with Retry-After %j a wait of %s ms', (value, delayMs) => {
    expect(refuse(429, { 'retry-after': value }).retryAfterMs).toBe(delayMs);
  });

  it('tells the wait by the end of the window, too', () => {
    const reset = String(Date.parse('2026-11-21T12:00:05Z') / 1000);
    expect(refuse(429, { 'x-ratelimit-reset': reset }).retryAfterMs).toBe(5000);
  });

  it.each([
    [302, 'misconfigured'],
    [402, 'refused'],
    [403, 'misconfigured'],
    [404, 'misconfigured'],
    [408, 'unavailable'],
    [413, 'refused'],
    [421, 'unavailable'],
    [429, 'throttled'],
    [502, 'unavailable'],
  ])('means with status %i %s', (status, outcome) => {
    expect(refuse(status, {}, '{"message":"no"}')).toMatchObject({ outcome });
  });

  it.each(['<html>', ''])('is not the vendor’s where a 400 says %j', (text) => {
    const expected = { outcome: 'misconfigured', reason: 'base_address_wrong' };
    expect(refuse(400, {}, text)).toMatchObject(expected);
  });

  it.each([
    [{ 'x-ratelimit-reset': '99999999999' }, 3_600_000],
    [{ 'x-ratelimit-reset': 'soon' }, undefined],
    [{ 'retry-after': '99999999' }, 3_600_000],
  ])('asks with %j for a wait of %s ms, an hour at most', (headers, delayMs) => {
    expect(refuse(429, headers as Record<string, string>).retryAfterMs).toBe(delayMs);
  });

  it('means by its code what its status does not say', () => {
    expect(refuse(400, {}, '{"code":77}')).toMatchObject({
      outcome: 'throttled',
      code: '77',
      retryable: true,
    });
  });

  it.each(['{"code":"ada.person@example.com"}', '{"code":{"a":1}}', 'null', '<html>', ''])(
    'gives no code in %j',
    (text) => expect(refuse(400, {}, text)).not.toHaveProperty('code'),
  );
});
