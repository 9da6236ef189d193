import { traceParentHeader, type OpenSpan, type Tracing } from '@subjectline/bus';
import type { FastifyRequest } from 'fastify';

/** The span of each call. It begins a trace, or goes on with the caller's where callers are trusted to name theirs. */
export class HttpTracing {
  private readonly spans = new WeakMap<FastifyRequest, OpenSpan>();

  constructor(
    private readonly tracing: Tracing,
    private readonly trustsCallers: boolean,
  ) {}

  /** @param route its pattern, never the URL: what stands in a URL may be a secret */
  begin(request: FastifyRequest, route = 'unknown'): void {
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    const parent = this.trustsCallers ? request.headers[traceParentHeader]?.toString() : undefined;
    const span = this.tracing.begin(`${request.method} ${route}`, { attributes, parent });
    if (span) this.spans.set(request, span);
  }

  run(request: FastifyRequest, work: () => void): void {
    const span = this.spans.get(request);
    if (span) span.run(work);
    else work();
  }

  /** @returns for its log line */
  end(request: FastifyRequest, status: number): { readonly traceId?: string } {
    const span = this.spans.get(request);
    span?.end({ 'http.response.status_code': status }, status >= 500);
    return span ? { traceId: span.traceId } : {};
  }
}
