import rateLimit from '@fastify/rate-limit';
import { AppError } from '@subjectline/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bearerOf } from '../security/credentials';
import type { TokenService } from '../security/token.service';

/** Counts calls per IP address and minute. Who shows a valid token, or asks how we are, is not counted. */
export async function limitRate(
  server: FastifyInstance,
  tokens: TokenService,
  callsPerMinute: number,
): Promise<void> {
  if (callsPerMinute === 0) return;
  await server.register(rateLimit, {
    max: callsPerMinute,
    timeWindow: 60_000,
    allowList: (request) => isExempt(request, tokens),
    errorResponseBuilder: () => new AppError('too_many_requests'),
  });
}

async function isExempt(request: FastifyRequest, tokens: TokenService): Promise<boolean> {
  if (request.routeOptions.url?.startsWith('/health/')) return true;
  const token = bearerOf(request.headers.authorization);
  if (!token) return false;
  return tokens.verify(token).then(
    () => true,
    () => false,
  );
}
