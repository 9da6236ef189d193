import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AppError, Clock } from '@subjectline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayEnv } from '../env';

interface Window {
  readonly endsAtMs: number;
  calls: number;
}

const windowSeconds = 15;

/**
 * How many calls of Didomi's API one organization has, whoever of it calls; those about consents are free, as there.
 * The answer carries what is left (draft-ietf-httpapi-ratelimit-headers). Counted per process.
 */
@Injectable()
export class OrganizationLimit implements CanActivate {
  /** One window per organization that has called: organizations are few. */
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly env: GatewayEnv,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (request.caller && isCounted(request)) {
      this.count(request.caller.organization, http.getResponse<FastifyReply>());
    }
    return true;
  }

  private count(organization: string, reply: FastifyReply): void {
    const quota = this.env.SUBJECTLINE_DIDOMI_REQUESTS_PER_15_SECONDS;
    if (quota === 0) return;
    const window = this.windowOf(organization);
    const seconds = Math.max(1, Math.ceil((window.endsAtMs - this.clock.nowMs()) / 1_000));
    window.calls += 1;
    const left = Math.max(0, quota - window.calls);
    void reply.header('ratelimit-policy', `"organization";q=${quota};w=${windowSeconds}`);
    void reply.header('ratelimit', `"organization";r=${left};t=${seconds}`);
    if (window.calls > quota) throw new AppError('too_many_requests', { retry_after_seconds: seconds });
  }

  private windowOf(organization: string): Window {
    const known = this.windows.get(organization);
    if (known && known.endsAtMs > this.clock.nowMs()) return known;
    const window = { endsAtMs: this.clock.nowMs() + windowSeconds * 1_000, calls: 0 };
    this.windows.set(organization, window);
    return window;
  }
}

function isCounted({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.family === 'didomi' && !routeOptions.url?.startsWith('/consents/');
}
