import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import type { AttemptOutcome } from '@subjectline/contracts';
import type { Agent, Dispatcher } from 'undici';
import { WebhooksEnv } from '../env';
import { AddressGuard, hostOf } from './address-guard';
import { AddressRefused, guardedLookup } from './guarded-lookup';
import { HostResolver } from './host-resolver';

export interface AttemptResult {
  readonly outcome: AttemptOutcome;
  /** Null where there was no answer. */
  readonly status: number | null;
  readonly retryAfterMs?: number;
}

type Undici = typeof import('undici');

const protocols: readonly string[] = ['https:', 'http:'];

/** An answer is read up to here, so that its connection can be used again, and not kept. */
const maxAnswerBytes = 16 * 1024;

/** Makes the requests of webhooks, to permitted addresses alone. Redirects are not followed. */
@Injectable()
export class WebhookClient {
  /** By protocol. */
  private readonly agents = new Map<string, Agent>();
  private readonly timeoutMs: number;

  constructor(
    env: WebhooksEnv,
    private readonly guard: AddressGuard,
    private readonly resolver: HostResolver,
  ) {
    this.timeoutMs = env.SUBJECTLINE_WEBHOOK_TIMEOUT_SECONDS * 1_000;
  }

  async close(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.destroy()));
  }

  async post(
    address: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<AttemptResult> {
    try {
      const url = new URL(address);
      this.requirePermitted(url);
      return resultOf(await this.request(url, body, headers));
    } catch (error) {
      return { outcome: outcomeOf(error), status: null };
    }
  }

  /** A socket asks nothing about an address that needs no resolving. */
  private requirePermitted(url: URL): void {
    const host = hostOf(url);
    if (isIP(host) && !this.guard.permits(host, host, url.protocol)) {
      throw new AddressRefused('the address is none that webhooks may go to');
    }
  }

  private async request(
    url: URL,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Dispatcher.ResponseData> {
    if (!protocols.includes(url.protocol)) throw new AddressRefused('the protocol is none that webhooks use');
    // loaded for the first webhook: an installation without endpoints has 3 MB and 0.1 s of its start less to pay
    const undici = await import('undici');
    const dispatcher = this.agentFor(url.protocol, undici);
    // for all of it: the connection, the answer, and its body
    const signal = AbortSignal.timeout(this.timeoutMs);
    const answer = await undici.request(url, {
      method: 'POST',
      dispatcher,
      signal,
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Subjectline-Webhooks/1 (+https://www.standardwebhooks.com)',
        ...headers,
      },
    });
    // the status has been said, whatever happens to the rest
    await answer.body.dump({ limit: maxAnswerBytes, signal }).catch(() => undefined);
    return answer;
  }

  private agentFor(protocol: string, undici: Undici): Agent {
    const { agents, guard, resolver, timeoutMs: timeout } = this;
    const agent =
      agents.get(protocol) ??
      new undici.Agent({
        connect: { lookup: guardedLookup(guard, resolver, protocol), timeout },
        maxHeaderSize: maxAnswerBytes,
      });
    agents.set(protocol, agent);
    return agent;
  }
}

function resultOf({ statusCode: status, headers }: Dispatcher.ResponseData): AttemptResult {
  if (status >= 200 && status < 300) return { outcome: 'delivered', status };
  if (status >= 300 && status < 400) return { outcome: 'redirected', status };
  const retryAfterMs = readRetryAfter(headers['retry-after']);
  return { outcome: 'rejected', status, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** In seconds; a date is ignored, as clocks differ. */
function readRetryAfter(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : undefined;
}

function outcomeOf(error: unknown): AttemptOutcome {
  const { name = '', code = '' } = error as { name?: string; code?: unknown };
  if (error instanceof AddressRefused) return 'address_refused';
  if (name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(String(code))) return 'timed_out';
  return /CERT|TLS|SSL|EPROTO|UNABLE_TO/.test(String(code)) ? 'tls_failed' : 'unreachable';
}
