import { Injectable } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { schemaPrefix } from './shape';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** The OpenAPI document of this very application. Made when it is first asked for, and kept. */
@Injectable()
export class OpenApiDocument {
  private application: INestApplication | null = null;
  private publicUrl: string | undefined;
  private document: OpenAPIObject | null = null;

  describe(application: INestApplication, publicUrl: string | undefined): void {
    this.application = application;
    this.publicUrl = publicUrl;
  }

  get(): OpenAPIObject {
    if (!this.application) throw new Error('there is no application to describe yet');
    this.document ??= documentOf(this.application, this.publicUrl);
    return this.document;
  }
}

function documentOf(application: INestApplication, publicUrl: string | undefined): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Subjectline')
    .setDescription('Messages that privacy law makes you send, and proof of who asked.')
    .setVersion('1')
    .addBearerAuth();
  if (publicUrl) builder.addServer(publicUrl);
  const document = SwaggerModule.createDocument(application, builder.build());
  return { ...document, components: { ...document.components, schemas: schemasUsedIn(document.paths) } };
}

/**
 * The schemas that the paths refer to, and those that these refer to. Nest's own reader of classes sees no property
 * without its compiler plugin, so they are made of the decorators that check the values.
 */
function schemasUsedIn(paths: OpenAPIObject['paths']): Schemas {
  const all = validationMetadatasToSchemas({
    classValidatorMetadataStorage: getMetadataStorage(),
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: schemaPrefix,
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
