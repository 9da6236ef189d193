import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { GatewayEnv } from '../../env';
import { Callers } from '../../security/callers';
import { isExempt } from '../callers/rate-limit';
import { CallerWindows } from '../callers/caller-windows';
import type { Window } from '../callers/windows';

const windowMs = 60_000;

/**
 * Counts what public calls ask for, per IP address and minute: a call with fifty requests costs as much as fifty calls
 * with one. Per process, under the same limit as the calls themselves.
 */
@Injectable()
export class ItemLimit {
  private readonly windows: CallerWindows<{ items: number }>;

  constructor(
    private readonly env: GatewayEnv,
    clock: Clock,
    private readonly callers: Callers,
  ) {
    this.windows = new CallerWindows(windowMs, clock, () => ({ items: 0 }));
  }

  async take(request: FastifyRequest, items: number): Promise<void> {
    const limit = this.env.SUBJECTLINE_RATE_LIMIT_PER_MINUTE;
    if (limit === 0 || (await isExempt(request, this.callers))) return;
    const entered: Window<{ items: number }>[] = [];
    for (const { window, factor } of this.windows.of(request.clientAddress ?? request.ip)) {
      // the first call of a window always passes: under a low limit it could never be made otherwise
      if (window.items > 0 && window.items + items > limit * factor) throw this.windows.refusal(window);
      entered.push(window);
    }
    for (const window of entered) window.items += items;
  }
}
