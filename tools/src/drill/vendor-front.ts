import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';

/** An idle connection that is closed just when it is used again is a fault of its own, and none of those played here. */
const idleMs = 300_000;
/** The outcome of a call that was answered just before its process died may not be written. */
const justBeforeMs = 50;

interface Call {
  /** Infinity while it is under way. */
  endedMs: number;
}

/** Stands before the emulated vendors: knows which calls there are, and can be down. */
export class VendorFront {
  private calls: Call[] = [];
  private readonly connections = new Set<Socket>();
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
      this.connections.add(socket);
      socket.once('close', () => this.connections.delete(socket));
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /**
   * From now on connections are refused, and those that are open break.
   * @returns how many were open
   */
  async close(): Promise<number> {
    const { server } = this;
    this.server = null;
    if (!server) return 0;
    // those that the system has accepted and Node.js not yet: they break too
    await nextRound();
    const open = this.connections.size;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.connections) socket.destroy();
    await closed;
    return open;
  }

  /** Closes what is not in use: the next calls need new connections. */
  hangUp(): void {
    this.server?.closeIdleConnections();
  }

  get openConnections(): number {
    return this.connections.size;
  }

  /** How many calls were under way at a moment, or had ended just before. */
  callsUnderWay(atMs: number): number {
    this.calls = this.calls.filter(({ endedMs }) => endedMs > atMs - justBeforeMs);
    return this.calls.length;
  }

  private forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, headers, url } = incoming;
    this.note(outgoing);
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

  private note(outgoing: ServerResponse): void {
    const call: Call = { endedMs: Number.POSITIVE_INFINITY };
    this.calls.push(call);
    outgoing.once('close', () => (call.endedMs = Date.now()));
  }
}
