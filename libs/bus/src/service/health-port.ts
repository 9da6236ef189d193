import type { Health } from '@subjectline/contracts';
import { listenForChecks, type ListeningPort } from './listen';

/**
 * `GET /health` of a service that has no other port: 200 when its tables and the broker accept writes, else 503. For the
 * health checks of a container runtime, which are about one process.
 */
export function openHealthPort(port: number, read: () => Promise<Health>): Promise<ListeningPort> {
  return listenForChecks(port, '/health', async () => {
    const { database, broker = true } = await read();
    return {
      status: database && broker ? 200 : 503,
      contentType: 'application/json',
      body: JSON.stringify({ database, broker }),
    };
  });
}
