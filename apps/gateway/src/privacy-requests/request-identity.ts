import {
  identifierNames,
  LabelledValue,
  maxLabelled,
  problemsOf,
  type PlainValue,
  type Problem,
  type RequestIdentity,
} from '@subjectline/contracts';
import { isObject } from '../http/bodies/is-object';

type Path = Problem['path'];

export interface IdentityRead {
  readonly identity: unknown;
  readonly problems: readonly Problem[];
}

/**
 * An identity as Fides takes it. Fides puts custom identifiers beside its own, each with a label; here they are kept
 * together. A value without a label is refused, because its meaning is unknown.
 */
export function readIdentity(identity: unknown, path: Path): IdentityRead {
  if (!isObject(identity)) return { identity, problems: [] };
  const entries = Object.entries(identity);
  const custom = entries.filter(([name]) => !isNamed(name));
  const problems = problemsOfEach(custom, path, problemsOfCustom);
  const named = Object.fromEntries(entries.filter(([name]) => isNamed(name)));
  // an empty number is no number: Fides' form sends it when the field stays blank
  if (named['phone_number'] === '') named['phone_number'] = null;
  // Fides' check drops the space that a phone's keyboard leaves behind an address
  if (typeof named['email'] === 'string') named['email'] = named['email'].trim();
  if (custom.length > 0 && problems.length === 0) named['custom'] = Object.fromEntries(custom);
  return { identity: named, problems };
}

/** The problems of fields that a form asked for under names of its own. */
export function problemsOfFields(fields: unknown, path: Path): Problem[] {
  if (!isObject(fields)) return [];
  return problemsOfEach(Object.entries(fields), path, problemsOfField);
}

type Entry = readonly [name: string, value: unknown];

/** Where there are too many, none of them is looked at. */
function problemsOfEach(
  entries: readonly Entry[],
  path: Path,
  problemsOfOne: (name: string, value: unknown, path: Path) => Problem[],
): Problem[] {
  if (entries.length <= maxLabelled)
    return entries.flatMap(([name, value]) => problemsOfOne(name, value, path));
  const message = `must be an object of no more than ${maxLabelled} labelled values`;
  return [{ path, rule: 'isLabelledValues', message }];
}

function problemsOfField(name: string, value: unknown, path: Path): Problem[] {
  return within([...path, name], problemsOf(LabelledValue, value));
}

/** Every identifier by its name alone, as reports show it. */
export function flatIdentity({ custom, ...named }: RequestIdentity): Record<string, PlainValue> {
  const own = Object.entries(custom ?? {}).map(([name, { value }]) => [name, value] as const);
  const there = Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== null);
  return Object.fromEntries<PlainValue>([...there, ...own]);
}

/** How Fides shows an identity: every identifier with its label. */
export function toLabelled(identity: RequestIdentity): object {
  const { custom, ...named } = identity;
  const labelled = Object.entries(named).map(([name, value]) => [
    name,
    { label: labels[name] ?? name, value },
  ]);
  return { ...Object.fromEntries(labelled), ...custom };
}

const labels: Readonly<Record<string, string>> = {
  email: 'Email',
  phone_number: 'Phone number',
  external_id: 'External ID',
  ga_client_id: 'GA client ID',
  ljt_readerID: 'LJT reader ID',
  fides_user_device_id: 'Fides user device ID',
};

function problemsOfCustom(name: string, value: unknown, path: Path): Problem[] {
  if (isObject(value)) return problemsOfField(name, value, path);
  const message = `Custom identity "${name}" must be an object with a label and a value`;
  return [{ path, rule: 'isLabelled', message }];
}

function within(path: Path, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}

function isNamed(name: string): boolean {
  return identifierNames.some((known) => known === name);
}
