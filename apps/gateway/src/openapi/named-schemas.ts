import type { OpenAPIObject } from '@nestjs/swagger';
import type { Schemas } from './class-schemas';
import { schemaPrefix } from './shape';
import { isObject, mapChildren, mapSchemasIn, mapValues, type AnySchema } from './schema-walk';

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Gives each schema that an operation writes out a name of its own, so that generated clients can speak of it. */
export function nameSchemas(
  paths: OpenAPIObject['paths'],
  schemas: Schemas,
): [OpenAPIObject['paths'], Schemas] {
  const names = new Names(Object.keys(schemas));
  const operations = Object.values(paths).flatMap((path) => methods.flatMap((method) => path[method] ?? []));
  for (const operation of operations) {
    for (const [end, part] of inlineParts(operation)) names.add(part, operation.operationId ?? '', end);
  }
  const namedPaths = mapSchemasIn(paths, (schema) => names.replaceIn(schema));
  const namedSchemas = { ...mapValues(schemas, (schema) => names.replaceIn(schema)), ...names.schemas() };
  return [namedPaths as OpenAPIObject['paths'], namedSchemas as Schemas];
}

/** What goes in and what comes out when all is well; errors are named where they are made. */
function inlineParts({ requestBody, responses }: Operation): [string, AnySchema][] {
  const good = Object.entries(responses ?? {}).filter(([status]) => status.startsWith('2'));
  const all: [string, unknown][] = [
    ['Body', requestBody],
    ...good.map(([, part]): [string, unknown] => ['Reply', part]),
  ];
  return all.flatMap(([end, part]) => schemasOf(part).map((schema): [string, AnySchema] => [end, schema]));
}

function schemasOf(part: unknown): AnySchema[] {
  const content = isObject(part) && isObject(part['content']) ? Object.values(part['content']) : [];
  return content.flatMap((media) => (isObject(media) && isObject(media['schema']) ? [media['schema']] : []));
}

class Names {
  private readonly byText = new Map<string, string>();
  private readonly taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.taken = new Set(taken);
  }

  add(schema: AnySchema, operationId: string, end: string): void {
    const text = JSON.stringify(schema);
    if (!isWorthAName(schema) || this.byText.has(text)) return;
    const [controller = '', method = ''] = operationId.split('Controller_');
    const base = controller + method.charAt(0).toUpperCase() + method.slice(1) + end;
    let name = base;
    for (let count = 2; this.taken.has(name); count += 1) name = base + String(count);
    this.taken.add(name);
    this.byText.set(text, name);
  }

  /** The same schema with a reference for each part that has a name. */
  replaceIn(schema: unknown, itself = true): unknown {
    if (!isObject(schema)) return schema;
    const name = this.byText.get(JSON.stringify(schema));
    if (itself && name) return { $ref: schemaPrefix + name };
    // the outermost first: a part inside may have a name as well
    return mapChildren(schema, (child) => this.replaceIn(child));
  }

  schemas(): Record<string, unknown> {
    const written = [...this.byText].map(([text, name]) => {
      return [name, this.replaceIn(JSON.parse(text) as unknown, false)];
    });
    return Object.fromEntries(written) as Record<string, unknown>;
  }
}

function isWorthAName(schema: AnySchema): boolean {
  return schema['type'] === 'array' || ['properties', 'oneOf', 'anyOf', 'allOf'].some((key) => key in schema);
}
