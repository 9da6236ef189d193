import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type * as swagger from '@nestjs/swagger';
import type { ErrorCode, Scope } from '@subjectline/contracts';
import { findExample } from '@subjectline/schema';
import { auditDecorators } from '../audit/audit-decorators';
import type { AuditRule } from '../audit/audit-kind';
import { bodyClassOf } from '../http/bodies/body.pipe';
import type { ApiFamily } from '../http/fastify-types';
import { createsKey } from '../http/idempotency.guard';
import { parametersOf, queryClassesOf, type QueryParameter } from '../http/query/query-class';
import { queryKey } from '../http/query.guard';
import { furtherScopeKey, scopeKey } from '../security/auth.guard';
import { documented } from './documented';
import { errorResponses } from './error-responses';
import { isList, schemaOf, type Shape } from './shape';

/** The description of a route: it determines both its behaviour and its documentation. */
export interface EndpointDescription extends AuditRule {
  readonly summary: string;
  /** The scope that the caller's token needs. Default: none, the route is public. */
  readonly scope?: Scope;
  /** A further scope that the token needs. */
  readonly alsoNeeds?: Scope;
  /** For a body parameter without a class. */
  readonly body?: Shape;
  /** By default that of the class, as far as its fields have examples. */
  readonly bodyExample?: unknown;
  readonly takesForm?: boolean;
  /** The body is read as it came, whatever it holds. */
  readonly takesRaw?: boolean;
  /** Query parameters beside those of the class of the `@Query()` parameter, with their descriptions. */
  readonly query?: Readonly<Record<string, string>>;
  /** Absent: the body is empty. */
  readonly reply?: Shape;
  readonly replyExample?: unknown;
  /** The route creates something: once per `Idempotency-Key`. */
  readonly creates?: boolean;
  /** Default: 200. */
  readonly status?: number;
  /** The route's own errors. Those of its scope and body are added. */
  readonly errors?: readonly ErrorCode[];
}

/** A route of Fides' API: its errors are `{detail}`. */
export function FidesEndpoint(description: EndpointDescription): MethodDecorator {
  return endpoint('fides', description);
}

/** A route of our own: its errors are RFC 9457. */
export function NativeEndpoint(description: EndpointDescription): MethodDecorator {
  return endpoint('native', description);
}

/** A route of Didomi's API: its errors are `{code, name, message, reason, errors}`. */
export function DidomiEndpoint(description: EndpointDescription): MethodDecorator {
  const { scope, query, errors = [] } = description;
  if (!scope) return endpoint('didomi', description);
  const organization_id = 'The organization of the access token, which it is anyway; another one is refused';
  return endpoint('didomi', {
    ...description,
    query: { organization_id, ...query },
    errors: [...errors, 'organization_mismatch'],
  });
}

function endpoint(family: ApiFamily, given: EndpointDescription): MethodDecorator {
  return (controller, method, descriptor) => {
    const body = given.body ?? bodyClassOf(controller, method);
    const parameters = [
      ...Object.entries(given.query ?? {}).map(([name, description]) => textParameter(name, description)),
      ...queryClassesOf(controller, method).flatMap(parametersOf),
    ];
    describe(family, { ...given, ...(body && { body }) }, parameters)(controller, method, descriptor);
  };
}

function textParameter(name: string, description: string): QueryParameter {
  return { name, description, required: false, schema: { type: 'string' } };
}

function describe(
  family: ApiFamily,
  description: EndpointDescription,
  parameters: readonly QueryParameter[],
): MethodDecorator {
  const { scope, alsoNeeds, takesForm = false, takesRaw = false, creates = false } = description;
  return applyDecorators(
    HttpCode(statusOf(description)),
    RouteConfig({ family, takesForm, takesRaw }),
    // Fides' own routes ignore what they do not know, as Fides does; what a signature covers is not ours to refuse
    ...(family === 'fides' || takesRaw
      ? []
      : [
          SetMetadata(
            queryKey,
            parameters.map(({ name }) => name),
          ),
        ]),
    ...(scope ? [SetMetadata(scopeKey, scope)] : []),
    ...(alsoNeeds ? [SetMetadata(furtherScopeKey, alsoNeeds)] : []),
    ...auditDecorators(description),
    ...(creates ? [SetMetadata(createsKey, true)] : []),
    documented((library) => documentationOf(library, family, description, parameters)),
  );
}

