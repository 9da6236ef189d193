/** Records of one section in one export. */
const maxRecords = 200;
/** Of all sections together, in characters of JSON. */
const maxLength = 4_000_000;
const pageSize = 50;

/** How much one export may still hold. */
export class SectionBudget {
  private left = maxLength;

  /** How many records of a section to read next; 0 asks for their number alone. */
  limitAfter(count: number): number {
    return this.left > 0 ? Math.min(pageSize, maxRecords - count) : 0;
  }

  spend(records: readonly object[]): void {
    this.left -= JSON.stringify(records).length;
  }
}
