import { setTimeout as delay } from 'node:timers/promises';
import type { Drilled } from './drilled';

/** What the product has promised to send. */
export interface Accepted {
  readonly lane: 'code' | 'notice';
  readonly to: string;
  /** The message's id for a notice, the request's for a code. */
  readonly id: string;
}

const callers = 16;
const patienceMs = 120_000;

/** Callers that ask again until they are heard: every third asks for a code by the public form. */
export class Load {
  readonly accepted: Accepted[] = [];
  readonly done: Promise<void>;
  private next = 0;

  constructor(
    private readonly product: Drilled,
    private readonly scene: string,
    private readonly count: number,
  ) {
    this.done = Promise.all(Array.from({ length: callers }, () => this.call())).then(() => undefined);
    // it is awaited once the fault has ended
    this.done.catch(() => undefined);
  }

  private async call(): Promise<void> {
    while (this.next < this.count) {
      const index = this.next++;
      this.accepted.push(await this.untilAccepted(index));
    }
  }

  private async untilAccepted(index: number): Promise<Accepted> {
    const lane = index % 3 === 0 ? 'code' : 'notice';
    const to = `p${index}.${this.scene.replaceAll(/\W+/g, '-')}@drill.example.com`;
    for (const untilMs = Date.now() + patienceMs; Date.now() < untilMs; await delay(100)) {
      const id = lane === 'code' ? await this.askForCode(to) : await this.sendNotice(to);
      if (id !== null) return { lane, to, id };
    }
    throw new Error(`${this.scene}: a ${lane} was not accepted within ${patienceMs / 1_000} s`);
  }

  private async sendNotice(to: string): Promise<string | null> {
    const body = {
      kind: 'privacy_request_receipt',
      to: { email: to },
      variables: { request_types: 'access' },
      about: this.scene,
    };
    const answer = await this.product.ask('POST', '/api/v1/messages', body, { 'idempotency-key': to });
    return answer?.status === 202 ? (answer.body as { id: string }).id : null;
  }

  private async askForCode(to: string): Promise<string | null> {
    const body = [{ policy_key: 'default_access_policy', identity: { email: to } }];
    const answer = await this.product.ask('POST', '/api/v1/privacy-request', body);
    if (answer?.status !== 200) return null;
    return (answer.body as { succeeded: { id: string }[] }).succeeded[0]?.id ?? null;
  }
}
