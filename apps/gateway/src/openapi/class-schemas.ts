import type { OpenAPIObject } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
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
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && undescribed.includes(value) ? undefined : value,
  ) as object;
}

function namesReferredTo(part: object): string[] {
  const found = JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g);
  return [...found].map(([, name]) => name ?? '');
}
