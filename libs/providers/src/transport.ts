import { setMaxListeners } from 'node:events';
import type { Pool } from 'undici';
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

const defaultTimeoutMs = 10_000;

/** Node's own agents would queue above this too; a vendor's rate limit is met long before. */
const connections = 64;

/** Below the idle time after which the vendors' load balancers hang up (60 s): a request never meets a closing socket. */
const keepAliveTimeoutMs = 15_000;

/** The longest answer is a page of two hundred templates. */
const maxAnswerBytes = 4 * 1024 * 1024;

/** Of a request that came after `close`; one that was under way then is waited for. */
const closed = new Set<string | undefined>(['UND_ERR_CLOSED', 'UND_ERR_DESTROYED']);

/**
 * The connections of one account, under the vendor's SDK. The SDKs come with axios on node:http, which costs two to five
 * times the CPU, and hides what matters here: whether the request had left, and Retry-After.
 */
export class Transport {
  private readonly pool: Pool;
  private readonly origin: string;
  /** undici gives no sign in the error itself of whether it struck before or after a connection stood */
  private readonly whileConnecting = new WeakSet<Error>();

  constructor(
    private readonly vendor: Vendor,
    baseUrl: string,
    timeoutMs = defaultTimeoutMs,
  ) {
    // loaded here and not above: a provider that nobody configured costs no memory
    const undici: { Pool: typeof Pool } = require('undici');
    this.origin = new URL(baseUrl).origin;
    this.pool = new undici.Pool(this.origin, {
      connections,
      pipelining: 1,
      connect: { timeout: timeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      maxResponseSize: maxAnswerBytes,
    });
    this.pool.on('connectionError', (_origin, _targets, error) => this.whileConnecting.add(error));
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
    try {
      const path = this.pathOf(url);
      const method = body === undefined ? 'GET' : 'POST';
      const answer = await this.pool.request({ method, path, headers, body: body ?? null, signal });
      return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
    } catch (error) {
      throw this.networkFailure(error, signal);
    }
  }

  /** An SDK that turned to another host would take the key there. */
  private pathOf(url: string): string {
    if (!url.startsWith(`${this.origin}/`)) throw this.failure('misconfigured', 'foreign-host');
    return url.slice(this.origin.length);
  }

  private networkFailure(error: unknown, signal: AbortSignal): ProviderError {
    if (error instanceof ProviderError) return error;
    if (signal.aborted) return this.failure('unknown', 'aborted');
    if (!(error instanceof Error)) return this.failure('unknown');
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    if (this.whileConnecting.has(error) || closed.has(code)) return this.failure('unavailable', code);
    // a key with a newline in it cannot be a header
    if (code === 'UND_ERR_INVALID_ARG')
      return this.failure('misconfigured', code, { reason: 'settings_unusable' });
    return this.failure('unknown', code);
  }
}
