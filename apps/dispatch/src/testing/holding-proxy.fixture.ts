import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** For specs: stands before NATS, and keeps one answer back while something else happens. */
export class HoldingProxy {
  private gets = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    private readonly bucket: string,
    private readonly which: number,
    private readonly meanwhile: () => Promise<void>,
  ) {}

  /**
   * @param bucket whose reads are counted, from 1
   * @param which the read of which NATS has answered while `meanwhile` runs, and the reader does not know the answer yet
   */
  static async open(
    targetUrl: string,
    bucket: string,
    which: number,
    meanwhile: () => Promise<void>,
  ): Promise<HoldingProxy> {
    const server = createServer();
    const proxy = new HoldingProxy(server, new URL(targetUrl), bucket, which, meanwhile);
    server.on('connection', (socket) => proxy.join(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** The target's address with the proxy's place in it. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  close(): void {
    this.server.close();
  }

  private join(near: Socket): void {
    const far = connect(Number(this.target.port), this.target.hostname);
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    let inbox: string | null = null;
    let held: Buffer[] = [];
    near.on('data', (chunk: Buffer) => {
      inbox ??= this.inboxOf(chunk.toString('latin1'));
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (inbox === null) return void near.write(chunk);
      held.push(chunk);
      if (inbox === '' || !Buffer.concat(held).includes(inbox)) return;
      // nothing passes until it is done; then all of it, in order
      inbox = '';
      void this.meanwhile().then(() => {
        inbox = null;
        near.write(Buffer.concat(held));
        held = [];
      });
    });
  }

  /** Where the answer to the read in question goes, if it is asked for here. */
  private inboxOf(sent: string): string | null {
    const reads = sent.matchAll(/PUB (\S+) (\S+) [\d ]+\r\n/g);
    for (const [, subject = '', inbox = ''] of reads) {
      if (!subject.startsWith(`$JS.API.DIRECT.GET.KV_${this.bucket}`)) continue;
      this.gets += 1;
      if (this.gets === this.which) return inbox;
    }
    return null;
  }
}
