import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import type { ProviderName } from './options';

/* The load generator: one process per job, which it gets as its argument and answers over IPC. */

export type Job =
  | { readonly pattern: 'flat'; readonly connections: number }
  /** As `flat`, but what is not accepted is posted again under the same key until it is. */
  | { readonly pattern: 'stubborn'; readonly connections: number }
  | { readonly pattern: 'steady'; readonly perSecond: number }
  | { readonly pattern: 'journey'; readonly connections: number };

export type Order = Job & {
  readonly count: number;
  /** Told apart from every other run, so that what arrives can be told apart too. */
  readonly run: string;
  readonly gatewayUrl: string;
  readonly askUrl: string;
  readonly token: string;
  readonly provider: ProviderName;
};

export interface LoadReport {
  /** When each began and when it was over, in milliseconds since the epoch. */
  readonly spans: readonly (readonly [to: string, beganMs: number, endedMs: number])[];
  readonly refused: number;
}

type Answer = { status: number; text: string };

const now = (): number => performance.timeOrigin + performance.now();

/** Every index has an address of its own; test addresses belong under example.com. */
export function addressOf(
  { provider, run }: Order,
  index: number,
): { email: string } | { phone_number: string } {
  if (provider !== 'twilio_text') return { email: `p${index}.${run}@example.com` };
  return { phone_number: `+1${run}${String(index).padStart(7, '0')}` };
}

class Load {
  private readonly spans: [string, number, number][] = [];
  private refused = 0;
  private readonly gateway: Pool;
  private readonly stub: Pool;
  private readonly headers: Record<string, string>;

  constructor(private readonly order: Order) {
    // an open loop has as many connections as it needs
    const connections = order.pattern === 'steady' ? 256 : order.connections;
    this.gateway = new Pool(order.gatewayUrl, { connections, pipelining: 1 });
    this.stub = new Pool(order.askUrl, { connections: 64, pipelining: 1 });
    this.headers = { authorization: `Bearer ${order.token}`, 'content-type': 'application/json' };
  }

  async run(): Promise<LoadReport> {
    if (this.order.pattern === 'steady') await this.steadily(this.order.perSecond);
    else await this.together(this.order.connections);
    await Promise.all([this.gateway.close(), this.stub.close()]);
    return { spans: this.spans, refused: this.refused };
  }

  /** So many at a time, each begun when one has ended. */
  private async together(connections: number): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < this.order.count) await this.one(next++, now());
    };
    await Promise.all(Array.from({ length: connections }, worker));
  }

  /** An open loop: the next begins when it is due, whatever has become of the last. */
  private async steadily(perSecond: number): Promise<void> {
    const beganMs = now();
    const under: Promise<void>[] = [];
    for (let index = 0; index < this.order.count; index++) {
      const dueMs = beganMs + (index * 1000) / perSecond;
      const waitMs = dueMs - now();
      if (waitMs > 0) await delay(waitMs);
      // not `dueMs`: that our timer is late is not the service's doing, and nothing here waits for an answer
      under.push(this.one(index, now()));
    }
    await Promise.all(under);
  }

  private async one(index: number, beganMs: number): Promise<void> {
    const address = addressOf(this.order, index);
    const [to = ''] = Object.values(address);
    const isDone =
      this.order.pattern === 'journey' ? await this.verify(address, to) : await this.post(address);
    if (isDone) this.spans.push([to, beganMs, now()]);
    else this.refused += 1;
  }

  private async post(to: object): Promise<boolean> {
    const body = JSON.stringify({
      kind: 'privacy_request_receipt',
      to,
      variables: { request_types: 'access' },
    });
    if (this.order.pattern !== 'stubborn') return (await this.ask('/api/v1/messages', body)).status === 202;
    const key = { 'idempotency-key': Object.values(to).join() };
    for (;;) {
      const { status } = await this.ask('/api/v1/messages', body, key).catch(() => ({ status: 0 }));
      if (status === 202) return true;
      await delay(20);
    }
  }

  /** A person asks, gets a code and types it in. */
  private async verify(identity: object, to: string): Promise<boolean> {
    const asked = [{ policy_key: 'default_access_policy', identity }];
    const created = await this.ask('/api/v1/privacy-request', JSON.stringify(asked));
    if (created.status !== 200) return false;
    const { succeeded }: { succeeded: { id: string }[] } = JSON.parse(created.text);
    const waited = await this.stub.request({ method: 'GET', path: `/text?to=${encodeURIComponent(to)}` });
    const [code] = /\b\d{6}\b/.exec((await waited.body.text()).replaceAll('\\n', ' ')) ?? [];
    const path = `/api/v1/privacy-request/${succeeded[0]?.id}/verify`;
    return (await this.ask(path, JSON.stringify({ code }))).status === 200;
  }

  private async ask(path: string, body: string, more: Record<string, string> = {}): Promise<Answer> {
    const headers = { ...this.headers, ...more };
    const answer = await this.gateway.request({ method: 'POST', path, headers, body });
    return { status: answer.statusCode, text: await answer.body.text() };
  }
}

if (require.main === module) {
  const order: Order = JSON.parse(process.argv[2] ?? '{}');
  void new Load(order).run().then((report) => {
    // hangs up once all of it is through
    process.send?.(report, undefined, undefined, () => process.disconnect());
  });
}
