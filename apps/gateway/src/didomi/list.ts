import type { ClassOf, SliceRequest } from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';
import { QueryInt } from '../http/query/query-fields';
import { listOf, objectOf, type HandSchema } from '../openapi/shape';

/** A slice of a list, as in Didomi's API. */
export interface DidomiList<Item> {
  readonly total: number;
  readonly limit: number;
  readonly skip: number;
  readonly data: readonly Item[];
}

export const Limit = QueryInt({ min: 1, max: 100 }, 'Page size. Max: 100. Default: 20.');
export const Skip = QueryInt({ min: 0, max: 1_000_000 }, 'Number of items to skip. Default: 0.');

/** Query parameters of a route that returns a list. */
export class SliceQuery {
  @Limit $limit: number = 20;
  @Skip $skip: number = 0;
}

export function sliceFrom({ $limit, $skip }: SliceQuery): SliceRequest {
  return { skip: $skip, limit: $limit };
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

/** The values of `field=a` and `field[$in]=b&field[$in]=c`; undefined if not filtered. */
export function anyOf<Value>(...lists: readonly (readonly Value[] | undefined)[]): Value[] | undefined {
  const values = lists.flatMap((list) => list ?? []);
  return values.length > 0 ? values : undefined;
}

/** The description of the second form. */
export const inList = (description: string): string => `Any of several: ${description}`;
