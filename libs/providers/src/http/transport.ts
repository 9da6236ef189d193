import { setMaxListeners } from 'node:events';
import type { Readable } from 'node:stream';
import type { Dispatcher, Pool } from 'undici';
import type { BeforeLeaving } from '../provider';
import { ProviderError, type Outcome, type ProviderFailure } from '../provider-error';
import { Answering } from './answering';
import { GatedBody } from './gated-body';
import { connectTimeoutMs, defaultTimeoutMs } from './timeouts';
import { isSuccess, refusal, type Vendor, type VendorAnswer } from './vendor-answer';

/** What has a body is posted and what has none is read, unless the method says otherwise. */
export interface VendorRequest {
  url: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  method?: 'PATCH' | 'DELETE';
  /** the status of a success; any other below 300 is not this vendor's answer */
  success?: number;
}

/** What an SDK is given in place of its own HTTP client. Answers with a success or throws a `ProviderError`. */
export type Exchange = (request: VendorRequest) => Promise<VendorAnswer>;

/** The calls that one account has under way at once; a further one waits for a connection. */
export const connectionsPerAccount = 64;

/**
 * Below the idle time of every server in use (5 seconds is the default of Node.js and Apache), so that a request does not
 * meet a closing connection; a vendor that names a shorter one in `Keep-Alive` is taken at its word, less a second.
 */
const keepAliveTimeoutMs = 4_000;
const keepAliveMarginMs = 1_000;

/** The longest answer is a page of two hundred templates. */
const maxAnswerBytes = 4 * 1024 * 1024;

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
    // loaded here and not above: a provider that is not configured costs no memory
    const undici: { readonly Pool: typeof Pool } = require('undici');
    this.origin = new URL(baseUrl).origin;
    this.pool = new undici.Pool(this.origin, {
      connections: connectionsPerAccount,
      pipelining: 1,
      connect: { timeout: connectTimeoutMs(timeoutMs) },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      keepAliveMaxTimeout: keepAliveTimeoutMs,
      keepAliveTimeoutThreshold: keepAliveMarginMs,
      maxResponseSize: maxAnswerBytes,
    });
  }

  /**
   * Runs an SDK over these connections; every error that comes out is a `ProviderError`. What an SDK throws by itself
   * is about the account before the request (a key or id that cannot be one), about the answer after it.
   * @param beforeLeaving see `Account.send`; its error comes out as it is
   */
  async run<T>(
    signal: AbortSignal,
    call: (exchange: Exchange) => Promise<T>,
    beforeLeaving: BeforeLeaving = async () => {},
  ): Promise<T> {
    let isAnswered = false;
    let stopped: { readonly error: unknown } | undefined;
    const leave = () =>
      beforeLeaving().catch((error: unknown) => {
        stopped = { error };
        throw error;
      });
    const exchange: Exchange = async (request) => {
      const answer = await this.request(request, signal, leave);
      isAnswered = true;
      if (!isSuccess(answer)) throw refusal(this.vendor, answer);
      if (answer.status !== (request.success ?? answer.status)) throw this.unreadable(answer.status);
      return answer;
    };
    try {
      const result = await call(exchange);
      // the vendor answered before it had the message: nothing has left
      if (stopped) throw stopped.error;
      return result;
    } catch (error) {
      if (stopped) throw stopped.error;
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

  /** For a success response that the vendor does not document: it is unknown whether the message was taken. */
  unreadable(status: number): ProviderError {
    return this.failure('unknown', undefined, { reason: 'answer_unreadable', status });
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async request(
    request: VendorRequest,
    signal: AbortSignal,
    leave: BeforeLeaving,
  ): Promise<VendorAnswer> {
    if (signal.aborted) throw this.failure('unavailable', 'aborted');
    // one signal stops every send that is under way, and Node warns of more than ten
    setMaxListeners(0, signal);
    const { body } = request;
    if (body === undefined) return this.get(request, signal);
    let gated = new GatedBody(body, leave);
    const answer = await this.post(request, signal, gated).catch((error: unknown) => {
      // the vendor hung up on an idle connection: it cannot have taken what it has not got
      if (!gated.isCutOff || signal.aborted) throw error;
      gated = new GatedBody(body, leave);
      return this.post(request, signal, gated);
    });
    // it cannot have taken a message that it was not given yet
    if (isSuccess(answer) && !gated.isDispatched) throw this.unreadable(answer.status);
    return answer;
  }

  private async get({ url, headers, method }: VendorRequest, signal: AbortSignal): Promise<VendorAnswer> {
    const answering = new Answering(signal);
    try {
      const path = this.pathOf(url);
      return await answering.of(this.pool, { method: method ?? 'GET', path, headers });
    } catch (error) {
      throw this.networkFailure(error, signal, answering.hasBegun);
    }
  }

  private async post(
    { url, headers, method }: VendorRequest,
    signal: AbortSignal,
    body: GatedBody,
  ): Promise<VendorAnswer> {
    try {
      const request = {
        method: method ?? 'POST',
        path: this.pathOf(url),
        headers: { ...headers, 'content-length': String(body.length) },
        // any iterable is taken, which its types do not say
        body: body.parts() as unknown as Readable,
      } as const;
      return await new Answering(signal).of(this.pool, request);
    } catch (error) {
      throw this.networkFailure(error, signal, body.isDispatched);
    } finally {
      await body.end();
    }
  }

  /** An SDK that turned to another host would take the key there. */
  private pathOf(url: string): string {
    if (!url.startsWith(`${this.origin}/`))
      throw this.failure('misconfigured', 'foreign-host', { reason: 'base_address_wrong' });
    return url.slice(this.origin.length);
  }

  /** @param isDispatched whether the vendor may have the whole request */
  private networkFailure(error: unknown, signal: AbortSignal, isDispatched: boolean): ProviderError {
    if (error instanceof ProviderError) return error;
    const code = signal.aborted ? 'aborted' : codeOf(error);
    // a key with a newline in it cannot be a header
    if (code === 'UND_ERR_INVALID_ARG')
      return this.failure('misconfigured', code, { reason: 'settings_unusable' });
    if (isDispatched) return this.failure('unknown', code, { reason: 'vendor_silent' });
    return this.failure('unavailable', code, { reason: 'vendor_unreachable' });
  }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
