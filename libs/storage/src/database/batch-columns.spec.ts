import { describe, expect, it } from 'vitest';
import { BatchColumns } from './batch-columns';

interface Row {
  readonly id: string;
  readonly number: number;
  readonly missing: readonly string[];
}

const types = { id: 'text', number: 'integer', missing: 'text[]' } as const;

describe('the columns of a batch statement', () => {
  it('are named once for insert, select and unnest, after the parameters before them', () => {
    const columns = new BatchColumns<Row>(types, 2);
    expect(columns.names).toBe('id, number, missing');
    expect(columns.selected).toBe('id, number, missing::text[]');
    expect(columns.given).toBe(
      'unnest($3::text[], $4::integer[], $5::text[]) as given (id, number, missing)',
    );
  });

  it('have one array of values each, in the order of their names, and nothing of other fields', () => {
    const rows = [
      { missing: ['first_name', 'link'], id: 'msg_1', number: 1, other: true },
      { missing: [], id: 'msg_2', number: 2, other: true },
    ];
    expect(new BatchColumns<Row>(types).valuesOf(rows)).toEqual([
      ['msg_1', 'msg_2'],
      [1, 2],
      ['{"first_name","link"}', '{}'],
    ]);
  });
});
