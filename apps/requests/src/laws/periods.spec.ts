import type { Period, RollRule } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { daysBetween, endOf, isoDayOf, type Calendar } from './periods';

const months = (count: number): Period => ({ count, unit: 'month' });
const days = (count: number): Period => ({ count, unit: 'calendar_day' });
const businessDays = (count: number): Period => ({ count, unit: 'business_day' });

const utc: Calendar = { time_zone: 'UTC', holidays: [] };

/** The day on which a period ends that begins at noon of a day. */
function lastDay(day: string, period: Period, roll: RollRule = 'none', calendar: Calendar = utc): string {
  return isoDayOf(endOf({ from: new Date(`${day}T12:00:00Z`), period, roll }, calendar), calendar);
}

describe('a month', () => {
  it.each([
    // EDPB 01/2022 §160–161, Regulation 1182/71 art. 3
    ['2025-03-05', 1, '2025-04-05'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 1, '2028-03-29'],
    ['2027-02-28', 1, '2027-03-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-12-31', 1, '2027-01-31'],
  ])('from %s (%i) ends on %s', (from, count, last) => {
    expect(lastDay(from, months(count))).toBe(last);
  });

  it.each([
    ['2026-01-31', '2026-04-30'],
    ['2026-08-31', '2026-11-30'],
    ['2027-11-30', '2028-02-29'],
  ])('and two more from %s end on %s: they are counted from the start', (from, last) => {
    expect(lastDay(from, months(3))).toBe(last);
  });
});

describe('a period that ends on a day on which no one works', () => {
  it.each([
    // 2026-04-04 is a Saturday, 2026-04-05 a Sunday
    ['2026-03-04', '2026-04-06'],
    ['2026-03-05', '2026-04-06'],
    ['2026-03-06', '2026-04-06'],
  ])('ends on the next working day in the EU and the UK: from %s on %s', (from, last) => {
    expect(lastDay(from, months(1), 'next_working_day')).toBe(last);
  });

  it('ends after a public holiday', () => {
    const holidays = ['2026-04-03', '2026-04-06'];
    const calendar = { ...utc, holidays };
    expect(lastDay('2026-03-05', months(1), 'next_working_day', calendar)).toBe('2026-04-07');
    // a holiday on a Friday, before a weekend and another holiday
    expect(lastDay('2026-03-03', months(1), 'next_working_day', calendar)).toBe('2026-04-07');
    expect(lastDay('2026-03-03', months(1), 'none', calendar)).toBe('2026-04-03');
  });

  it('ends there where no roll was found, as in the US', () => {
    // 45 days after 2026-03-05 is a Sunday
    expect(lastDay('2026-03-05', days(45))).toBe('2026-04-19');
    expect(lastDay('2026-03-05', days(45), 'next_working_day')).toBe('2026-04-20');
  });
});

describe('days', () => {
  it.each([
    ['2026-03-05', 10, '2026-03-15'],
    ['2026-03-05', 15, '2026-03-20'],
    ['2026-03-05', 30, '2026-04-04'],
    ['2026-03-05', 45, '2026-04-19'],
    ['2026-03-05', 90, '2026-06-03'],
    ['2028-02-20', 10, '2028-03-01'],
    ['2026-02-20', 10, '2026-03-02'],
  ])('of the calendar do not count the first: %s and %i end on %s', (from, count, last) => {
    expect(lastDay(from, days(count))).toBe(last);
  });

  it.each([
    // 2026-03-05 is a Thursday
    ['2026-03-05', 1, '2026-03-06'],
    ['2026-03-05', 2, '2026-03-09'],
    ['2026-03-05', 10, '2026-03-19'],
    ['2026-03-05', 15, '2026-03-26'],
    // from a Saturday and a Sunday
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-03-08', 5, '2026-03-13'],
    ['2026-12-24', 10, '2027-01-07'],
  ])('of business are Monday to Friday: %s and %i end on %s', (from, count, last) => {
    expect(lastDay(from, businessDays(count))).toBe(last);
  });

  it('of business leave out the holidays of the law', () => {
    const calendar = { ...utc, holidays: ['2026-12-25', '2027-01-01'] };
    expect(lastDay('2026-12-24', businessDays(10), 'none', calendar)).toBe('2027-01-11');
  });
});

describe('the zone', () => {
  const at = (from: string, time_zone: string, period = months(1)) =>
    endOf({ from: new Date(from), period, roll: 'none' }, { ...utc, time_zone }).toISOString();

  it('decides which day a request came in on', () => {
    expect(at('2026-03-05T23:30:00Z', 'UTC')).toBe('2026-04-05T23:59:59.999Z');
    // the sixth in Berlin, where summer time has begun meanwhile
    expect(at('2026-03-05T23:30:00Z', 'Europe/Berlin')).toBe('2026-04-06T21:59:59.999Z');
    expect(at('2026-03-05T23:30:00Z', 'America/Los_Angeles')).toBe('2026-04-06T06:59:59.999Z');
  });

  it('ends the last hour of the day, also on the day when the clocks change', () => {
    expect(at('2026-02-28T12:00:00Z', 'Europe/Berlin', days(29))).toBe('2026-03-29T21:59:59.999Z');
    expect(at('2026-09-25T12:00:00Z', 'Europe/Berlin', days(30))).toBe('2026-10-25T22:59:59.999Z');
    // where midnight itself does not exist on that day
    expect(at('2018-10-04T12:00:00Z', 'America/Sao_Paulo', months(1))).toBe('2018-11-05T01:59:59.999Z');
  });

  it('decides how many days lie between two moments', () => {
    const [before, after] = [new Date('2026-03-28T23:30:00Z'), new Date('2026-03-29T22:30:00Z')];
    expect(daysBetween(before, after, { time_zone: 'UTC' })).toBe(1);
    // 29 March, and 30 March: the day between had 23 hours
    expect(daysBetween(before, after, { time_zone: 'Europe/Berlin' })).toBe(1);
    expect(daysBetween(before, after, { time_zone: 'America/New_York' })).toBe(1);
    expect(daysBetween(after, before, { time_zone: 'UTC' })).toBe(-1);
    expect(daysBetween(before, before, { time_zone: 'UTC' })).toBe(0);
  });
});

describe('a pause', () => {
  const end = (period: Period, roll: RollRule, pausedDays: number) =>
    isoDayOf(endOf({ from: new Date('2026-03-02T12:00:00Z'), period, roll, pausedDays }, utc), utc);

  it('moves the end by its days, and the roll comes after it', () => {
    expect(end(months(1), 'next_working_day', 0)).toBe('2026-04-02');
    expect(end(months(1), 'next_working_day', 1)).toBe('2026-04-03');
    expect(end(months(1), 'next_working_day', 2)).toBe('2026-04-06');
  });

  it('ends business days on a working day', () => {
    expect(end(businessDays(10), 'none', 0)).toBe('2026-03-16');
    expect(end(businessDays(10), 'none', 5)).toBe('2026-03-23');
  });
});
