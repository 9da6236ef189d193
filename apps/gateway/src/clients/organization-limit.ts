import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayEnv } from '../env';
import { Windows } from '../http/callers/windows';

const windowSeconds = 15;

/**
 * The rate limit for calls of Didomi's API, shared by all clients of an organization. Consent calls are exempt, as there.
 * The answer carries what is left (draft-ietf-httpapi-ratelimit-headers). Counted per process.
 */
@Injectable()
export class OrganizationLimit implements CanActivate {
  private readonly windows: Windows<{ calls: number }>;

  constructor(
    private readonly env: GatewayEnv,
    clock: Clock,
  ) {
    this.windows = new Windows(windowSeconds * 1_000, clock, () => ({ calls: 0 }));
  }

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
    const window = this.windows.of(organization);
    const seconds = this.windows.secondsLeft(window);
    window.calls += 1;
    const left = Math.max(0, quota - window.calls);
    void reply.header('ratelimit-policy', `"organization";q=${quota};w=${windowSeconds}`);
    void reply.header('ratelimit', `"organization";r=${left};t=${seconds}`);
    if (window.calls > quota) throw this.windows.refusal(window);
  }
}

function isCounted({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.family === 'didomi' && !routeOptions.url?.startsWith('/consents/');
}
