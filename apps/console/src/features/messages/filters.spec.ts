import { describe, expect, it } from 'vitest';
import { readFilters, subjectOf } from './filters';

describe('the filters of the list of messages', () => {
  it('are read from the address of the page, and what is none is ignored', () => {
    expect(readFilters({ state: 'failed', delivery: 'bounced', page: 2 })).toEqual({
      state: 'failed',
      delivery: 'bounced',
      page: 2,
    });
    expect(readFilters({ state: 'lost', to: 'ada@example.com', page: 0 })).toEqual({});
  });

  it.each([
    ['', {}],
    ['ada@example.com', { to: { email: 'ada@example.com' } }],
    ['+1 555 867-5309', { to: { phone_number: '+1 555 867-5309' } }],
    ['pri_1', { about: 'pri_1' }],
  ])('take %j for whom or what messages are about', (text, subject) => {
    expect(subjectOf(text)).toEqual(subject);
  });
});
