import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { AppError } from '@subjectline/contracts';
import { isTraceParent, withTraceParent } from './trace-parent';

export { SpanKind };

interface SpanOptions {
  readonly kind?: SpanKind;
  /** Never what names a person, and nothing that a caller chooses. */
  readonly attributes?: Attributes;
  /** The `traceparent` of what caused it, where that was another process. */
  readonly parent?: string | undefined;
}

/** A span that its caller ends. */
export interface OpenSpan {
  readonly traceId: string;
  run<T>(work: () => T): T;
  end(attributes: Attributes, isFailure: boolean): void;
}

/**
 * The spans of one service. Without an endpoint to export to there are none, and nothing is done for them. A trace begins
 * with an HTTP call, or with the header `traceparent` of a message of another team's service; work in the background
 * is no part of any.
 */
export class Tracing {
  static readonly off = new Tracing(null);

  constructor(
    private readonly tracer: Tracer | null,
    readonly close: () => Promise<void> = () => Promise.resolve(),
  ) {}

  get isOn(): boolean {
    return this.tracer !== null;
  }

  /** Begins a trace, or continues the parent's. Null if there are none. */
  begin(name: string, { kind = SpanKind.SERVER, attributes = {}, parent }: SpanOptions): OpenSpan | null {
    if (!this.tracer) return null;
    const before = withTraceParent(context.active(), parent);
    const span = this.tracer.startSpan(name, { kind, attributes, root: !isTraceParent(parent) }, before);
    const within = trace.setSpan(before, span);
    return {
      traceId: span.spanContext().traceId,
      run: (work) => context.with(within, work),
      end: (more, isFailure) => {
        span.setAttributes(more);
        if (isFailure) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  }

  /** Runs `work` in a span of the trace that it is part of. Where it is part of none, it just runs. */
  span<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
    if (!this.tracer) return work();
    const before = withTraceParent(context.active(), options.parent);
    if (!trace.getSpanContext(before)) return work();
    const { kind = SpanKind.INTERNAL, attributes = {} } = options;
    return runIn(this.tracer.startSpan(name, { kind, attributes }, before), before, work);
  }
}

async function runIn<T>(span: Span, before: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await context.with(trace.setSpan(before, span), work);
  } catch (error) {
    fail(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** The current span failed, though its work does not throw. */
export function markFailed(error: unknown): void {
  const span = trace.getActiveSpan();
  if (span) fail(span, error);
}

/** Says more of the current span. */
export function annotate(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

/** The kind of error alone: its text may hold what a person or a vendor wrote. */
function fail(span: Span, error: unknown): void {
  const isRefusal = error instanceof AppError && !['internal', 'unavailable'].includes(error.code);
  const type = error instanceof AppError ? error.code : error instanceof Error ? error.name : 'error';
  span.setAttribute('error.type', type);
  if (!isRefusal) span.setStatus({ code: SpanStatusCode.ERROR });
}
