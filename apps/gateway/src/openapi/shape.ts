import type { ClassOf } from '@subjectline/contracts';

/** As much of OpenAPI's schema object as we write by hand. */
export interface HandSchema {
  type?: string;
  description?: string;
  enum?: string[];
  format?: string;
  minimum?: number;
  maximum?: number;
  default?: number;
  nullable?: boolean;
  required?: string[];
  properties?: Record<string, HandSchema | Reference>;
  items?: HandSchema | Reference;
  additionalProperties?: boolean | HandSchema;
  oneOf?: (HandSchema | Reference)[];
  allOf?: (HandSchema | Reference)[];
}

export interface Reference {
  $ref: string;
}

/** What goes in or out: a class whose fields are its schema, a list of its objects, or a schema. */
export type Shape = ClassOf<object> | readonly [ClassOf<object>] | HandSchema | Reference;

/** Where the document keeps the schemas of classes; `document.ts` fills in those that are referred to. */
export const schemaPrefix = '#/components/schemas/';

/** Every class that a route names. */
export const namedClasses = new Set<ClassOf<object>>();

export function schemaOf(shape: Shape): HandSchema | Reference {
  if (isList(shape)) return listOf(shape[0]);
  if (typeof shape !== 'function') return shape;
  namedClasses.add(shape);
  return { $ref: schemaPrefix + shape.name };
}

export function isList(shape: Shape | undefined): shape is readonly [ClassOf<object>] {
  return Array.isArray(shape);
}

export function listOf(shape: Shape): HandSchema {
  return { type: 'array', items: schemaOf(shape) };
}

export function objectOf(properties: Record<string, Shape>, optional: readonly string[] = []): HandSchema {
  const names = Object.keys(properties);
  return {
    type: 'object',
    required: names.filter((name) => !optional.includes(name)),
    properties: Object.fromEntries(names.map((name) => [name, schemaOf(properties[name] as Shape)])),
  };
}

export const text: HandSchema = { type: 'string' };
export const nullableText: HandSchema = { type: 'string', nullable: true };
