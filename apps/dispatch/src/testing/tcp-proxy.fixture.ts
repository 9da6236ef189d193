import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** For specs: stands before a server that other specs use, too. */
export abstract class TcpProxy {
  private readonly server = createServer((socket) => this.join(socket));

  protected constructor(protected readonly target: URL) {}

  /** The target's address with the proxy's place in it. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  protected async listen(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  /** Takes no new connection. Resolves once those that are there have ended. */
  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  protected abstract join(near: Socket): void;
}
