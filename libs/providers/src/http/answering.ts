import type { Dispatcher } from 'undici';
import type { VendorAnswer } from './vendor-answer';

type Controller = Dispatcher.DispatchController;

/** Leaves a byte order mark out. */
const decoder = new TextDecoder();

/**
 * One request and its answer, whole. The client's own `request` makes a stream for each answer, which is most often empty,
 * and does not say whether an error struck before or after the request was written: no connection, none free, or told to
 * stop in time are all the same to it.
 */
export class Answering implements Dispatcher.DispatchHandler {
  /** The request has begun on a connection. */
  hasBegun = false;
  private controller: Controller | null = null;
  private status = 0;
  private headers: VendorAnswer['headers'] = {};
  private readonly chunks: Buffer[] = [];
  private resolve: (answer: VendorAnswer) => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;

  constructor(private readonly signal: AbortSignal) {}

  async of(pool: Dispatcher, request: Dispatcher.DispatchOptions): Promise<VendorAnswer> {
    this.signal.addEventListener('abort', this.stop);
    try {
      return await new Promise<VendorAnswer>((resolve, reject) => {
        Object.assign(this, { resolve, reject });
        pool.dispatch(request, this);
      });
    } finally {
      this.signal.removeEventListener('abort', this.stop);
    }
  }

  /** One that still waits for a connection ends at once, and is dropped when its turn comes. */
  private readonly stop = (): void => {
    const reason = this.signal.reason as Error;
    if (this.controller) this.controller.abort(reason);
    else this.reject(reason);
  };

  onRequestStart(controller: Controller): void {
    this.controller = controller;
    if (this.signal.aborted) this.stop();
    else this.hasBegun = true;
  }

  /** Also called for what is sent ahead of the answer, such as 103. */
  onResponseStart(_controller: Controller, status: number, headers: VendorAnswer['headers']): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const { status, headers, chunks } = this;
    this.resolve({ status, headers, text: decoder.decode(Buffer.concat(chunks)) });
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.reject(error);
  }
}
