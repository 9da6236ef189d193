/** What of a list is in the address of the page. Never a person. */
export interface PageSearch {
  readonly page?: number;
}

export function readPage(search: Record<string, unknown>): PageSearch {
  const page = Number(search['page']);
  return Number.isInteger(page) && page > 1 ? { page } : {};
}
