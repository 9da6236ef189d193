import { describe, expect, it } from 'vitest';
import { readFilters, searchOf } from './filters';

describe('the filters of the list of requests', () => {
  it('are read from the address of the page, and what is none is ignored', () => {
    const search = { status: 'denied', action: 'erasure', order: 'newest', overdue: true, page: 3 };
    expect(readFilters(search)).toEqual(search);
    expect(
      readFilters({ status: 'open', action: '<b>', page: -1, overdue: 'yes', email: 'ada@example.com' }),
    ).toEqual({});
  });

  it('show open requests by their due date, unless a text is searched for', () => {
    expect(searchOf({}, '')).toEqual({
      include_identities: true,
      status: ['identity_unverified', 'pending', 'approved', 'in_processing'],
      sort_field: 'due_date',
      sort_direction: 'asc',
    });
    expect(searchOf({ order: 'newest' }, 'ada')).toEqual({
      include_identities: true,
      fuzzy_search_str: 'ada',
    });
    expect(searchOf({ status: 'all', order: 'newest' }, '')).toEqual({ include_identities: true });
  });
});
