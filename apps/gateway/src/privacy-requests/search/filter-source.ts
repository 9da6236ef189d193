import { AppError, readLaxBoolean, type Problem } from '@subjectline/contracts';
import type { Query } from '../../http/page';
import { isObject } from '../request-identity';

type Path = Problem['path'];

/** Filters by their names, wherever they stand: each is read in the same way from a query and from a body. */
export class FilterSource {
  private constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    readonly path: Path,
    private readonly isQuery: boolean,
  ) {}

  /** Unknown parameters are left alone, as Fides does. */
  static ofQuery(query: Query): FilterSource {
    return new FilterSource({ ...query, ...objectsIn(query) }, ['query'], true);
  }

  static ofBody(body: unknown, path: Path, known: readonly string[]): FilterSource {
    if (!isObject(body)) throw refusal(path, 'isObject', 'must be an object');
    const extra = Object.keys(body).find((name) => !known.includes(name));
    if (extra !== undefined) throw refusal([...path, extra], 'extra', 'is not known here');
    return new FilterSource(body, path, false);
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  /** Refuses names that would otherwise be ignored here. */
  refuseAny(names: readonly string[], message: string): void {
    const given = names.find((name) => this.has(name));
    if (given !== undefined) throw this.refuse(given, 'extra', message);
  }

  /** One text, or a list of them. */
  texts(name: string, rule = 'isString'): string[] {
    if (!this.has(name)) return [];
    return [this.values[name]].flat().map((text) => {
      if (typeof text !== 'string') throw this.refuse(name, rule, 'must be a text');
      if (text.includes('\0')) throw this.refuse(name, 'noNul', 'must not contain the NUL character');
      return text;
    });
  }

  /** Of several of the same name in a query the last counts. */
  text(name: string, rule = 'isString'): string | undefined {
    if (!this.isQuery && Array.isArray(this.values[name])) throw this.refuse(name, rule, 'must be a text');
    return this.texts(name, rule).at(-1);
  }

  words<Word extends string>(name: string, words: readonly Word[]): Word[] {
    return this.texts(name).map((text) => {
      const word = words.find((known) => known === text);
      if (word !== undefined) return word;
      throw this.refuse(name, 'isIn', `must be one of the following values: ${words.join(', ')}`, words);
    });
  }

  switch(name: string): boolean | undefined {
    if (!this.has(name)) return undefined;
    const given = this.values[name];
    const value = readLaxBoolean(this.isQuery ? this.text(name) : given);
    if (typeof value === 'boolean') return value;
    throw this.refuse(name, 'isBooleanText', 'must be true or false');
  }

  /** Exact values by names. A query holds them as JSON, or as `name[key]=value`. */
  pairs(name: string): { name: string; value: string }[] | undefined {
    if (!this.has(name)) return undefined;
    const given = this.values[name];
    const object = this.isQuery && typeof given === 'string' ? parsed(given) : given;
    if (!isObject(object)) throw this.refuse(name, 'isObject', 'must be an object');
    return Object.entries(object).map(([key, value]) => {
      if (typeof value === 'string' || typeof value === 'number') return { name: key, value: String(value) };
      throw refusal([...this.path, name, key], 'isString', 'must be a text');
    });
  }

  refuse(name: string, rule: string, message: string, args?: Problem['args']): AppError {
    return refusal([...this.path, name], rule, message, args);
  }
}

function objectsIn(query: Query): Record<string, Record<string, unknown>> {
  const objects: Record<string, Record<string, unknown>> = {};
  for (const [parameter, value] of Object.entries(query)) {
    const [, name, key] = /^(\w{1,64})\[([^\]]{1,128})\]$/.exec(parameter) ?? [];
    if (name && key) objects[name] = { ...objects[name], [key]: [value].flat().at(-1) };
  }
  return objects;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function refusal(path: Path, rule: string, message: string, args?: Problem['args']): AppError {
  return new AppError('invalid', {}, [{ path, rule, ...(args && { args }), message }]);
}
