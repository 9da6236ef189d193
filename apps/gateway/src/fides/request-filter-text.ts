import type { RequestFilter } from '@subjectline/contracts';

const wholeId = /^pri_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** One id may be shortened, as in Fides; a whole one, and one of several, is that one. */
export function withIds(ids: readonly string[]): RequestFilter {
  const [first] = ids;
  if (ids.length === 1 && first && !wholeId.test(first)) return { id_prefix: first };
  return { ids: [...ids] };
}

/** What a search box sends: an id, or how it begins, else exactly an e-mail address, a number or an id of the person. */
export function withSearchText(text: string): RequestFilter {
  return text.startsWith('pri_') ? withIds([text]) : { identities: [{ name: null, value: text }] };
}
