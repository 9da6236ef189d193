/** PostgreSQL keeps the plan of each in every connection. */
const maxNames = 500;

/**
 * The names under which the connections of a pool prepare statements, so that the server parses each once per connection.
 * The first statements get one, which are those that are used all the time; a search whose text depends on its filters
 * may get none and is parsed each time.
 */
export class StatementNames {
  private readonly names = new Map<string, string>();
  private given = 0;

  of(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= maxNames) return known;
    const name = `s${(this.given += 1)}`;
    this.names.set(text, name);
    return name;
  }

  /**
   * Whether the statement was prepared before a migration changed its result (`select *` of a table with a new column).
   * It is prepared under a new name from here on.
   */
  renewStale(text: string, error: unknown): boolean {
    const { code, routine } = error as { code?: unknown; routine?: unknown };
    const isStale = code === '0A000' && routine === 'RevalidateCachedQuery';
    if (isStale) this.names.delete(text);
    return isStale;
  }
}
