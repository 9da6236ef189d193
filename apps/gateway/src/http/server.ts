import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { withRequestId, type Logger, type ServiceContext } from '@subjectline/bus';
import { AppError, newId } from '@subjectline/contracts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { withoutVersion } from '../didomi/paths';
import type { GatewayEnv } from '../env';
import { BodiesInFlight } from './bodies/bodies-in-flight';
import { addBodyParsers, refuseEncoded } from './bodies/body-parsers';
import { limitChunks } from './bodies/chunk-limit';
import { ClientAddresses } from './callers/client-address';
import { ConnectionLimits } from './callers/connection-limits';
import { callerLeft, ErrorFilter, type SendFailurePage } from './errors/error.filter';
import { ForwardedWatch } from './callers/forwarded-watch';
import { HttpMetrics } from './http-metrics';
import { HttpTracing } from './http-tracing';
import { KnownRoutes } from './errors/known-routes';
import { namesOneHost, pathOf } from './host';
import { isRelayed } from './callers/relayed';
import { securityHeaders } from './security-headers';
import { UnreadCalls } from './callers/unread-calls';

export interface HttpServer {
  readonly adapter: FastifyAdapter;
  readonly errors: ErrorFilter;
  readonly forwarded: ForwardedWatch;
}

/** How long a caller has to send the head of its call once it has begun to connect or to send. */
const headersTimeoutMs = 10_000;
/** Longer than balancers keep a connection, so that they close it and never meet a closed one. */
const keepAliveTimeoutMs = 72_000;
/** How late a time-out may be noticed. */
const timeoutCheckMs = 1_000;

type Observers = Pick<ServiceContext, 'logger' | 'metrics' | 'tracing'>;

type Begin = (request: FastifyRequest, reply: FastifyReply) => void;

/** Fastify with our limits, parsers, headers and log line; the routes are Nest's to add. */
export function createHttpServer(
  env: GatewayEnv,
  { logger, metrics, tracing }: Observers,
  sendFailurePage: SendFailurePage,
): HttpServer {
  const routes = new KnownRoutes();
  const errors = new ErrorFilter(logger, routes, sendFailurePage);
  const trustsLoopback = env.SUBJECTLINE_TRUST_LOOPBACK === 'true';
  const clients = new ClientAddresses(env.SUBJECTLINE_TRUSTED_PROXIES, trustsLoopback);
  const forwarded = new ForwardedWatch(logger);
  const connections = new ConnectionLimits(
    clients,
    { max: env.SUBJECTLINE_MAX_CONNECTIONS, maxPerAddress: env.SUBJECTLINE_MAX_CONNECTIONS_PER_IP },
    logger,
  );
  const headers = securityHeaders(env.SUBJECTLINE_PUBLIC_URL);
  const unread = new UnreadCalls(routes, headers, logger);
  const begin: Begin = (request, reply) => void reply.headers({ ...headers, 'x-request-id': request.id });
  const spans = new HttpTracing(tracing, env.SUBJECTLINE_TRUST_TRACEPARENT === 'true');
  const adapter = new FastifyAdapter(fastifyOptions(env, begin, errors, unread));
  const server = adapter.getInstance();
  routes.listenTo(server);
  addBodyParsers(server);
  addErrorHandlers(server, errors, env.SUBJECTLINE_BODY_LIMIT_BYTES);
  decorateRequests(server);
  const record = recorder(logger, new HttpMetrics(metrics), spans);
  server.addHook('onRequest', (request, reply, done) => {
    if (!connections.admitCall(request.raw, reply.raw)) return void reply.hijack();
    begin(request, reply);
    record(request, reply);
    // a caller that has reset its connection has no address to be counted by, and cannot be answered
    if (request.raw.socket.remoteAddress === undefined) return void reply.hijack();
    request.clientAddress = clientAddressOf(request, clients, forwarded);
    done(namesOneHost(request.raw, request.originalUrl) ? undefined : new AppError('http_malformed'));
  });
  limitBodies(
    server,
    new BodiesInFlight(env.SUBJECTLINE_BODIES_IN_FLIGHT_BYTES, env.SUBJECTLINE_BODY_LIMIT_BYTES),
  );
  // after the body was read: reading it loses the async context of the socket's listener
  server.addHook('preValidation', (request, _reply, done) =>
    withRequestId(request.id, () => spans.run(request, done)),
  );
  leaveLaneOnSend(server);
  unread.listenTo(server.server);
  connections.listenTo(server.server);
  return { adapter, errors, forwarded };
}

