import rateLimit, { type FastifyRateLimitStore } from '@fastify/rate-limit';
import { AppError, type Clock } from '@subjectline/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Callers } from '../../security/callers';
import { CallerWindows } from './caller-windows';
import { asksForHealth } from './health-route';
import type { Window } from './windows';

const windowMs = 60_000;

/** Counts calls per IP address and minute. Calls with a valid token or a console session, and health checks, are exempt. */
export async function limitRate(
  server: FastifyInstance,
  callers: Callers,
  callsPerMinute: number,
  clock: Clock,
): Promise<void> {
  if (callsPerMinute === 0) return;
  const windows = new CallerWindows(windowMs, clock, () => ({ calls: 0 }));
  await server.register(rateLimit, {
    max: callsPerMinute,
    timeWindow: windowMs,
    store: storeOn(windows, callsPerMinute),
    keyGenerator: ({ clientAddress, ip }) => clientAddress ?? ip,
    allowList: (request) => isExempt(request, callers),
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('too_many_requests', { retry_after_seconds: Math.ceil(ttl / 1_000) }),
  });
}

/** The plugin's own store counts addresses alone. */
function storeOn(windows: CallerWindows<{ calls: number }>, max: number) {
  return class CallStore implements FastifyRateLimitStore {
    incr(address: string, done: Parameters<FastifyRateLimitStore['incr']>[1]): void {
      const entered: Window<{ calls: number }>[] = [];
      for (const { window, factor } of windows.of(address)) {
        const ttl = windows.secondsLeft(window) * 1_000;
        if (window.calls >= max * factor) return done(null, { current: max + 1, ttl });
        entered.push(window);
      }
      for (const window of entered) window.calls += 1;
      const own = entered.at(-1);
      done(null, { current: own?.calls ?? 0, ttl: own ? windows.secondsLeft(own) * 1_000 : windowMs });
    }

    child(): FastifyRateLimitStore {
      return this;
    }
  };
}

export async function isExempt(request: FastifyRequest, callers: Callers): Promise<boolean> {
  return asksForHealth(request) || callers.isKnown(request);
}
