import { context } from '@opentelemetry/api';
import type { ServiceName } from '@subjectline/contracts';
import type { Logger } from '../service/logger';
import { Tracing } from './tracing';

/** How long an export may take; the service closes no later than this after the rest of it. */
const exportTimeoutMs = 3_000;

/**
 * Exports spans over OTLP/HTTP. The SDK is loaded only here: without an endpoint it costs no memory. It reads what else
 * OpenTelemetry defines of its own: OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG.
 */
export async function openTracing(name: ServiceName, endpoint: string, logger: Logger): Promise<Tracing> {
  const [{ AsyncLocalStorageContextManager }, core, { resourceFromAttributes }, sdk, exporter] =
    await Promise.all([
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ]);
  // of the whole process: the services of one share it
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  core.setGlobalErrorHandler((error) => {
    logger.warn({ err: error }, 'traces could not be exported');
  });
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `subjectline-${name}` }),
    spanProcessors: [
      new sdk.BatchSpanProcessor(new exporter.OTLPTraceExporter({ url, timeoutMillis: exportTimeoutMs }), {
        exportTimeoutMillis: exportTimeoutMs,
      }),
    ],
  });
  return new Tracing(provider.getTracer('subjectline'), () => provider.shutdown());
}
