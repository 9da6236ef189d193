/** The list with one entry a place further up (-1) or down (1). */
export function moved<Entry>(list: readonly Entry[], index: number, by: -1 | 1): Entry[] {
  const rest = list.toSpliced(index, 1);
  return rest.toSpliced(index + by, 0, ...list.slice(index, index + 1));
}
