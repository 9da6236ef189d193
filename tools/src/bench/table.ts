/** One line of the result: what was measured, and what came out. */
export type Row = readonly [what: string, figure: string];

export function printRows(title: string, rows: readonly Row[]): void {
  const lines = rows.map(([what, figure]) => `  ${what.padEnd(34)}${figure}`);
  process.stdout.write(`${[title, ...lines].join('\n')}\n\n`);
}

/** The value below which the given share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The middle of several runs, and how far they lay apart. */
export function middle(values: readonly number[], digits = 0): string {
  const all =
    values.length > 1 ? ` (${fixed(Math.min(...values), digits)}-${fixed(Math.max(...values), digits)})` : '';
  return fixed(median(values), digits) + all;
}

export function quantiles(values: readonly number[], shares: readonly number[]): string {
  return `${shares.map((share) => fixed(quantile(values, share), 1)).join(' / ')} ms`;
}

export function fixed(value: number, digits: number): string {
  return value.toFixed(digits);
}
