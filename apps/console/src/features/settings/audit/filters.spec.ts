import { expect, it } from 'vitest';
import { readAuditFilters } from './filters';

it.each([
  [
    { kind: 'look', actor: ' cli_1 ', action: 'PATCH /api/v1/config', page: '2' },
    { kind: 'look', actor: 'cli_1', action: 'PATCH /api/v1/config', page: 2 },
  ],
  [{ kind: 'other', actor: '', page: 'x' }, {}],
  [{ actor: 'mia@example.com', page: 1 }, {}],
])('filters of the audit trail in an address, %j, are read as %j', (search, filters) => {
  expect(readAuditFilters(search)).toEqual(filters);
});
