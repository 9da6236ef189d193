import type { ClassOf, SliceRequest } from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';
import { readNumber, readTexts, readWords, type Query } from '../http/page';
import { listOf, objectOf, type HandSchema } from '../openapi/shape';

/** A slice of a list, as in Didomi's API. */
export interface DidomiList<Item> {
  readonly total: number;
  readonly limit: number;
  readonly skip: number;
  readonly data: readonly Item[];
}

/** Query parameters of a route that returns a list. */
export const sliceQuery = {
  $limit: 'Page size. Max: 100. Default: 20.',
  $skip: 'Number of items to skip. Default: 0.',
} as const;

export function readSlice(query: Query): SliceRequest {
  return {
    skip: readNumber(query, '$skip', { from: 0, to: 1_000_000, otherwise: 0 }),
    limit: readNumber(query, '$limit', { from: 1, to: 100, otherwise: 20 }),
  };
}

export function toList<Item>(
  data: readonly Item[],
  total: number,
  { limit, skip }: SliceRequest,
): DidomiList<Item> {
  return { total, limit, skip, data };
}

/** A slice of a list in memory. */
export function sliceOf<Item>(all: readonly Item[], slice: SliceRequest): DidomiList<Item> {
  return toList(all.slice(slice.skip, slice.skip + slice.limit), all.length, slice);
}

/** Schema and example of a list, for the description of a route. */
export function listReply<Item extends object>(
  item: ClassOf<Item>,
  example: Item = exampleOf(item),
): { reply: HandSchema; replyExample: DidomiList<unknown> } {
  const count = { type: 'integer' };
  return {
    reply: objectOf({ total: count, limit: count, skip: count, data: listOf(item) }),
    replyExample: toList([example], 1, { skip: 0, limit: 20 }),
  };
}

/** `field=a`, or any of `field[$in]=a&field[$in]=b`; undefined if not filtered. */
export function readFilter(query: Query, field: string): string[] | undefined {
  return present(namesOf(field).flatMap((name) => readTexts(query, name)));
}

/** The same, for an enum. */
export function readWordFilter<Word extends string>(
  query: Query,
  field: string,
  words: readonly Word[],
): Word[] | undefined {
  return present(namesOf(field).flatMap((name) => readWords(query, name, words)));
}

/** For the description of a route: the names that `readFilter` reads. */
export function filterQuery<Field extends string>(
  field: Field,
  description: string,
): Record<Field | `${Field}[$in]`, string> {
  const names = { [field]: description, [`${field}[$in]`]: `Any of several: ${description}` };
  return names as Record<Field | `${Field}[$in]`, string>;
}

/** Fastify's parser leaves brackets in names as they are; clients that number or mark the entries of a list do so. */
function namesOf(field: string): string[] {
  return [field, `${field}[$in]`, `${field}[$in][]`];
}

function present<Value>(values: Value[]): Value[] | undefined {
  return values.length > 0 ? values : undefined;
}
