import { expect, it } from 'vitest';
import { withDates } from './dates';

const kind = 'privacy_request_receipt';
const shown = (received_on: string, locale: string, timeZone: string | null = null) =>
  withDates(kind, { received_on, request_types: '2026-03-02' }, { locale, timeZone });

it.each([
  ['en', null, '2 March 2026'],
  ['en-US', null, 'March 2, 2026'],
  ['fr', null, '2 mars 2026'],
  ['de', 'Europe/Berlin', '3. März 2026'],
  ['es', 'America/New_York', '2 de marzo de 2026'],
  ['ja', 'Asia/Tokyo', '2026年3月3日'],
  ['no tag', 'Europe/Berlin', '2 March 2026'],
  ['en', 'Mars/Olympus', '2 March 2026'],
])('a date is written as in %s, in the time zone %s', (locale, timeZone, received_on) => {
  expect(shown('2026-03-02T23:30:00.000Z', locale, timeZone)).toEqual({
    received_on,
    request_types: '2026-03-02',
  });
});

it.each(['', 'yesterday', '2026-99-99', '2'])('what is no date stays as it is: %j', (value) => {
  expect(shown(value, 'en').received_on).toBe(value);
});

it.each(['Pacific/Kiritimati', 'America/Los_Angeles', null])(
  'a day is the same one in the time zone %s',
  (timeZone) => {
    const variables = { request_types: 'access', due_date: '2026-04-06' };
    const { due_date } = withDates('privacy_request_receipt', variables, { locale: 'en', timeZone });
    expect(due_date).toBe('6 April 2026');
  },
);
