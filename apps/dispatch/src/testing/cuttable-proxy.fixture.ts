import { connect, type Socket } from 'node:net';
import { TcpProxy } from './tcp-proxy.fixture';

/** For specs: can be cut off from its server, and lose the reply to a statement. */
export class CuttableProxy extends TcpProxy {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private doomed = { text: '', times: 0, cuts: false };
  /** The names under which statements were prepared, with their texts. */
  private readonly prepared = new Map<string, string>();

  static open(targetUrl: string): Promise<CuttableProxy> {
    return new CuttableProxy(new URL(targetUrl)).listen();
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

  override close(): Promise<void> {
    this.cut(true);
    return super.close();
  }

  protected join(near: Socket): void {
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
