import type { QueryResultRow } from 'pg';
import type { Page, Slice } from './table';
import type { Queryable } from './transaction';

/** What a page is taken of, where a `Table` cannot say it. */
export interface PageQuery {
  readonly columns: string;
  /** Such as `events where organization = $1`. */
  readonly from: string;
  readonly order: string;
  /** Of the parameters in `from`. */
  readonly values: readonly unknown[];
}

export async function readPage<Row extends QueryResultRow>(
  on: Queryable,
  { columns, from, order, values }: PageQuery,
  { skip, limit }: Slice,
): Promise<Page<Row>> {
  const next = values.length + 1;
  const [rows, [count]] = await Promise.all([
    on.query<Row>(`select ${columns} from ${from} order by ${order} offset $${next} limit $${next + 1}`, [
      ...values,
      skip,
      limit,
    ]),
    on.query<{ total: number }>(`select count(*) as total from ${from}`, values),
  ]);
  return { rows, total: count?.total ?? 0 };
}
