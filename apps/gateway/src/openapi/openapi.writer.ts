import { NestFactory } from '@nestjs/core';
import type { INestApplication, InjectionToken, Provider } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import * as swagger from '@nestjs/swagger';
import { contextProviders, type ServiceContext } from '@subjectline/bus';
import { scopes } from '@subjectline/contracts';
import { KeyRing, SharedKeys } from '@subjectline/storage';
import { AppModule } from '../app.module';
import { ConsoleFiles } from '../console/console-files';
import { CoreModule } from '../core.module';
import { GatewayEnv } from '../env';
import { ForwardedWatch } from '../http/callers/forwarded-watch';
import { PersonLanguages } from '../language/person-languages';
import { Callers } from '../security/callers';
import { ConsoleSessions } from '../security/console-sessions';
import { SessionCookie } from '../security/session-cookie';
import { SignInLimit } from '../security/sign-in-limit';
import { TokenService } from '../security/token.service';
import { schemasUsedIn, type Schemas } from './class-schemas';
import { applyNotes } from './documented';
import { errorSchemas } from './error-responses';
import { describeHeaders } from './headers';
import { toJsonSchema } from './json-schema';
import { nameSchemas } from './named-schemas';
import { OpenApiDocument } from './openapi.document';
import { mapSchemasIn, mapValues } from './schema-walk';
import { webhookPaths } from './webhook-paths';

/** The OpenAPI document of the gateway. Needs no broker: the routes are read, and nothing that they stand on is made. */
export async function describeApi(publicUrl?: string): Promise<swagger.OpenAPIObject> {
  applyNotes(swagger);
  const core = CoreModule.forRoot([...contextProviders({} as ServiceContext), ...opened.map(placeholder)]);
  const module = { module: AppModule, imports: [core] };
  const application = await NestFactory.create(module, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return documentOf(application, publicUrl);
}

/** What `app.ts` opens for the features. */
const opened: readonly InjectionToken[] = [
  GatewayEnv,
  KeyRing,
  SharedKeys,
  TokenService,
  SessionCookie,
  ConsoleSessions,
  Callers,
  PersonLanguages,
  SignInLimit,
  ForwardedWatch,
  ConsoleFiles,
  OpenApiDocument,
];

const placeholder = (provide: InjectionToken): Provider => ({ provide, useValue: {} });

function documentOf(application: INestApplication, publicUrl: string | undefined): swagger.OpenAPIObject {
  const document = swagger.SwaggerModule.createDocument(application, builderOf(publicUrl).build());
  const written = mapSchemasIn(document.paths, toJsonSchema) as swagger.OpenAPIObject['paths'];
  const sent = webhookPaths();
  const used = schemasUsedIn({ ...document.paths, ...sent });
  const classes = mapValues({ ...used, ...errorSchemas }, toJsonSchema) as Schemas;
  const [paths, schemas] = nameSchemas(describeHeaders(written), classes);
  const webhooks = mapSchemasIn(sent, toJsonSchema) as swagger.OpenAPIObject['paths'];
  return { ...document, paths, webhooks, components: { ...document.components, schemas } };
}

function builderOf(publicUrl: string | undefined): swagger.DocumentBuilder {
  const builder = new swagger.DocumentBuilder()
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
