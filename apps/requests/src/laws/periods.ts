import { dayMs, type Period, type RollRule } from '@subjectline/contracts';
import { DateTime } from 'luxon';

/** The place that days are counted in. */
export interface Calendar {
  /** IANA. */
  readonly time_zone: string;
  /** Days such as `2026-12-25`. */
  readonly holidays: readonly string[];
}

export interface Counted {
  readonly from: Date;
  readonly period: Period;
  readonly roll: RollRule;
  /** Days during which the clock stood still. */
  readonly pausedDays?: number;
}

/**
 * The last moment of a period. The day on which it begins is not counted; a month ends on the day of the same number, or
 * on the last day of a month that lacks it.
 */
export function endOf({ from, period, roll, pausedDays = 0 }: Counted, calendar: Calendar): Date {
  const counted = plus(dayOf(from, calendar), period, calendar).plus({ days: pausedDays });
  const isMoved = roll === 'next_working_day' || (period.unit === 'business_day' && pausedDays > 0);
  return (isMoved ? firstWorkingDay(counted, calendar) : counted).endOf('day').toJSDate();
}

/** How many times midnight passes between two moments; negative if the second is the earlier one. */
export function daysBetween(from: Date, until: Date, { time_zone }: Pick<Calendar, 'time_zone'>): number {
  return epochDayOf(until, time_zone) - epochDayOf(from, time_zone);
}

/** The day of a moment, such as `2026-03-05`. */
export function isoDayOf(moment: Date, { time_zone }: Pick<Calendar, 'time_zone'>): string {
  return DateTime.fromJSDate(moment, { zone: time_zone }).toFormat('yyyy-MM-dd');
}

/** Zones differ in their hours, days do not. */
function epochDayOf(moment: Date, time_zone: string): number {
  const { year, month, day } = DateTime.fromJSDate(moment, { zone: time_zone });
  return Date.UTC(year, month - 1, day) / dayMs;
}

function dayOf(moment: Date, { time_zone }: Calendar): DateTime {
  return DateTime.fromJSDate(moment, { zone: time_zone }).startOf('day');
}

function plus(day: DateTime, { count, unit }: Period, calendar: Calendar): DateTime {
  switch (unit) {
    case 'month':
      return day.plus({ months: count });
    case 'calendar_day':
      return day.plus({ days: count });
    case 'business_day':
      return plusWorkingDays(day, count, calendar);
  }
}

function plusWorkingDays(day: DateTime, count: number, calendar: Calendar): DateTime {
  let last = day;
  for (let left = count; left > 0; left -= 1) last = firstWorkingDay(last.plus({ days: 1 }), calendar);
  return last;
}

function firstWorkingDay(day: DateTime, { holidays }: Calendar): DateTime {
  let found = day;
  while (found.weekday > 5 || holidays.includes(found.toFormat('yyyy-MM-dd')))
    found = found.plus({ days: 1 });
  return found;
}
