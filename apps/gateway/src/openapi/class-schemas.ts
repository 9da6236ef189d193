import type { OpenAPIObject } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { isObject, type AnySchema } from './schema-walk';
import { schemaPrefix } from './shape';

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
  const waiting = namesReferredTo(paths);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const found = all[name];
    if (!found || name in used) continue;
    const schema = withoutBuiltIns(found);
    used[name] = schema as Schemas[string];
    waiting.push(...namesReferredTo(schema));
  }
  return used;
}

/** A rule of our own makes the library refer to what a field is in JavaScript, which it does not describe. */
const undescribed: readonly unknown[] = ['Object', 'Array'].map((name) => schemaPrefix + name);

function withoutBuiltIns(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) =>
    isObject(value) && '$ref' in value ? referenceOnly(value) : value,
  ) as object;
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
