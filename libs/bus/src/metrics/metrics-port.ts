import { listenForChecks, type ListeningPort } from '../service/listen';
import type { Metrics } from './metrics';

/** `GET /metrics` for Prometheus, on a port of its own: nothing there asks who calls. */
export function openMetricsPort(port: number, metrics: Metrics): Promise<ListeningPort> {
  metrics.addProcess();
  return listenForChecks(port, '/metrics', async () => ({
    status: 200,
    contentType: metrics.contentType,
    body: await metrics.read(),
  }));
}
