import { readEnv, SettingsError } from '@subjectline/bus';
import { describe, expect, it } from 'vitest';
import { IdentityEnv } from '../env';
import { longestRule, parseLimit, slotMs, withoutReserve } from './limit';

describe('a limit', () => {
  it('is a list of counts and periods, or none', () => {
    expect(parseLimit('5/10m,10/24h')).toEqual([
      { count: 5, periodMs: 600_000 },
      { count: 10, periodMs: 86_400_000 },
    ]);
    expect(parseLimit('1/30s,2/1d')).toEqual([
      { count: 1, periodMs: 30_000 },
      { count: 2, periodMs: 86_400_000 },
    ]);
    expect(parseLimit('off')).toEqual([]);
  });

  it.each(['5', '5/10', '0/10m', '5/0m', '5/10m,', '5/10m, 10/24h', 'OFF', '-1/1h', '5/10w'])(
    'is not %s, and a service that is told so does not start',
    (text) => {
      const env = {
        NATS_URL: 'nats://localhost',
        DATABASE_URL: 'postgres://localhost/x',
        SUBJECTLINE_KEYS: 'k1:x',
        SUBJECTLINE_LIMIT_SENDS_PER_IP: text,
      };
      expect(() => parseLimit(text)).toThrow('expected a limit such as "5/10m,10/24h" or "off"');
      expect(() => readEnv(IdentityEnv, env)).toThrow(SettingsError);
      expect(() => readEnv(IdentityEnv, env)).toThrow('SUBJECTLINE_LIMIT_SENDS_PER_IP');
    },
  );

  it('keeps a fifth of its longest rule for others', () => {
    expect(withoutReserve(parseLimit('5/10m,10/24h'))).toEqual(parseLimit('5/10m,8/24h'));
    expect(withoutReserve(parseLimit('4/1h'))).toEqual(parseLimit('3/1h'));
    expect(withoutReserve(parseLimit('1/1h'))).toEqual([{ count: 0, periodMs: 3_600_000 }]);
    expect(withoutReserve(parseLimit('off'))).toEqual([]);
    expect(longestRule(parseLimit('10/24h,5/10m'))).toEqual(parseLimit('10/24h'));
  });

  it('counts thousands in slots and everything else to the moment', () => {
    expect(slotMs(parseLimit('20000/1h'))).toBe(60_000);
    expect(slotMs(parseLimit('20000/1h,999/24h'))).toBe(0);
    expect(slotMs(parseLimit('off'))).toBe(0);
  });
});
