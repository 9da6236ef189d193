import { stringify } from 'csv-stringify/sync';

/** RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe in front of it. */
export function toCsv(rows: readonly (readonly (string | null)[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}
