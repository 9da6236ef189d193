import type { Problem } from '@subjectline/contracts';

/** One item of the list in `detail`, as Fides' validation library words it. */
export interface FidesProblem {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
}

type Wording = readonly [type: string, msg: string];
type Translation = (problem: Problem, value: unknown) => Wording;

const object: Wording = [
  'model_attributes_type',
  'Input should be a valid dictionary or object to extract fields from',
];
const boolean: Wording = ['bool_parsing', 'Input should be a valid boolean, unable to interpret input'];
const integer: Wording = [
  'int_parsing',
  'Input should be a valid integer, unable to parse string as an integer',
];
const moment: Wording = ['datetime_parsing', 'Input should be a valid datetime'];

/** By the name of the rule that was broken; a rule that is not here is a `value_error` with its own message. */
const translations: Readonly<Record<string, Translation>> = {
  missing: () => ['missing', 'Field required'],
  isDefined: () => ['missing', 'Field required'],
  extra: () => ['extra_forbidden', 'Extra inputs are not permitted'],
  isString: () => ['string_type', 'Input should be a valid string'],
  // details stand deeper in the body than they are told, and are not seen: text it is, as a rule
  isBoolean: (_problem, value) =>
    value === undefined || typeof value === 'string' || typeof value === 'number'
      ? boolean
      : ['bool_type', 'Input should be a valid boolean'],
  // a query says everything in text
  isBooleanText: () => boolean,
  isIntText: () => integer,
  isInt: (_problem, value) => {
    if (typeof value === 'string') return integer;
    return typeof value === 'number'
      ? ['int_from_float', 'Input should be a valid integer, got a number with a fractional part']
      : ['int_type', 'Input should be a valid integer'];
  },
  isObject: ({ path }) => (isWhole(path) ? object : ['dict_type', 'Input should be a valid dictionary']),
  nestedValidation: () => object,
  isArray: () => ['list_type', 'Input should be a valid list'],
  isIn: ({ args, message }) => ['enum', args ? choiceOf(args) : message],
  pattern: ({ message }) => ['string_pattern_mismatch', message],
  more: ({ message }) => ['too_many_errors', message],
  isUuid: () => ['uuid_parsing', 'Input should be a valid UUID'],
  isIso8601: () => moment,
  isMoment: () => moment,
  // Fides' e-mail check words its refusals itself, without the prefix of other checks
  isEmail: () => ['value_error', 'value is not a valid email address'],
};

/** Rules with a limit. */
const limits: Readonly<Record<string, (limit: number, value: unknown) => Wording>> = {
  maxLength: (limit) => ['string_too_long', `String should have at most ${limit} characters`],
  minLength: (limit) => [
    'string_too_short',
    `String should have at least ${limit} character${limit === 1 ? '' : 's'}`,
  ],
  min: (limit) => ['greater_than_equal', `Input should be greater than or equal to ${limit}`],
  max: (limit) => ['less_than_equal', `Input should be less than or equal to ${limit}`],
  arrayMaxSize: (limit, value) => [
    'too_long',
    `List should have at most ${limit} items after validation, not ${lengthOf(value)}`,
  ],
  arrayMinSize: (limit, value) => [
    'too_short',
    `List should have at least ${limit} item after validation, not ${lengthOf(value)}`,
  ],
};

/**
 * @param body what was sent; it is looked at for lengths and types and never shown: it may hold secrets
 */
export function toFidesProblems(problems: readonly Problem[], body: unknown): FidesProblem[] {
  return problems.map((problem) => {
    const [type, msg] = wordingOf(problem, valueAt(body, problem.path));
    return { type, loc: problem.path, msg };
  });
}

function wordingOf(problem: Problem, value: unknown): Wording {
  const { rule, args: [limit] = [], message } = problem;
  const limited = typeof limit === 'number' ? limits[rule]?.(limit, value) : undefined;
  return limited ?? translations[rule]?.(problem, value) ?? ['value_error', `Value error, ${message}`];
}

function isWhole(path: Problem['path']): boolean {
  return path.length <= 1 || typeof path.at(-1) === 'number';
}

function choiceOf(allowed: readonly (string | number)[]): string {
  const words = allowed.map((word) => `'${word}'`);
  if (words.length < 2) return `Input should be ${words.join('')}`;
  return `Input should be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function valueAt(body: unknown, [place, ...path]: Problem['path']): unknown {
  if (place !== 'body') return undefined;
  let value = body;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = Reflect.get(value, segment);
  }
  return value;
}
