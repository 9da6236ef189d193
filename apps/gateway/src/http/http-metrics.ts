import { Metrics } from '@subjectline/bus';

/** Seconds. */
const buckets = [0.01, 0.05, 0.1, 0.5, 1, 5];

interface Answered {
  readonly method: string;
  /** The pattern of the route: what stands in a URL may be a secret. */
  readonly route: string | undefined;
  readonly status: number;
  readonly durationMs: number;
}

/** Counts what the gateway answered. */
export class HttpMetrics {
  private readonly answered;
  private readonly seconds;

  constructor(metrics: Metrics) {
    this.answered = metrics.counter('subjectline_http_requests_total', 'HTTP requests that were answered', [
      'method',
      'route',
      'status',
    ]);
    this.seconds = metrics.histogram(
      'subjectline_http_request_seconds',
      'From the first byte of an HTTP request to the last of its answer',
      ['method', 'route'],
      buckets,
    );
  }

  /** Requests for no route count together, whatever they ask for. */
  count({ method, route, status, durationMs }: Answered): void {
    const labels = route === undefined ? { method: 'any', route: 'unknown' } : { method, route };
    this.answered.inc({ ...labels, status: String(status) });
    this.seconds.observe(labels, durationMs / 1_000);
  }
}
