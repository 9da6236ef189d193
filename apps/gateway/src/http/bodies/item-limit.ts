import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { GatewayEnv } from '../../env';
import { Callers } from '../../security/callers';
import { isExempt } from '../callers/rate-limit';
import { Windows } from '../callers/windows';

const windowMs = 60_000;

/**
 * Counts what public calls ask for, per IP address and minute: a call with fifty requests costs as much as fifty calls
 * with one. Per process, under the same limit as the calls themselves.
 */
@Injectable()
export class ItemLimit {
  private readonly windows: Windows<{ items: number }>;

  constructor(
    private readonly env: GatewayEnv,
    clock: Clock,
    private readonly callers: Callers,
  ) {
    this.windows = new Windows(windowMs, clock, () => ({ items: 0 }));
  }

  async take(request: FastifyRequest, items: number): Promise<void> {
    const limit = this.env.SUBJECTLINE_RATE_LIMIT_PER_MINUTE;
    if (limit === 0 || (await isExempt(request, this.callers))) return;
    const window = this.windows.of(request.clientAddress ?? request.ip);
    // the first call of a window always passes: under a low limit it could never be made otherwise
    if (window.items > 0 && window.items + items > limit) throw this.windows.refusal(window);
    window.items += items;
  }
}
