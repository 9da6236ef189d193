import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { isTraceParent, withTraceParent } from './trace-parent';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

describe('a traceparent', () => {
  it('is read with its flags, and with what a later version says besides', () => {
    const read = (header: string) => trace.getSpanContext(withTraceParent(ROOT_CONTEXT, header));
    expect(read(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, traceFlags: 1, isRemote: true });
    expect(read(`01-${traceId}-${spanId}-02-more`)).toMatchObject({ traceId, spanId, traceFlags: 0 });
  });

  it.each([
    '',
    traceId,
    `ff-${traceId}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId}-${spanId}-01,00-${traceId}-${spanId}-01`,
  ])('is none: %j', (header) => {
    expect(isTraceParent(header)).toBe(false);
    expect(withTraceParent(ROOT_CONTEXT, header)).toBe(ROOT_CONTEXT);
  });
});
