/** What is done about rows that a service has locked, as SQL at the end of the select that finds them. */
export type RowLock = 'for update of kept skip locked' | 'for update of kept';

/**
 * Replaces rows that services may be changing at the same time. Rows that are free are replaced in one statement; for each
 * of the others a statement of its own waits. None waits while it holds another row, so it can deadlock with no service.
 * @param replace returns the keys of the rows that it replaced
 * @returns how many rows were replaced
 */
export async function replaceUnlocked<Row extends { readonly row: string }>(
  rows: readonly Row[],
  replace: (rows: readonly Row[], lock: RowLock) => Promise<string[]>,
): Promise<number> {
  const replaced = new Set(await replace(rows, 'for update of kept skip locked'));
  let count = replaced.size;
  for (const row of rows) {
    if (!replaced.has(row.row)) count += (await replace([row], 'for update of kept')).length;
  }
  return count;
}
