import 'reflect-metadata';
import { getMetadataStorage } from 'class-validator';

export interface FieldLabel {
  label: string;
  help?: string;
  /** never shown again once saved */
  secret?: boolean;
  /** a secret that stands apart from the others: it is kept when they are replaced */
  isApart?: boolean;
  /** All values that it takes; any text without them */
  choices?: readonly string[];
}

export interface FormField {
  name: string;
  label: string;
  help: string | null;
  secret: boolean;
  required: boolean;
  kind: 'text' | 'boolean';
  /** All values that it takes; none: any text. */
  choices: string[];
}

/** The names of secrets that are kept when the others are replaced. */
export function apartFields(settings: new () => object): string[] {
  return [...fieldsOf(settings.prototype as object)].flatMap(([name, { isApart }]) =>
    isApart ? [name] : [],
  );
}

type Fields = ReadonlyMap<string, FieldLabel>;

const key = Symbol('fields');

/** Describes a setting for a form. The checks stay with class-validator. */
export function Field(label: FieldLabel): PropertyDecorator {
  return (target, property) => {
    Reflect.defineMetadata(key, new Map([...fieldsOf(target), [String(property), label]]), target);
  };
}

/** The form of a settings class, in the order of its fields. */
export function formFields(settings: new () => object): FormField[] {
  const target: unknown = settings.prototype;
  if (typeof target !== 'object' || target === null) return [];
  const optional = optionalProperties(settings);
  return [...fieldsOf(target)].map(([name, { label, help, secret, choices = [] }]) => ({
    name,
    label,
    help: help ?? null,
    secret: secret ?? false,
    required: !optional.has(name),
    kind: Reflect.getMetadata('design:type', target, name) === Boolean ? 'boolean' : 'text',
    choices: [...choices],
  }));
}

function fieldsOf(target: object): Fields {
  const fields: Fields | undefined = Reflect.getMetadata(key, target);
  return fields ?? new Map();
}

/** `@IsOptional` is kept by class-validator as a condition on the property's other checks. */
function optionalProperties(settings: new () => object): Set<string> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(settings, '', false, false);
  return new Set(
    rules.filter((rule) => rule.type === 'conditionalValidation').map((rule) => rule.propertyName),
  );
}
