import { AppError, type ClassOf, type Problem } from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';
import { QueryInt } from './query/query-fields';
import { listOf, objectOf, type HandSchema } from '../openapi/shape';

/** Query parameters as Fastify reads them; one that is given twice is a list. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** `?page=1&size=50`, as Fides counts: from 1, no more than 100 at once. */
export class PageQuery {
  @QueryInt({ min: 1, max: 1_000_000 }, 'Starts at 1.') page: number = 1;
  @QueryInt({ min: 1, max: 100 }, 'Max: 100. Default: 50.') size: number = 50;
}

export interface Page<Item> extends PageQuery {
  readonly items: readonly Item[];
  readonly total: number;
  readonly pages: number;
}

/** One parameter; of several of the same name the last counts. */
export function readText(query: Query, name: string): string | undefined {
  return readTexts(query, name).at(-1);
}

export function readTexts(query: Query, name: string): string[] {
  const texts = [query[name] ?? []].flat();
  const hasNul = texts.some((text) => text.includes('\0'));
  if (hasNul) throw refusal(name, 'noNul', 'must not contain the NUL character');
  return texts;
}

export function pageOf<Item>(items: readonly Item[], total: number, { page, size }: PageQuery): Page<Item> {
  return { items, total, page, size, pages: Math.ceil(total / size) };
}

/** The same page for a contract that skips; none has more to skip. */
export function sliceOfPage({ page, size }: PageQuery): { skip: number; limit: number } {
  return { skip: Math.min((page - 1) * size, 1_000_000), limit: size };
}

/** Schema and example of a page, for the description of a route. */
export function pageReply(item: ClassOf<object>): { reply: HandSchema; replyExample: Page<unknown> } {
  const count = { type: 'integer' };
  return {
    reply: objectOf({ items: listOf(item), total: count, page: count, size: count, pages: count }),
    replyExample: pageOf([exampleOf(item)], 1, { page: 1, size: 50 }),
  };
}

function refusal(name: string, rule: string, message: string): AppError {
  const problem: Problem = { path: ['query', name], rule, message };
  return new AppError('invalid', {}, [problem]);
}
