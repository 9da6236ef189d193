import type { BeforeLeaving } from '../provider';

/**
 * The body of a request in two parts: one byte as soon as there is a connection, the rest once the gate has opened. A
 * vendor cannot take a message of which it has one byte; so what fails before that has not been sent, and what counts
 * as sent by the gate has a call under way.
 */
export class GatedBody {
  /** The rest has been given to the connection. */
  isDispatched = false;
  private readonly bytes: Buffer;
  /** The call began and ended without the rest, though not because of the gate. */
  isCutOff = false;
  private gate: Promise<void> | null = null;
  private isOver = false;

  constructor(
    body: string | Buffer,
    private readonly open: BeforeLeaving,
  ) {
    this.bytes = typeof body === 'string' ? Buffer.from(body) : body;
  }

  get length(): number {
    return this.bytes.length;
  }

  /** The gate has been asked, with the first byte on its way. */
  get hasBegun(): boolean {
    return this.gate !== null;
  }

  async *parts(): AsyncGenerator<Buffer> {
    if (this.length > 1) yield this.bytes.subarray(0, 1);
    this.gate = this.open();
    await this.gate;
    if (this.isOver) return;
    this.isDispatched = true;
    yield this.length > 1 ? this.bytes.subarray(1) : this.bytes;
  }

  /** The call is over, maybe before the gate has opened: what that does is done before anything else goes on. */
  async end(): Promise<void> {
    this.isOver = true;
    const { gate } = this;
    if (!gate) return;
    const isOpen = await gate.then(
      () => true,
      () => false,
    );
    this.isCutOff = isOpen && !this.isDispatched;
  }
}
