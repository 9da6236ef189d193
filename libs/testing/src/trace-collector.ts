import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './eventually';

/** A span as OTLP/JSON has it; attributes by name, and the service that made it. */
export interface ExportedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly Record<string, unknown>[] }[];
  }[];
}

/** Plays an OpenTelemetry collector: takes spans over OTLP/HTTP and keeps them. */
export class TraceCollector {
  readonly spans: ExportedSpan[] = [];
  /** All that was exported, as it came. */
  text = '';

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TraceCollector> {
    const server = createServer();
    const collector = new TraceCollector(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.url === '/v1/traces') collector.keep(Buffer.concat(chunks).toString());
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  waitFor(what: string, fits: (span: ExportedSpan) => boolean): Promise<ExportedSpan> {
    return eventually(what, () => this.spans.find(fits));
  }

  /** A span and those within which it was, up to the first of its trace; waits for those that are exported later. */
  async pathOf(span: ExportedSpan): Promise<ExportedSpan[]> {
    const { parentSpanId, traceId } = span;
    if (!parentSpanId) return [span];
    const isParent = (one: ExportedSpan) => one.traceId === traceId && one.spanId === parentSpanId;
    return [span, ...(await this.pathOf(await this.waitFor(`the parent of ${span.name}`, isParent)))];
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private keep(text: string): void {
    this.text += text;
    for (const { resource, scopeSpans } of (JSON.parse(text) as ExportRequest).resourceSpans) {
      const service = String(attributesOf(resource.attributes)['service.name']);
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
        const attributes = attributesOf((span['attributes'] as Attribute[] | undefined) ?? []);
        this.spans.push({ links: [], ...span, service, attributes } as unknown as ExportedSpan);
      }
    }
  }
}

function attributesOf(list: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]]));
}
