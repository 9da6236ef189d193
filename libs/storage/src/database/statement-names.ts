/** PostgreSQL keeps the plan of each in every connection. */
const maxNames = 500;

const names = new Map<string, string>();
let given = 0;

/**
 * The name under which connections prepare a statement, so that the server parses it once per connection. The first
 * statements of a process get one, which are those that it uses all the time; a search whose text depends on its filters
 * may get none and is parsed each time.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= maxNames) return known;
  const name = `s${(given += 1)}`;
  names.set(text, name);
  return name;
}

/**
 * Whether the statement was prepared before a migration changed its result (`select *` of a table with a new column).
 * It is prepared under a new name from here on.
 */
export function renewStaleName(text: string, error: unknown): boolean {
  const { code, routine } = error as { code?: unknown; routine?: unknown };
  const isStale = code === '0A000' && routine === 'RevalidateCachedQuery';
  if (isStale) names.delete(text);
  return isStale;
}
