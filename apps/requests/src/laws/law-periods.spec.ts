import type { LawDetails, LawTerm, Period, PeriodUnit } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { requireConsistent } from './law-periods';

const days = (count: number, unit: PeriodUnit = 'calendar_day'): Period => ({ count, unit });
const months = (count: number): Period => ({ count, unit: 'month' });

function lawWith(changes: Partial<LawTerm>): LawDetails {
  const none = { extended: null, extension_notice: null, acknowledgement: null, appeal: null } as const;
  const how = { roll: 'none', start: 'receipt', pauses: false } as const;
  const term: LawTerm = { rights: ['access'], answer: days(14), ...none, ...how, ...changes };
  return { name: 'Own law', locations: [], terms: [lawTerm, term], holidays: [] };
}

const lawTerm = {
  rights: ['erasure'],
  answer: months(1),
  extended: months(3),
  extension_notice: months(1),
  acknowledgement: days(10, 'business_day'),
  appeal: days(60),
  roll: 'next_working_day',
  start: 'receipt',
  pauses: false,
} satisfies LawTerm;

describe('the periods of a law', () => {
  it.each<[string, Partial<LawTerm>]>([
    ['extended', { extended: days(10) }],
    ['extended', { extended: days(14) }],
    ['extended', { answer: months(2), extended: days(45) }],
    ['extension_notice', { extension_notice: days(10) }],
    ['extension_notice', { extended: days(28), extension_notice: days(15) }],
    ['extension_notice', { extended: months(2), extension_notice: months(1) }],
    ['acknowledgement', { acknowledgement: months(1) }],
    ['acknowledgement', { acknowledgement: days(15, 'business_day') }],
  ])('are refused where %s contradicts the answer: %j', (field, changes) => {
    expect(() => requireConsistent(lawWith(changes), ['law'])).toThrow(
      expect.objectContaining({
        code: 'invalid',
        problems: [expect.objectContaining({ path: ['law', 'terms', 1, field] })],
      }),
    );
  });

  it.each<Partial<LawTerm>>([
    {},
    { answer: months(1), extended: days(60), extension_notice: days(30) },
    { extended: days(15), extension_notice: days(14), acknowledgement: days(10, 'business_day') },
    { answer: days(45), extended: days(90), acknowledgement: days(10, 'business_day') },
    { answer: days(15, 'business_day'), extended: months(1) },
  ])('may be in several units: %j', (changes) => {
    expect(() => requireConsistent(lawWith(changes), ['law'])).not.toThrow();
  });
});
