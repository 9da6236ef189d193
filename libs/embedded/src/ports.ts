import { createServer } from 'node:net';

/** A port of the loopback interface that nobody uses at this moment. */
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
 * Starts a server on the given port; without one, on a free port. Somebody else may take a free port between the
 * look and the start, so that is worth more than one try.
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
