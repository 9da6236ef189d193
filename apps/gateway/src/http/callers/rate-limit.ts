import rateLimit from '@fastify/rate-limit';
import { AppError } from '@subjectline/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bearerOf } from '../../security/credentials';
import type { Callers } from '../../security/callers';

/** Counts calls per IP address and minute. Who shows a valid token, or asks how we are, is not counted. */
export async function limitRate(
  server: FastifyInstance,
  callers: Callers,
  callsPerMinute: number,
): Promise<void> {
  if (callsPerMinute === 0) return;
  await server.register(rateLimit, {
    max: callsPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ clientAddress, ip }) => clientAddress ?? ip,
    allowList: (request) => isExempt(request, callers),
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('too_many_requests', { retry_after_seconds: Math.ceil(ttl / 1_000) }),
  });
}

export async function isExempt(request: FastifyRequest, callers: Callers): Promise<boolean> {
  if (request.routeOptions.url?.startsWith('/health/')) return true;
  const token = bearerOf(request.headers.authorization);
  if (!token) return false;
  return callers.admit(token).then(
    () => true,
    () => false,
  );
}
