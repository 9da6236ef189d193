import { Injectable } from '@nestjs/common';
import { AppError, Clock } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { GatewayEnv } from '../env';
import { Callers } from '../security/callers';
import { isExempt } from './rate-limit';

interface Window {
  readonly endsAtMs: number;
  items: number;
}

const windowMs = 60_000;
const maxWindows = 10_000;

/**
 * Counts what public calls ask for, per IP address and minute: a call with fifty requests costs as much as fifty calls
 * with one. Per process, under the same limit as the calls themselves.
 */
@Injectable()
export class ItemLimit {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly env: GatewayEnv,
    private readonly clock: Clock,
    private readonly callers: Callers,
  ) {}

  async take(request: FastifyRequest, items: number): Promise<void> {
    const limit = this.env.SUBJECTLINE_RATE_LIMIT_PER_MINUTE;
    if (limit === 0 || (await isExempt(request, this.callers))) return;
    const window = this.windowOf(request.clientAddress ?? request.ip);
    if (window.items + items > limit) throw this.refusal(window);
    window.items += items;
  }

  private refusal({ endsAtMs }: Window): AppError {
    const retry_after_seconds = Math.max(1, Math.ceil((endsAtMs - this.clock.nowMs()) / 1_000));
    return new AppError('too_many_requests', { retry_after_seconds });
  }

  private windowOf(address: string): Window {
    const known = this.windows.get(address);
    if (known && known.endsAtMs > this.clock.nowMs()) return known;
    this.windows.delete(address);
    // the map is in the order in which the windows were opened
    const [oldest] = this.windows.keys();
    if (this.windows.size >= maxWindows && oldest !== undefined) this.windows.delete(oldest);
    const window = { endsAtMs: this.clock.nowMs() + windowMs, items: 0 };
    this.windows.set(address, window);
    return window;
  }
}
