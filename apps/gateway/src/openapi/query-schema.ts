import type { HandSchema } from './shape';

/** As `readPageQuery` and `readSlice` read them on every route. */
const numbers: Readonly<Record<string, HandSchema>> = {
  page: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 1 },
  size: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  limit: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  $limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  $skip: { type: 'integer', minimum: 0, maximum: 1_000_000, default: 0 },
};

/** Paging is in numbers; any other query parameter is text. */
export function querySchemaOf(name: string): HandSchema {
  return numbers[name] ?? { type: 'string' };
}
