import type { FastifyRequest } from 'fastify';

/** Health is asked for by platforms, also when callers have used up what they may. */
export function asksForHealth({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  return routeOptions.url?.startsWith('/health/') ?? false;
}
