import { TraceCollector } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

let traces: TraceCollector;
let gateway: TestGateway;

beforeAll(async () => {
  traces = await TraceCollector.start();
  gateway = await TestGateway.start({
    OTEL_EXPORTER_OTLP_ENDPOINT: `${traces.url}/`,
    SUBJECTLINE_TRUST_TRACEPARENT: 'true',
  });
});

describe('the trace of a caller who is trusted', () => {
  it('goes on in the gateway, whose spans are exported when it closes at the latest', async () => {
    const headers = { traceparent: `00-${traceId}-${spanId}-01` };
    await fetch(`${gateway.url}/api/v1/messages/msg_of-ana?mail=ana@example.com`, { headers });
    await fetch(`${gateway.url}/health`, { headers: { traceparent: `00-${traceId}-${'c'.repeat(16)}-01` } });
    await gateway.close();
    expect(traces.spans.filter((span) => span.traceId === traceId)).toMatchObject([
      {
        service: 'subjectline-gateway',
        traceId,
        parentSpanId: spanId,
        attributes: { 'http.request.method': 'GET', 'http.response.status_code': 401 },
      },
    ]);
    expect(traces.text).not.toMatch(/ana/);
  });
});

afterAll(() => traces?.close());
