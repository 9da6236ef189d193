import type { OpenAPIObject } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import type { ClassOf } from '@subjectline/contracts';
import { fieldsOf } from '@subjectline/schema';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { isObject, type AnySchema } from './schema-walk';
import { namedClasses, schemaPrefix } from './shape';

export type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/**
 * The schemas that the paths refer to, and those that these refer to. Nest's own reader of classes sees no property
 * without its compiler plugin, so they are made of the decorators that check the values.
 */
export function schemasUsedIn(paths: OpenAPIObject['paths']): Schemas {
  const all = validationMetadatasToSchemas({
    classValidatorMetadataStorage: getMetadataStorage(),
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: schemaPrefix,
    // `IsOptional` lets null pass; the rules that only let a value be absent have no name of this kind
    additionalConverters: {
      [ValidationTypes.CONDITIONAL_VALIDATION]: ({ name }) =>
        name === 'isOptional' ? { nullable: true } : {},
      // a type says that already
      isDefined: () => ({}),
    },
  });
  const used: Schemas = {};
  const classes = withNested(namedClasses.values());
  const waiting = namesReferredTo(paths);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const found = all[name];
    if (!found || name in used) continue;
    const schema = withNullables(withoutBuiltIns(found), classes.get(name));
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
    if (found.has(type.name)) continue;
    found.set(type.name, type);
    withNested(
      [...fieldsOf(type).values()].flatMap(({ parts }) => parts.nested?.() ?? []),
      found,
    );
  }
  return found;
}

/** A field that may be null is always there. */
function withNullables(schema: AnySchema, type: ClassOf<object> | undefined): AnySchema {
  const fields = type ? [...fieldsOf(type)] : [];
  const names = fields.filter(([, { parts }]) => parts.absentIsNull).map(([name]) => name);
  if (names.length === 0) return schema;
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  return { ...schema, required: [...new Set([...required, ...names])] };
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
