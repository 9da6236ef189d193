import type { OpenAPIObject } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { ClassOf } from '@subjectline/contracts';
import { fieldsOf, type FieldParts } from '@subjectline/schema';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { isObject, type AnySchema } from './schema-walk';
import { namedClasses, schemaPrefix } from './shape';

export type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const options: Parameters<typeof targetConstructorToSchema>[1] = {
  classValidatorMetadataStorage: getMetadataStorage(),
  classTransformerMetadataStorage: defaultMetadataStorage,
  refPointerPrefix: schemaPrefix,
  // `IsOptional` lets null pass; the rules that only let a value be absent have no name of this kind
  additionalConverters: {
    [ValidationTypes.CONDITIONAL_VALIDATION]: ({ name }) => (name === 'isOptional' ? { nullable: true } : {}),
    // a type says that already
    isDefined: () => ({}),
  },
};

/**
 * The schemas that the paths refer to, and those that these refer to. Nest's own reader of classes sees no property
 * without its compiler plugin, so they are made of the decorators that check the values.
 */
export function schemasUsedIn(paths: OpenAPIObject['paths']): Schemas {
  const used: Schemas = {};
  const classes = withNested(namedClasses);
  const waiting = namesReferredTo(paths);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const type = classes.get(name);
    if (!type || name in used) continue;
    const schema = withParts(withoutBuiltIns(targetConstructorToSchema(type, options)), type);
    used[name] = schema as Schemas[string];
    waiting.push(...namesReferredTo(schema));
  }
  return used;
}

/** By name, the classes of their fields included. */
function withNested(
  types: Iterable<ClassOf<object>>,
  found = new Map<string, ClassOf<object>>(),
): typeof found {
  for (const type of types) {
    const known = found.get(type.name);
    if (known && known !== type) throw new Error(`two classes of the document are called ${type.name}`);
    if (known) continue;
    found.set(type.name, type);
    withNested(
      [...fieldsOf(type).values()].flatMap(({ parts }) => parts.nested?.() ?? []),
      found,
    );
  }
  return found;
}

/** With what the rules of a class do not tell: a field that may be null is always there, and some have keywords. */
function withParts(schema: AnySchema, type: ClassOf<object>): AnySchema {
  const fields = [...fieldsOf(type)];
  const names = fields.filter(([, { parts }]) => parts.absentIsNull).map(([name]) => name);
  const required = [...new Set([...((schema['required'] ?? []) as string[]), ...names])];
  const properties = { ...(schema['properties'] as Record<string, AnySchema>) };
  for (const [name, { parts }] of fields) {
    if (parts.schema) properties[name] = withKeywords(properties[name] ?? {}, parts);
  }
  return { ...schema, properties, ...(required.length > 0 && { required }) };
}

/** What a field says of its value itself stands instead of the value's class. */
function withKeywords({ $ref: _class, ...property }: AnySchema, { schema, isList }: FieldParts): AnySchema {
  if (!isList) return { ...property, ...schema };
  return { ...property, items: { ...(property['items'] as AnySchema), ...schema } };
}

/** A rule of our own makes the library refer to what a field is in JavaScript, which it does not describe. */
const undescribed: readonly unknown[] = ['Object', 'Array'].map((name) => schemaPrefix + name);

function withoutBuiltIns(schema: object): AnySchema {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) =>
    isObject(value) && '$ref' in value ? referenceOnly(value) : value,
  ) as AnySchema;
}

/** What the rules of a field say beside its class says less than the class does. */
function referenceOnly({ $ref, nullable, ...rest }: AnySchema): AnySchema {
  return undescribed.includes($ref)
    ? { ...rest, ...(nullable === true && { nullable }) }
    : { $ref, ...(nullable === true && { nullable }) };
}

function namesReferredTo(part: object): string[] {
  const found = JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g);
  return [...found].map(([, name]) => name ?? '');
}