function fastifyOptions(env: GatewayEnv, begin: Begin, errors: ErrorFilter, unread: UnreadCalls) {
  const requestTimeoutMs = env.SUBJECTLINE_REQUEST_TIMEOUT_SECONDS * 1_000;
  return {
    bodyLimit: env.SUBJECTLINE_BODY_LIMIT_BYTES,
    // a slow sender holds a connection no longer than this
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    http: {
      headersTimeout: Math.min(headersTimeoutMs, requestTimeoutMs),
      connectionsCheckingInterval: timeoutCheckMs,
      // node's own answer has the shape of none of the APIs
      requireHostHeader: false,
    },
    clientErrorHandler: (...[failure, socket]: Parameters<UnreadCalls['answer']>) =>
      unread.answer(failure, socket),
    // `request.ip` is the peer of the socket; whom a proxy speaks for is read in `client-address.ts`
    trustProxy: false,
    rewriteUrl: ({ url = '/' }: IncomingMessage) => withoutVersion(pathOf(url)),
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers['x-request-id']),
    // clients of Fides end a path with a slash or not
    routerOptions: { maxParamLength: 512, ignoreTrailingSlash: true },
    // a URL that cannot be decoded never reaches hooks, routes or Nest
    frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      begin(request, reply);
      errors.answer(new AppError('route_unknown'), request, reply);
    },
  };
}

/** Nest's own handler does not reach the route that answers preflights. */
function addErrorHandlers(server: FastifyInstance, errors: ErrorFilter, bodyLimit: number): void {
  server.addHook('onRoute', (route) => {
    // delivery reports: some vendors send them as a form
    if (route.config?.takesRaw) route.bodyLimit = bodyLimit;
    route.errorHandler ??= (error, request, reply) => errors.answer(error, request, reply);
  });
}

/** Fastify wants to know of a field before a request has it. */
function decorateRequests(server: FastifyInstance): void {
  for (const field of ['caller', 'auditId', 'clientAddress', 'leaveLane'])
    server.decorateRequest(field, null);
}

/** Begins the span of a call; at its end come its log line and its metrics. */
function recorder(logger: Logger, http: HttpMetrics, spans: HttpTracing): Begin {
  // none of the fields of a request line is ever redacted, and looking for them costs more than the line
  const requestLog = logger.child({}, { redact: [] });
  return (request, reply) => {
    const beganMs = performance.now();
    if (!isProbe(request)) spans.begin(request, request.routeOptions.url);
    // `onResponse` is not called for a caller that has left
    reply.raw.once('close', () => {
      const line = lineOf(request, reply, beganMs);
      http.count({ ...line, route: request.routeOptions.url });
      requestLog.info({ ...line, ...spans.end(request, line.status) }, 'request');
    });
  };
}

function clientAddressOf(
  request: FastifyRequest,
  clients: ClientAddresses,
  forwarded: ForwardedWatch,
): string | null {
  const chain = forwardedFor(request.headers);
  const isProxy = clients.ofConnection(request.ip) === null;
  const isUnnamed = isProxy && !chain && isRelayed(request.headers);
  if (chain !== undefined && !isProxy) forwarded.noteIgnored(request.ip);
  if (isUnnamed && !isProbe(request)) forwarded.noteMissing(request.ip);
  return clients.of(request.ip, chain, isUnnamed);
}

/** After every other hook that may refuse the call, before its body is read. */
function limitBodies(server: FastifyInstance, bodies: BodiesInFlight): void {
  server.addHook('preParsing', (request, reply, payload, done) => {
    let grow: (bytes: number) => void;
    try {
      refuseEncoded(request);
      grow = bodies.admit(request, reply);
    } catch (error) {
      return done(error as FastifyError);
    }
    const isChunked = request.headers['transfer-encoding'] !== undefined;
    done(null, isChunked ? limitChunks(payload, grow) : payload);
  });
}

/** The answer is there, or the error in its place: whether its caller reads it slowly is no longer our work. */
function leaveLaneOnSend(server: FastifyInstance): void {
  server.addHook('onSend', (request, _reply, _payload, done) => {
    const { leaveLane } = request;
    request.leaveLane = null;
    leaveLane?.();
    done();
  });
}

/** A load balancer sends health checks on its own behalf, not for a caller behind it. */
function isProbe({ url }: FastifyRequest): boolean {
  return url.startsWith('/health');
}

/** Sent twice, the header is one list (RFC 9110 §5.3). */
function forwardedFor(headers: IncomingHttpHeaders): string | undefined {
  return headers['x-forwarded-for']?.toString();
}

/** The route's pattern, never the URL: what stands in a URL may be a secret. */
function lineOf(request: FastifyRequest, reply: FastifyReply, beganMs: number) {
  return {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    status: reply.raw.writableFinished ? reply.statusCode : callerLeft,
    durationMs: Math.round((performance.now() - beganMs) * 10) / 10,
  };
}

function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(given) ? given : newId('req');
}
