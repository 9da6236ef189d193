import { validateSync, type ValidationError } from 'class-validator';
import type { ClassOf } from './field';
import { FirstBroken } from './first-broken';
import { fits } from './fits';
import { instantiate } from './instantiate';
import { listsOutOfPlace } from './nested-lists';
import { cutShort, ProblemList, shortened, type Problem } from './problem-list';
import { argumentsOf } from './rule-arguments';
import { atLeastOneOf } from './rules';

/** An instance of the class and its problems. No instance if the value is not an object. */
export type Examined<T> = readonly [instance: T | undefined, problems: readonly Problem[]];

/** The problems of a value, shortened; empty if it is valid. */
export function problemsOf<T extends object>(type: ClassOf<T>, value: unknown): readonly Problem[] {
  return examine(type, value)[1];
}

/** Reads a plain value as an instance of a class. */
export function examine<T extends object>(type: ClassOf<T>, value: unknown): Examined<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [undefined, [{ path: [], rule: 'isObject', message: 'must be an object' }]];
  }
  const extras = new ProblemList();
  const instance = value instanceof type ? value : instantiate(type, value, extras);
  if (extras.first.length === 0 && fits(instance)) return [instance, []];
  // missing fields first, in the order of the class; unknown ones last
  const first = new FirstBroken();
  const found = brokenRules(first.copyOf(instance));
  // a rule about a list as a whole, such as its size, may need the items that are not in the copy
  const broken = found.length === 0 && !fits(instance) ? brokenRules(instance) : found;
  const problems = [...broken, ...extras.first];
  // the quick check does not vouch for every value that is right
  if (problems.length === 0) return [instance, []];
  problems.sort((a, b) => Number(a.rule === 'extra') - Number(b.rule === 'extra'));
  return [instance, first.isCut ? cutShort(problems) : shortened(problems, extras.rest)];
}

function brokenRules(instance: object): Problem[] {
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
  });
  const found: Problem[] = [];
  for (const error of errors) collect(error, [], found);
  const lists = listsOutOfPlace(instance);
  const places = new Set(lists.map(({ path }) => JSON.stringify(path)));
  // other rules would report such a list twice
  return [...found.filter(({ path }) => !places.has(JSON.stringify(path))), ...lists];
}

function collect(error: ValidationError, parents: readonly (string | number)[], problems: Problem[]): void {
  const path = [...parents, /^\d+$/.test(error.property) ? Number(error.property) : error.property];
  const problem = firstConstraint(error, path);
  if (problem) problems.push(problem);
  for (const child of error.children ?? []) collect(child, path, problems);
}

function firstConstraint(error: ValidationError, path: readonly (string | number)[]): Problem | null {
  const constraints = Object.entries(error.constraints ?? {});
  if (constraints.length === 0) return null;
  if (error.constraints?.['whitelistValidation']) {
    return { path, rule: 'extra', message: 'is not known here' };
  }
  // decorators run from the bottom up: the last constraint is the first in the source
  const [rule, message] = constraints.at(-1) as [string, string];
  if (error.value === undefined) return { path, rule: 'missing', message: 'is required' };
  if (rule === atLeastOneOf) return { path: path.slice(0, -1), rule, message };
  return { path, rule, ...argumentsOf(error, rule), message };
}
