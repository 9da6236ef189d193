import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError, type Problem } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

/** Under which metadata key a route says which query parameters it reads. Routes that do not say it ignore the others. */
export const queryKey = 'subjectline:query';

/** Refuses parameters that the route does not read: a filter that is ignored shows more than was asked for. */
@Injectable()
export class QueryGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const known = this.reflector.get<readonly string[] | undefined>(queryKey, context.getHandler());
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!known || typeof query !== 'object' || query === null) return true;
    const unknown = Object.keys(query).filter((name) => !known.includes(name.replace(/\[\]$/, '')));
    if (unknown.length === 0) return true;
    throw new AppError(
      'invalid',
      {},
      unknown.map((name) => problemOf(name, known)),
    );
  }
}

function problemOf(name: string, known: readonly string[]): Problem {
  const rest = known.length === 0 ? 'this route takes no parameters' : `known are ${known.join(', ')}`;
  return { path: ['query', name.slice(0, 100)], rule: 'extra', message: `is not known here; ${rest}` };
}
