import { connect, type Socket } from 'node:net';
import { TcpProxy } from './tcp-proxy.fixture';

/** For specs: stands before NATS, and keeps one answer back while something else happens. */
export class HoldingProxy extends TcpProxy {
  private gets = 0;

  private constructor(
    target: URL,
    private readonly bucket: string,
    private readonly which: number,
    private readonly meanwhile: () => Promise<void>,
  ) {
    super(target);
  }

  /**
   * @param bucket whose reads are counted, from 1
   * @param which the read of which NATS has answered while `meanwhile` runs, and the reader does not know the answer yet
   */
  static open(
    targetUrl: string,
    bucket: string,
    which: number,
    meanwhile: () => Promise<void>,
  ): Promise<HoldingProxy> {
    return new HoldingProxy(new URL(targetUrl), bucket, which, meanwhile).listen();
  }

  protected join(near: Socket): void {
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
