import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from '@subjectline/bus';
import { AppError, type ErrorCode } from '@subjectline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answers, familyOfUrl } from './families';
import type { KnownRoutes } from './known-routes';

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
  404: 'route_unknown',
  413: 'too_large',
  415: 'media_type_unknown',
};

/** Answers with an error where a page was asked for. */
export type SendFailurePage = (
  reply: FastifyReply,
  error: AppError,
  acceptLanguage: string | undefined,
) => void;

/** As nginx logs a caller that closed the connection before it had an answer. */
export const callerLeft = 499;

/** Every error that leaves over HTTP passes here and takes the shape of its API family. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly routes: KnownRoutes,
    private readonly sendPage: SendFailurePage,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (hasLeft(request)) return void reply.status(callerLeft).send();
    const error = this.toAppError(thrown, request);
    const family =
      request.routeOptions?.config?.family ?? this.routes.familyAt(request.url) ?? familyOfUrl(request.url);
    if (family === 'page') {
      void reply.headers(headersOf(error, error.status));
      return this.sendPage(reply, error, request.headers['accept-language']);
    }
    const { status, contentType, body } = answers[family](error, request.body);
    void reply.headers(headersOf(error, status));
    void reply.status(status).header('content-type', contentType).send(JSON.stringify(body));
  }

  private toAppError(thrown: unknown, request: FastifyRequest): AppError {
    const error = this.recognise(thrown, request);
    if (error?.code === 'unavailable') {
      this.logger.warn(
        { requestId: request.id, err: error, facts: error.facts },
        'a call could not be served',
      );
    }
    if (error) return error;
    this.logger.error({ requestId: request.id, err: thrown }, 'internal error');
    return new AppError('internal');
  }

  private recognise(thrown: unknown, request: FastifyRequest): AppError | null {
    if (thrown instanceof AppError) return thrown;
    // what Nest and Fastify refuse by themselves: unknown routes, bodies that are too large or cut short, bad URLs
    const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
    if (status === null || status < 400 || status >= 500) return null;
    const allow = status === 404 ? this.routes.methodsAt(request.url) : [];
    if (allow.length > 0) return new AppError('method_unknown', { allow: allow.join(', ') });
    return new AppError(codesByStatus[status] ?? 'malformed');
  }
}

/** The connection ended before the whole call had come: the caller broke off, or took too long. */
function hasLeft({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

function statusOf(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || thrown.name !== 'FastifyError' || !('statusCode' in thrown)) return null;
  return typeof thrown.statusCode === 'number' ? thrown.statusCode : null;
}

function headersOf({ code, facts }: AppError, status: number): Record<string, string> {
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  if (code === 'method_unknown') return { allow: String(facts['allow']) };
  if (code === 'unavailable' || code === 'overloaded') return { 'retry-after': '1' };
  const seconds = facts['retry_after_seconds'];
  const mayRetry = status === 429 || code === 'idempotency_key_busy';
  return mayRetry && seconds !== undefined ? { 'retry-after': String(seconds) } : {};
}
