import { createServer } from 'node:net';

/** A free port of the loopback interface. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('the system gave no port'));
      });
    });
  });
}

/**
 * Starts a server on the given port or, without one, on a free port. Another process may take a free port before the
 * server starts, so that is tried more than once.
 */
export async function onPort<T>(port: number | undefined, begin: (port: number) => Promise<T>): Promise<T> {
  if (port !== undefined) return begin(port);
  for (let tries = 1; ; tries += 1) {
    try {
      return await begin(await freePort());
    } catch (error) {
      if (tries === 3 || !(error instanceof PortTaken)) throw error;
    }
  }
}

export class PortTaken extends Error {
  constructor(server: string, port: number) {
    super(`${server} cannot listen on port ${port}: another program uses it`);
  }
}
