import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

/**
 * Didomi's calls name the organization in the query, and some in the body once more. Ours stands in the token: what is
 * named has to be the same, and no route looks at it again.
 */
@Injectable()
export class OrganizationGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request;
    if (request.routeOptions.config.family !== 'didomi' || !caller) return true;
    const named = [...namedIn(request.query), ...namedIn(request.body)];
    if (named.every((organization) => organization === caller.organization)) return true;
    throw new AppError('organization_mismatch');
  }
}

function namedIn(part: unknown): unknown[] {
  if (typeof part !== 'object' || part === null || !('organization_id' in part)) return [];
  return [part.organization_id].flat();
}
