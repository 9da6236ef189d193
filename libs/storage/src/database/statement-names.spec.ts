import { describe, expect, it } from 'vitest';
import { StatementNames } from './statement-names';

const stale = { code: '0A000', routine: 'RevalidateCachedQuery' };

describe('the names of prepared statements', () => {
  it('are given to the first statements, and kept', () => {
    const names = new StatementNames();
    const given = Array.from({ length: 500 }, (_none, index) => names.of(`select ${index}`));
    expect(new Set(given).size).toBe(500);
    expect(names.of('select 500')).toBeUndefined();
    expect(names.of('select 7')).toBe(given[7]);
    expect(new StatementNames().of('select 500')).toBeDefined();
  });

  it('are given anew once a migration has changed the result, and for no other error', () => {
    const names = new StatementNames();
    const before = names.of('select * from requests');
    expect(names.renewStale('select * from requests', { ...stale, routine: 'other' })).toBe(false);
    expect(names.of('select * from requests')).toBe(before);
    expect(names.renewStale('select * from requests', stale)).toBe(true);
    expect(names.of('select * from requests')).not.toBe(before);
  });
});
