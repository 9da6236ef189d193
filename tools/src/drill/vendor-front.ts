import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** An idle connection that is closed just when it is used again is a fault of its own, and none of those played here. */
const idleMs = 300_000;
/** What broke off just now was open when its process died. */
const justNowMs = 1_000;

/** Stands before the emulated vendors: knows which connections there are, and can be away. */
export class VendorFront {
  /** When each was closed; infinity while it is open. */
  private readonly connections = new Map<Socket, number>();
  private server: Server | null = null;
  private port = 0;

  constructor(private readonly vendorUrl: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async open(): Promise<void> {
    this.server = createServer((incoming, outgoing) => this.forward(incoming, outgoing));
    this.server.keepAliveTimeout = idleMs;
    this.server.on('connection', (socket) => {
      this.connections.set(socket, Number.POSITIVE_INFINITY);
      socket.once('close', () => this.connections.set(socket, Date.now()));
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** From now on connections are refused, and those that are open break. */
  async close(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    for (const [socket, closedMs] of this.connections) {
      if (closedMs === Number.POSITIVE_INFINITY) socket.destroy();
    }
    await closed;
  }

  /** How many calls may have been under way: a connection carries one at a time. */
  callsUnderWay(): number {
    const fromMs = Date.now() - justNowMs;
    return [...this.connections.values()].filter((closedMs) => closedMs > fromMs).length;
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, headers, url } = incoming;
    const inner = request(new URL(url ?? '/', this.vendorUrl), { method, headers }, (answer) => {
      // what a connection is told belongs to that connection alone
      const { connection: _own, 'keep-alive': _hint, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, rest);
      answer.pipe(outgoing);
    });
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) inner.destroy();
    });
    inner.once('error', () => outgoing.destroy());
    incoming.pipe(inner);
  }
}
