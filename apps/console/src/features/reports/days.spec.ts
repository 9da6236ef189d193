import { expect, it } from 'vitest';
import { everyDay, readDays } from './days';
import { durationText, percent } from './numbers';

it.each([
  [{ days: '7' }, { days: 7 }],
  [{ days: 30 }, {}],
  [{ days: 8 }, {}],
  [{}, {}],
])('reads the time in the address: %j', (search, days) => {
  expect(readDays(search)).toEqual(days);
});

it('has every day of a time', () => {
  expect(everyDay('2026-02-27T00:00:00.000Z', '2026-03-01T09:30:00.000Z')).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
});

it.each([
  [null, '–'],
  [40, '< 1 s'],
  [4_200, '4 s'],
  [90_000, '2 min'],
  [7_200_000, '2 h'],
])('%s ms are %s', (ms, text) => {
  expect(durationText(ms, 'en')).toBe(text);
});

it('has no share of nothing', () => {
  expect([percent(0, 0), percent(1, 3), percent(3, 3)]).toEqual([null, 33, 100]);
});
