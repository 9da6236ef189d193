import { once } from 'node:events';
import { connect, createServer, isIPv6 } from 'node:net';
import { WrongSettings, type Settings } from './settings';

/** Checks that the port is free, before anything is started. */
export async function checkPort({ host, port }: Settings): Promise<void> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new WrongSettings(whyNot(error, host, port));
  }
  server.close();
  await once(server, 'close');
}

function whyNot(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port} is used by another program: set SUBJECTLINE_PORT to a free one`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user: set SUBJECTLINE_PORT to one above 1023`;
  return `SUBJECTLINE_HOST: this machine cannot listen on ${host} (${String(code)})`;
}

/** How this machine reaches what listens on that address. */
export function localUrl({ host, port }: Settings): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}

/** Finds out that nothing listens where the operator says a server is: its clients would wait for it without end. */
export async function checkAnswers(setting: string, urls: string, defaultPort: number): Promise<void> {
  const places = urls.split(',').map((url) => new URL(url));
  try {
    await Promise.any(places.map(({ hostname, port }) => answers(hostname, Number(port) || defaultPort)));
  } catch {
    const names = places.map(({ hostname, port }) => `${hostname}:${port || defaultPort}`);
    throw new WrongSettings(`${setting}: nothing answers at ${names.join(', ')}`);
  }
}

async function answers(host: string, port: number): Promise<void> {
  const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(5_000) });
  } finally {
    socket.destroy();
  }
}
