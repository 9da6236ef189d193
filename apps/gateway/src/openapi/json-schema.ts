import { mapSchema, type AnySchema } from './schema-walk';

/** From what we write by hand and what the validators give to the JSON Schema of OpenAPI 3.1. */
export function toJsonSchema(schema: unknown): unknown {
  return mapSchema(schema, (part) => withNull(open(part)));
}

/** Without this, generated types take an object of no named property for one that is always empty. */
function open(schema: AnySchema): AnySchema {
  const isBare = schema['type'] === 'object' && !schema['properties'];
  return isBare ? { additionalProperties: true, ...schema } : schema;
}

function withNull({ nullable, ...schema }: AnySchema): AnySchema {
  if (nullable !== true) return schema;
  const { type, enum: words } = schema;
  if (typeof type === 'string') {
    return { ...schema, type: [type, 'null'], ...(Array.isArray(words) && { enum: [...words, null] }) };
  }
  const isSaid = ['$ref', 'oneOf', 'anyOf', 'allOf'].some((key) => key in schema);
  // a schema that says nothing takes null already
  return isSaid ? { anyOf: [schema, { type: 'null' }] } : schema;
}
