import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmulator, type EmulatedMessage, type Emulator } from '@subjectline/testing/emulator';

/* The provider, in a process of its own, and a second port at which the benchmark asks what has arrived. */

export interface StubAddresses {
  readonly url: string;
  readonly askUrl: string;
}

/** Who was written to, and when the request came in, in milliseconds since the epoch. */
export type Arrival = readonly [to: string, atMs: number];

const maxWaitMs = 15_000;

async function main(): Promise<void> {
  const emulator = await startEmulator();
  const asked = createServer((request, response) => {
    answer(emulator, request).then(
      (body) => response.end(JSON.stringify(body)),
      () => fail(response),
    );
  }).listen(0, '127.0.0.1', () => {
    const { port }: AddressInfo = Object(asked.address());
    const addresses: StubAddresses = { url: emulator.url, askUrl: `http://127.0.0.1:${port}` };
    process.send?.(addresses);
  });
  process.once('disconnect', () => process.exit(0));
}

async function answer(emulator: Emulator, request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stub');
  if (pathname === '/v1/traces') return take(request);
  if (pathname === '/traced') return tracedBytes;
  if (pathname === '/forget') return emulator.forgetMessages();
  if (pathname === '/arrivals') return emulator.messages().map(arrivalOf);
  if (pathname === '/count') return emulator.messages().length;
  const to = searchParams.get('to');
  return (await emulator.waitForMessage((message) => message.to === to, maxWaitMs)).text;
}

let tracedBytes = 0;

/** As a collector of traces that only counts. */
async function take(request: IncomingMessage): Promise<object> {
  for await (const part of request) tracedBytes += (part as Buffer).length;
  return {};
}

/** The stamp is cut to whole milliseconds: on average the message came half a millisecond later. */
function arrivalOf({ to, at }: EmulatedMessage): Arrival {
  return [to, Date.parse(at) + 0.5];
}

function fail(response: ServerResponse): void {
  response.writeHead(504).end('null');
}

void main();
