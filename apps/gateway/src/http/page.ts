import { AppError, readLaxBoolean, type ClassOf, type Problem } from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';
import { listOf, objectOf, type HandSchema } from '../openapi/shape';

/** Query parameters as Fastify reads them; one that is given twice is a list. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

export interface PageQuery {
  readonly page: number;
  readonly size: number;
}

export interface Page<Item> extends PageQuery {
  readonly items: readonly Item[];
  readonly total: number;
  readonly pages: number;
}

/** `?page=1&size=50`, as Fides counts: from 1, no more than 100 at once. */
export function readPageQuery(query: Query): PageQuery {
  return {
    page: readNumber(query, 'page', { from: 1, to: 1_000_000, otherwise: 1 }),
    size: readNumber(query, 'size', { from: 1, to: 100, otherwise: 50 }),
  };
}

export function readNumber(
  query: Query,
  name: string,
  { from, to, otherwise }: { from: number; to: number; otherwise: number },
): number {
  const given = readText(query, name);
  if (given === undefined) return otherwise;
  if (!/^-?\d{1,15}$/.test(given)) throw refusal(name, 'isIntText', 'must be an integer number');
  const value = Number(given);
  if (value < from) throw refusal(name, 'min', `must not be less than ${from}`, [from]);
  if (value > to) throw refusal(name, 'max', `must not be greater than ${to}`, [to]);
  return value;
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

/** On, off, or nothing; in every word that Fides reads as such. */
export function readSwitch(query: Query, name: string): boolean | undefined {
  const given = readText(query, name);
  if (given === undefined) return undefined;
  const value = readLaxBoolean(given);
  if (typeof value !== 'boolean') throw refusal(name, 'isBooleanText', 'must be true or false');
  return value;
}

/** One of a closed list of words, or nothing. */
export function readWord<Word extends string>(
  query: Query,
  name: string,
  words: readonly Word[],
): Word | undefined {
  return readText(query, name) === undefined ? undefined : readWords(query, name, words).at(-1);
}

export function readWords<Word extends string>(query: Query, name: string, words: readonly Word[]): Word[] {
  return readTexts(query, name).map((given) => {
    const word = words.find((known) => known === given);
    if (word === undefined) {
      throw refusal(name, 'isIn', `must be one of the following values: ${words.join(', ')}`, words);
    }
    return word;
  });
}

export function pageOf<Item>(items: readonly Item[], total: number, { page, size }: PageQuery): Page<Item> {
  return { items, total, page, size, pages: Math.ceil(total / size) };
}

/** Schema and example of a page, for the description of a route. */
export function pageReply(item: ClassOf<object>): { reply: HandSchema; replyExample: Page<unknown> } {
  const count = { type: 'integer' };
  return {
    reply: objectOf({ items: listOf(item), total: count, page: count, size: count, pages: count }),
    replyExample: pageOf([exampleOf(item)], 1, { page: 1, size: 50 }),
  };
}

function refusal(name: string, rule: string, message: string, args?: Problem['args']): AppError {
  const problem: Problem = { path: ['query', name], rule, ...(args && { args }), message };
  return new AppError('invalid', {}, [problem]);
}
