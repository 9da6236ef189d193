import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

/**
 * Didomi's calls name the organization in the query, by its id or its public key, and some in the body once more. Ours
 * stands in the token: what is named has to be the same in all places, and no route looks at it again.
 */
@Injectable()
export class OrganizationGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.routeOptions.config.family !== 'didomi') return true;
    const named = organizationsNamedIn(request);
    const own = request.caller?.organization ?? named[0];
    if (named.every((organization) => typeof organization === 'string' && organization === own)) return true;
    throw new AppError('organization_mismatch');
  }
}

export function organizationsNamedIn({ query, body }: FastifyRequest): unknown[] {
  return [
    ...valuesOf(query, 'organization_id'),
    ...valuesOf(query, 'key'),
    ...valuesOf(body, 'organization_id'),
  ];
}

function valuesOf(part: unknown, name: string): unknown[] {
  if (typeof part !== 'object' || part === null || !Object.hasOwn(part, name)) return [];
  return [(part as Record<string, unknown>)[name]].flat();
}
