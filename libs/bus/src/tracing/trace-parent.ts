import { trace, TraceFlags, type Context, type SpanContext } from '@opentelemetry/api';

/** The header of W3C Trace Context, over HTTP and NATS. */
export const traceParentHeader = 'traceparent';

const pattern = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(-.*)?$/;

/** The trace and the span that are under way here, as the header says it. */
export function currentTraceParent(): string | undefined {
  const span = trace.getActiveSpan();
  if (!span) return undefined;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** For log lines. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}

export function isTraceParent(header: string | undefined): header is string {
  return header !== undefined && pattern.test(header);
}

/** The context of work that continues a caller's trace; without a valid header, the given one. */
export function withTraceParent(before: Context, header: string | undefined): Context {
  const parent = readTraceParent(header);
  return parent ? trace.setSpanContext(before, parent) : before;
}

/** The current span was caused by these as well. */
export function linkTo(headers: readonly string[]): void {
  const span = trace.getActiveSpan();
  span?.addLinks(headers.flatMap((header) => readTraceParent(header) ?? []).map((context) => ({ context })));
}

function readTraceParent(header: string | undefined): SpanContext | null {
  const [, traceId, spanId, flags] = pattern.exec(header ?? '') ?? [];
  if (!traceId || !spanId || !flags) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
}
