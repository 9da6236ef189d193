import type { FieldProblem } from '../../../api/problem';
import type { FormField, ProviderConfig, ProviderType } from '../../../api/types';

/* What is typed into the form of a provider, as the API takes it. */

export type Details = Readonly<Record<string, string | boolean>>;

/** A secret is kept unless something is typed, or it is removed. */
export interface Secrets {
  readonly typed: Readonly<Record<string, string | undefined>>;
  readonly removed: readonly string[];
}

type FieldWords = Readonly<Record<string, readonly [label: string, help: string]>>;

/** With labels and help in the language of the console; those of the API where it has none. */
export function translated(type: ProviderType, words: FieldWords): ProviderType {
  const inWords = (field: FormField): FormField => {
    const [label, help] = words[`${type.service_type}.${field.name}`] ?? words[field.name] ?? [];
    return label === undefined ? field : { ...field, label, help: help ?? null };
  };
  return { ...type, details: type.details.map(inWords), secrets: type.secrets.map(inWords) };
}

export function storedDetails({ details }: ProviderType, config: ProviderConfig | null): Details {
  return Object.fromEntries(
    details.map(({ name, kind }) => {
      const value = config?.details?.[name];
      return [name, kind === 'boolean' ? value === true : textOf(value)];
    }),
  );
}

/** Secrets that are neither typed nor removed are not part of it. */
export function valuesOf(type: ProviderType, details: Details, { typed, removed }: Secrets) {
  const given = Object.entries(typed)
    .map(([name, value = '']) => [name, value.trim()] as const)
    .filter(([, value]) => value !== '');
  const secrets = Object.fromEntries([...removed.map((name) => [name, ''] as const), ...given]);
  return {
    ...(type.details.length > 0 && { details: detailsOf(type, details) }),
    ...(type.secrets.length > 0 && { secrets }),
  };
}

/** The required fields that are empty. A stored secret need not be typed again. */
export function missingIn(
  type: ProviderType,
  details: Details,
  { typed }: Secrets,
  stored: readonly string[],
): string[] {
  const isEmpty = ({ name, secret }: FormField): boolean =>
    secret ? !stored.includes(name) && !typed[name]?.trim() : String(details[name] ?? '').trim() === '';
  return [...type.details, ...type.secrets]
    .filter((field) => field.kind === 'text' && field.required && isEmpty(field))
    .map(({ name }) => name);
}

export interface PlacedProblems {
  readonly byField: Readonly<Record<string, string>>;
  /** What is about no field. */
  readonly rest: readonly string[];
}

/** Each problem beside the field it is about. A rule of several fields names them in its sentence. */
export function placeProblems(
  problems: readonly FieldProblem[],
  fields: readonly FormField[],
): PlacedProblems {
  const placed = problems.map(({ field, message }) => ({
    name: (fields.find(({ name }) => name === field) ?? fields.find(({ name }) => message.includes(name)))
      ?.name,
    message: withLabels(message, fields),
  }));
  return {
    byField: Object.fromEntries(placed.flatMap(({ name, message }) => (name ? [[name, message]] : []))),
    rest: placed.flatMap(({ name, message }) => (name ? [] : [message])),
  };
}

/** People read labels, not names. A name that is a word as well, such as `email`, is replaced in front only. */
function withLabels(sentence: string, fields: readonly FormField[]): string {
  const patternOf = (name: string) =>
    name.includes('_') ? new RegExp(`\\b${name}\\b`, 'g') : new RegExp(`^${name}\\b`);
  return fields.reduce((text, { name, label }) => text.replace(patternOf(name), () => label), sentence);
}

function detailsOf({ details }: ProviderType, values: Details) {
  return Object.fromEntries(
    details.map(({ name, kind }) => {
      const value = values[name] ?? '';
      if (kind === 'boolean') return [name, value === true];
      return [name, String(value).trim() || null];
    }),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
