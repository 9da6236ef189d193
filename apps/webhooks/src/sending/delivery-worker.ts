import { setTimeout as pause } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { DeliverySignal } from '../delivery/delivery-signal';
import { WebhooksEnv } from '../env';
import { AttemptRunner } from './attempt-runner';
import { ClaimStore, type ClaimedDelivery } from './claim.store';
import { UnderWay } from './under-way';
import { WebhookClient } from './webhook-client';

/** Attempts under way in this process: slow endpoints, and an organization with many of them, delay only themselves. */
const maxPerEndpoint = 4;
const maxPerOrganization = 64;
const maxUnderWay = 256;
/** What another process has left is found within this time. */
const maxSleepMs = 1_000;
const pauseAfterFailureMs = 500;
/** For what is done before and after the request. */
const leaseReserveMs = 30_000;

/** Takes due deliveries and makes their attempts, until the service closes. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  private readonly underWay = new UnderWay();
  private readonly attempts = new Set<Promise<void>>();
  private loop: Promise<void> = Promise.resolve();
  private stopping = false;
  private isCalled = false;
  private wake: (() => void) | null = null;

  constructor(
    private readonly claims: ClaimStore,
    private readonly runner: AttemptRunner,
    private readonly client: WebhookClient,
    private readonly signal: DeliverySignal,
    private readonly env: WebhooksEnv,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.signal.listen(() => this.look());
    this.loop = this.run();
  }

  onModuleDestroy(): void {
    this.stopping = true;
    this.look();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.loop;
    await Promise.all(this.attempts);
    await this.client.close();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.isCalled = false;
      try {
        const claimed = await this.claim();
        for (const delivery of claimed) this.start(delivery);
        if (claimed.length === 0) await this.rest();
      } catch (error) {
        this.logger.warn({ err: error }, 'webhook deliveries wait for the database');
        await pause(pauseAfterFailureMs);
      }
    }
  }

  private async claim(): Promise<ClaimedDelivery[]> {
    const max = maxUnderWay - this.attempts.size;
    if (max <= 0) return [];
    const leaseMs = this.env.SUBJECTLINE_WEBHOOK_TIMEOUT_SECONDS * 1_000 + leaseReserveMs;
    const { underWay } = this;
    return this.claims.claim({ underWay, maxPerEndpoint, maxPerOrganization, max, leaseMs });
  }

  private start(delivery: ClaimedDelivery): void {
    this.underWay.begin(delivery);
    const attempt = this.attempt(delivery).finally(() => {
      this.attempts.delete(attempt);
      this.underWay.end(delivery);
      this.look();
    });
    this.attempts.add(attempt);
  }

  private async attempt(delivery: ClaimedDelivery): Promise<void> {
    try {
      await this.runner.attempt(delivery);
    } catch (error) {
      // its lease ends, and it is attempted again
      const facts = { err: error, delivery: delivery.id, endpoint: delivery.endpoint_id };
      this.logger.warn(facts, 'a webhook attempt could not be recorded');
    }
  }

  private look(): void {
    this.isCalled = true;
    this.wake?.();
  }

  private async rest(): Promise<void> {
    const dueInMs = await this.claims.nextDueInMs();
    if (this.isCalled || this.stopping) return;
    await new Promise<void>((resolve) => {
      const cancel = this.clock.after(Math.min(dueInMs, maxSleepMs), resolve);
      this.wake = () => {
        cancel();
        resolve();
      };
    });
    this.wake = null;
  }
}
