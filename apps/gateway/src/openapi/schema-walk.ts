/** Any schema in the OpenAPI document. */
export type AnySchema = Readonly<Record<string, unknown>>;

/** Keys under which a schema holds others: by name, in a list, or a single one. */
const named = ['properties'];
const listed = ['oneOf', 'anyOf', 'allOf'];
const single = ['items', 'additionalProperties', 'not'];

/** Changes every schema inside one, the innermost first, and then the schema itself. */
export function mapSchema(schema: unknown, change: (schema: AnySchema) => AnySchema): unknown {
  if (!isObject(schema)) return schema;
  return change(mapChildren(schema, (child) => mapSchema(child, change)));
}

/** Changes the schemas directly inside one. */
export function mapChildren(schema: AnySchema, change: (child: unknown) => unknown): AnySchema {
  const entries = Object.entries(schema).map(([key, value]) => {
    if (named.includes(key) && isObject(value)) return [key, mapValues(value, change)];
    if (listed.includes(key) && Array.isArray(value)) return [key, value.map((child) => change(child))];
    return [key, single.includes(key) ? change(value) : value];
  });
  return Object.fromEntries(entries) as AnySchema;
}

/** Changes whatever stands under `schema` in a part of the document; examples are left as they are. */
export function mapSchemasIn(part: unknown, change: (schema: unknown) => unknown): unknown {
  if (Array.isArray(part)) return part.map((item) => mapSchemasIn(item, change));
  if (!isObject(part)) return part;
  const entries = Object.entries(part).map(([key, value]) => {
    if (key === 'schema') return [key, change(value)];
    return [key, key === 'example' || key === 'examples' ? value : mapSchemasIn(value, change)];
  });
  return Object.fromEntries(entries) as unknown;
}

export function mapValues(object: object, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

export function isObject(value: unknown): value is AnySchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
