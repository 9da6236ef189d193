import { createServer } from 'node:http';
import { once } from 'node:events';
import type { Health } from '@subjectline/contracts';

/**
 * `GET /health` of a service that has no other port: 200 when its tables and the broker accept writes, else 503. For the
 * health checks of a container runtime, which are about one process.
 */
export async function openHealthPort(
  port: number,
  read: () => Promise<Health>,
): Promise<{ port: number; close: () => void }> {
  const server = createServer((request, response) => {
    if (request.url !== '/health') return void response.writeHead(404).end();
    read().then(
      (health) => {
        const isHealthy = health.database && health.broker !== false;
        response.writeHead(isHealthy ? 200 : 503, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ database: health.database, broker: health.broker ?? true }));
      },
      () => response.writeHead(503).end(),
    );
  });
  server.listen(port);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
