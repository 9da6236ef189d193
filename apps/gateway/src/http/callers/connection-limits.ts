import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '@subjectline/bus';
import { siteFactor } from '@subjectline/contracts';
import type { ClientAddresses } from './client-address';
import { siteOf } from './site';

/** Closed connections are logged at most once in this time. */
const quietMs = 60_000;
/** Max calls in progress per connection. Programs send one at a time, or a few ahead. */
const maxPipelined = 16;

interface Limits {
  readonly max: number;
  /** 0 for no limit. */
  readonly maxPerAddress: number;
}

/**
 * How many connections there may be, and how many of one address or IPv6 site. A trusted proxy holds those of all its callers: it is
 * not counted by its address. At the limit, the connection that has waited longest for a caller to speak or to finish
 * speaking makes room for a new one, so that neither idle connections nor slow bodies keep others out.
 */
export class ConnectionLimits {
  /** Of addresses and of sites; no more entries than twice the open connections. */
  private readonly counts = new Map<string, number>();
  private readonly open = new Set<Socket>();
  /** Idle connections, or ones whose call is still arriving, the oldest first. */
  private readonly waiting = new Set<Socket>();
  /** How many calls of a connection are not answered yet. */
  private readonly underWay = new WeakMap<Socket, number>();
  private closed = 0;
  private saidAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clients: ClientAddresses,
    private readonly limits: Limits,
    private readonly logger: Logger,
  ) {}

  listenTo(server: Server): void {
    server.on('connection', (socket: Socket) => this.admit(socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.follow(request, response),
    );
  }

  /**
   * Calls that come in one piece are begun in one turn, whatever each of them costs.
   * @returns false for one too many, whose connection is closed
   */
  admitCall({ socket }: IncomingMessage, response: ServerResponse): boolean {
    if (socket.destroyed) return false;
    const calls = (this.underWay.get(socket) ?? 0) + 1;
    if (calls > maxPipelined) {
      this.close(socket, 'calls');
      return false;
    }
    this.underWay.set(socket, calls);
    response.once('close', () => this.underWay.set(socket, (this.underWay.get(socket) ?? 1) - 1));
    return true;
  }

  private admit(socket: Socket): void {
    const address = this.clients.ofConnection(socket.remoteAddress);
    const { max, maxPerAddress } = this.limits;
    const site = address === null ? null : siteOf(address);
    if (this.isFull(address, maxPerAddress)) return this.close(socket, 'address');
    if (this.isFull(site, maxPerAddress * siteFactor)) return this.close(socket, 'site');
    if (this.open.size >= max) {
      const [longest] = this.waiting;
      this.close(longest ?? socket, 'all');
      if (!longest) return;
    }
    for (const name of [address, site]) this.add(name, 1);
    this.open.add(socket);
    this.waiting.add(socket);
    socket.once('close', () => this.forget(socket, [address, site]));
  }

  /** While it is answered, a connection waits for us and not for its caller. */
  private follow(request: IncomingMessage, response: ServerResponse): void {
    const { socket, headers } = request;
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    if (hasBody) request.once('end', () => this.waiting.delete(socket));
    else this.waiting.delete(socket);
    response.once('close', () => {
      this.waiting.delete(socket);
      if (this.open.has(socket)) this.waiting.add(socket);
    });
  }

  private forget(socket: Socket, names: readonly (string | null)[]): void {
    this.open.delete(socket);
    this.waiting.delete(socket);
    for (const name of names) this.add(name, -1);
  }

  private isFull(name: string | null, limit: number): boolean {
    return name !== null && limit > 0 && (this.counts.get(name) ?? 0) >= limit;
  }

  private add(name: string | null, change: 1 | -1): void {
    if (name === null) return;
    const count = (this.counts.get(name) ?? 0) + change;
    if (count > 0) this.counts.set(name, count);
    else this.counts.delete(name);
  }

  private close(socket: Socket, limit: 'address' | 'site' | 'all' | 'calls'): void {
    // what is closed makes room at once, not when its last event has come
    this.open.delete(socket);
    this.waiting.delete(socket);
    socket.destroy();
    this.closed++;
    const nowMs = performance.now();
    if (nowMs - this.saidAtMs < quietMs) return;
    this.saidAtMs = nowMs;
    this.logger.warn({ limit, closed: this.closed }, 'connections beyond a limit are closed');
    this.closed = 0;
  }
}
