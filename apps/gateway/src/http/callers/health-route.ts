import type { FastifyRequest } from 'fastify';

/** Platforms check health even when callers have used up their limit. */
export function asksForHealth({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  return routeOptions.url?.startsWith('/health/') ?? false;
}
