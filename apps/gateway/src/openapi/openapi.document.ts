import { Injectable } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { scopes } from '@subjectline/contracts';
import { schemasUsedIn, type Schemas } from './class-schemas';
import { errorSchemas } from './error-responses';
import { describeHeaders } from './headers';
import { toJsonSchema } from './json-schema';
import { nameSchemas } from './named-schemas';
import { mapSchemasIn, mapValues } from './schema-walk';
import { webhookPaths } from './webhook-paths';

/** The OpenAPI document of this very application. Made when it is first asked for, and kept. */
@Injectable()
export class OpenApiDocument {
  private application: INestApplication | null = null;
  private publicUrl: string | undefined;
  private text: Buffer | null = null;

  describe(application: INestApplication, publicUrl: string | undefined): void {
    this.application = application;
    this.publicUrl = publicUrl;
  }

  /** As JSON. Making it takes half a second, in which nothing else is done: best before there are callers. */
  get(): Buffer {
    if (!this.application) throw new Error('there is no application to describe yet');
    this.text ??= Buffer.from(JSON.stringify(documentOf(this.application, this.publicUrl)));
    return this.text;
  }
}

function documentOf(application: INestApplication, publicUrl: string | undefined): OpenAPIObject {
  const document = SwaggerModule.createDocument(application, builderOf(publicUrl).build());
  const written = mapSchemasIn(document.paths, toJsonSchema) as OpenAPIObject['paths'];
  const sent = webhookPaths();
  const used = schemasUsedIn({ ...document.paths, ...sent });
  const classes = mapValues({ ...used, ...errorSchemas }, toJsonSchema) as Schemas;
  const [paths, schemas] = nameSchemas(describeHeaders(written), classes);
  const webhooks = mapSchemasIn(sent, toJsonSchema) as OpenAPIObject['paths'];
  return { ...document, paths, webhooks, components: { ...document.components, schemas } };
}

function builderOf(publicUrl: string | undefined): DocumentBuilder {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Subjectline')
    .setDescription('Messages that privacy law makes you send, and proof of who asked.')
    .setVersion('1')
    .addOAuth2(
      { type: 'oauth2', description: 'With a client id and its secret', flows: { clientCredentials } },
      'client',
    )
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'With a token fetched before' }, 'bearer')
    // beside this document, whatever the host and the path before it
    .addServer('.', 'The server that this document comes from');
  return publicUrl ? builder.addServer(publicUrl, 'SUBJECTLINE_PUBLIC_URL') : builder;
}

const clientCredentials = {
  tokenUrl: 'api/v1/oauth/token',
  scopes: Object.fromEntries(scopes.map((scope) => [scope, ''])),
};
