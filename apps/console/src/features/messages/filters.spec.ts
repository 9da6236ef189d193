import { describe, expect, it } from 'vitest';
import { readFilters, searchOf, subjectOf } from './filters';

describe('the filters of the list of messages', () => {
  it('are read from the address of the page, and what is none is ignored', () => {
    expect(readFilters({ state: 'failed', delivery: 'bounced', page: 2 })).toEqual({
      state: 'failed',
      delivery: 'bounced',
      page: 2,
    });
    const search = { kind: 'privacy_request_receipt', days: 7 } as const;
    expect(readFilters({ ...search, channel: 'fax' })).toEqual(search);
    expect(searchOf({ ...search, page: 2 }, Date.UTC(2026, 2, 9, 9, 30))).toEqual({
      kind: 'privacy_request_receipt',
      created_gt: '2026-03-02T09:00:00.000Z',
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