const statusOf = ({ status = 200 }: EndpointDescription): number => status;

/** In the order in which the document shows it. */
function documentationOf(
  library: typeof swagger,
  family: ApiFamily,
  description: EndpointDescription,
  parameters: readonly QueryParameter[],
): MethodDecorator[] {
  const { ApiBearerAuth, ApiHeader, ApiOperation, ApiQuery, ApiResponse, ApiSecurity } = library;
  const { scope, alsoNeeds, creates = false, summary, reply } = description;
  const scopes = [scope, alsoNeeds].filter((one) => one !== undefined);
  return [
    ApiOperation({ summary, ...(scope && { description: scopeText(scopes) }) }),
    ...(scope ? [ApiSecurity('client', scopes), ApiBearerAuth('bearer')] : []),
    ...parameters.map((parameter) => ApiQuery(parameter)),
    ...(creates ? [ApiHeader(idempotencyHeader)] : []),
    ...bodyOf(library, description),
    ApiResponse({
      status: statusOf(description),
      description: 'Done',
      ...(reply && { content: { 'application/json': mediaOf(reply, description) } }),
    }),
    ...errorResponses(family, codesOf(family, description, parameters.length > 0)).map((response) =>
      ApiResponse(response),
    ),
  ];
}

function scopeText(scopes: readonly Scope[]): string {
  const names = scopes.map((scope) => `\`${scope}\``);
  return `${names.length > 1 ? 'Scopes' : 'Scope'}: ${names.join(', ')}`;
}

function bodyOf(
  { ApiBody, ApiConsumes }: typeof swagger,
  { body, bodyExample = exampleIn(body), takesForm, takesRaw }: EndpointDescription,
): MethodDecorator[] {
  if (takesRaw)
    return [
      ApiConsumes('application/json', 'application/x-www-form-urlencoded', 'text/plain'),
      ApiBody({ schema: {} }),
    ];
  if (!body) return [];
  const schema = schemaOf(body);
  const decorators = [
    ApiBody({ schema, ...(bodyExample !== undefined && { examples: { example: { value: bodyExample } } }) }),
  ];
  if (takesForm) decorators.unshift(ApiConsumes('application/x-www-form-urlencoded', 'multipart/form-data'));
  return decorators;
}

/** Made of the examples of a class's fields, where all of them have one. */
function exampleIn(shape: Shape | undefined): unknown {
  if (isList(shape)) {
    const item = findExample(shape[0]);
    return item && [item];
  }
  return typeof shape === 'function' ? findExample(shape) : undefined;
}

function mediaOf(
  reply: Shape,
  { replyExample: example = exampleIn(reply) }: EndpointDescription,
): { schema: ReturnType<typeof schemaOf>; example?: unknown } {
  return { schema: schemaOf(reply), ...(example !== undefined && { example }) };
}

const idempotencyHeader = {
  name: 'Idempotency-Key',
  required: false,
  description:
    'Any text of up to 255 characters. For 24 hours the same call with the same key is done once and answered as the first time',
};

function codesOf(
  family: ApiFamily,
  { scope, body, creates, errors = [] }: EndpointDescription,
  hasQuery: boolean,
): ErrorCode[] {
  const codes = new Set<ErrorCode>(errors);
  if (creates) codes.add('idempotency_key_reused').add('idempotency_key_busy');
  if (scope)
    for (const code of ['not_authenticated', 'token_rejected', 'scope_missing'] as const) codes.add(code);
  if (body)
    for (const code of ['malformed', 'media_type_unknown', 'too_large', 'overloaded'] as const)
      codes.add(code);
  if (body || hasQuery || family !== 'fides') codes.add('invalid');
  return [...codes.add('too_many_requests').add('unavailable')];
}
