import { once } from 'node:events';
import { createServer } from 'node:http';

export interface ListeningPort {
  readonly port: number;
  readonly close: () => void;
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** One path on a port of its own, for those who run the service; 503 when it cannot be answered, 404 for others. */
export async function listenForChecks(
  port: number,
  path: string,
  answer: () => Promise<Answer>,
): Promise<ListeningPort> {
  const server = createServer((request, response) => {
    if (request.url !== path) return void response.writeHead(404).end();
    answer().then(
      ({ status, contentType, body }) =>
        response.writeHead(status, { 'content-type': contentType }).end(body),
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
