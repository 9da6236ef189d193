import { setMaxListeners } from 'node:events';
import type { DecoratorHandler, Dispatcher, Pool } from 'undici';
import { ProviderError, type Outcome, type ProviderFailure } from './provider-error';
import { isSuccess, refusal, type Vendor, type VendorAnswer } from './vendor-answer';

/** The vendors are read from and posted to, nothing else: what has a body is posted. */
export interface VendorRequest {
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** the status of a success; any other below 300 is not this vendor's answer */
  success?: number;
}

/** What an SDK is given in place of its own HTTP client. Answers with a success or throws a `ProviderError`. */
export type Exchange = (request: VendorRequest) => Promise<VendorAnswer>;

/** Longer than a slow vendor takes: a shorter one would make every message of its unknown. */
const defaultTimeoutMs = 30_000;

/** A host that is there answers a connection attempt within this time. */
const maxConnectTimeoutMs = 10_000;

/**
 * The calls that one account has under way at once. Senders take no more than this (a further one would wait inside the
 * HTTP client, where a process that dies cannot tell it from one that has left).
 */
export const connectionsPerAccount = 64;

/** Below the idle time after which the vendors' load balancers hang up (60 s): a request never meets a closing socket. */
const keepAliveTimeoutMs = 15_000;

/** The longest answer is a page of two hundred templates. */
const maxAnswerBytes = 4 * 1024 * 1024;

interface Progress {
  /** Whether the request may have left: from the moment at which it is written to a connection. */
  isDispatched: boolean;
}

/**
 * The connections of one account, under the vendor's SDK. The SDKs come with axios on node:http, which costs two to five
 * times the CPU, and hides what matters here: whether the request had left, and Retry-After.
 */
export class Transport {
  private readonly pool: Dispatcher;
  private readonly origin: string;

  constructor(
    private readonly vendor: Vendor,
    baseUrl: string,
    timeoutMs = defaultTimeoutMs,
  ) {
    // loaded here and not above: a provider that nobody configured costs no memory
    const undici: Undici = require('undici');
    this.origin = new URL(baseUrl).origin;
    const pool = new undici.Pool(this.origin, {
      connections: connectionsPerAccount,
      pipelining: 1,
      connect: { timeout: Math.min(timeoutMs, maxConnectTimeoutMs) },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      maxResponseSize: maxAnswerBytes,
    });
    this.pool = pool.compose(noteDispatch(undici.DecoratorHandler));
  }

  /**
   * Runs an SDK over these connections; every error that comes out is a `ProviderError`. What an SDK throws by itself
   * is about the account before the request (a key or id that cannot be one), about the answer after it.
   */
  async run<T>(signal: AbortSignal, call: (exchange: Exchange) => Promise<T>): Promise<T> {
    let isAnswered = false;
    const exchange: Exchange = async (request) => {
      const answer = await this.request(request, signal);
      isAnswered = true;
      if (!isSuccess(answer)) throw refusal(this.vendor, answer);
      if (answer.status !== (request.success ?? answer.status)) throw this.unreadable(answer.status);
      return answer;
    };
    try {
      return await call(exchange);
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      if (isAnswered) throw this.failure('unknown', undefined, { reason: 'answer_unreadable' });
      throw this.failure('misconfigured', undefined, { reason: 'settings_unusable' });
    }
  }

  failure(
    outcome: Outcome,
    code?: string,
    facts: Pick<ProviderFailure, 'reason' | 'status'> = {},
  ): ProviderError {
    const { serviceType, label } = this.vendor;
    return new ProviderError({ serviceType, label, outcome, code, ...facts });
  }

  /** Of a success that is none the vendor gives: whether the message was taken, nobody can tell. */
  unreadable(status: number): ProviderError {
    return this.failure('unknown', undefined, { reason: 'answer_unreadable', status });
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async request({ url, headers, body }: VendorRequest, signal: AbortSignal): Promise<VendorAnswer> {
    if (signal.aborted) throw this.failure('unavailable', 'aborted');
    // one signal stops every send that is under way, and Node warns of more than ten
    setMaxListeners(0, signal);
    const progress: Progress = { isDispatched: false };
    try {
      const path = this.pathOf(url);
      const method = body === undefined ? 'GET' : 'POST';
      const request = { method, path, headers, body: body ?? null, signal, progress } as const;
      const answer = await this.pool.request(request);
      return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
    } catch (error) {
      throw this.networkFailure(error, signal, progress);
    }
  }

  /** An SDK that turned to another host would take the key there. */
  private pathOf(url: string): string {
    if (!url.startsWith(`${this.origin}/`))
      throw this.failure('misconfigured', 'foreign-host', { reason: 'base_address_wrong' });
    return url.slice(this.origin.length);
  }

  private networkFailure(error: unknown, signal: AbortSignal, { isDispatched }: Progress): ProviderError {
    if (error instanceof ProviderError) return error;
    const code = signal.aborted ? 'aborted' : codeOf(error);
    // a key with a newline in it cannot be a header
    if (code === 'UND_ERR_INVALID_ARG')
      return this.failure('misconfigured', code, { reason: 'settings_unusable' });
    if (isDispatched) return this.failure('unknown', code, { reason: 'vendor_silent' });
    return this.failure('unavailable', code, { reason: 'vendor_unreachable' });
  }
}

interface Undici {
  readonly Pool: typeof Pool;
  readonly DecoratorHandler: typeof DecoratorHandler;
}

/**
 * undici gives no sign in the error of whether it struck before or after the request was written: no connection, none
 * free, or told to stop in time are all the same to it.
 */
function noteDispatch(Handler: typeof DecoratorHandler): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const { progress } = options as { progress?: Progress };
    return dispatch(options, progress ? noting(Handler, handler, progress) : handler);
  };
}

function noting(
  Handler: typeof DecoratorHandler,
  handler: Dispatcher.DispatchHandler,
  progress: Progress,
): Dispatcher.DispatchHandler {
  return Object.assign(new Handler(handler) as Dispatcher.DispatchHandler, {
    onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
      handler.onRequestStart?.(controller, context);
      if (!controller.aborted) progress.isDispatched = true;
    },
  });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
