import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** For specs: stands before a server that other specs use, too, and can be cut off from it. */
export class CuttableProxy {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private doomed = { text: '', times: 0, cuts: false };
  /** The names under which statements were prepared, with their texts. */
  private readonly prepared = new Map<string, string>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async open(targetUrl: string): Promise<CuttableProxy> {
    const server = createServer();
    const proxy = new CuttableProxy(server, new URL(targetUrl));
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

  cut(isCut: boolean): void {
    this.isCut = isCut;
    if (isCut) for (const socket of this.sockets) socket.destroy();
  }

  /**
   * The next statements with this text are carried out, and their connections break before the reply.
   * @param cuts whether all others break then, too, and none is made
   */
  loseReplyTo(text: string, { times = 1, cuts = false } = {}): void {
    this.doomed = { text, times, cuts };
  }

  async close(): Promise<void> {
    this.cut(true);
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    if (this.isCut) return void near.destroy();
    const far = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => this.sockets.delete(one) && other.destroy());
      one.pipe(other);
    }
    let isDoomed = false;
    near.on('data', (chunk: Buffer) => {
      this.notePrepared(chunk);
      if (this.doomed.times === 0 || !this.carries(chunk, this.doomed.text)) return;
      this.doomed.times -= 1;
      isDoomed = true;
      far.unpipe(near);
      far.resume();
    });
    far.on('data', (chunk: Buffer) => {
      if (!isDoomed || !isReady(chunk)) return;
      near.destroy();
      if (this.doomed.cuts) this.cut(true);
    });
  }

  private notePrepared(chunk: Buffer): void {
    for (const [, name = '', text = ''] of chunk.toString('latin1').matchAll(parse))
      this.prepared.set(name, text);
  }

  /** Whether a statement with this text is run, by its text or by the name under which it was prepared. */
  private carries(chunk: Buffer, text: string): boolean {
    const names = [...this.prepared].filter(([, one]) => one.includes(text)).map(([name]) => name);
    return chunk.includes(text) || names.some((name) => chunk.includes(`\0${name}\0`));
  }
}

/** PostgreSQL's Parse: its length, the name of the statement, and the text. */
const parse = /P[^]{4}(s\d+)\0([^\0]*)\0/g;

/** Whether it ends with PostgreSQL's ReadyForQuery: what was asked is done, and committed. */
function isReady(chunk: Buffer): boolean {
  return chunk.length >= 6 && chunk.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]));
}
