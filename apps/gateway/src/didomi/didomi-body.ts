import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { BodyOptions } from '../http/bodies/body.pipe';
import { refuseHostile } from '../http/bodies/json-body';

/** The JSON body without `organization_id`: the guard has seen that it is the caller's (`organization.guard.ts`). */
export const DidomiBody = createParamDecorator(
  (_options: BodyOptions | undefined, context: ExecutionContext): unknown => {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    refuseHostile(body);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
    const { organization_id: _checked, ...rest } = body as Record<string, unknown>;
    return rest;
  },
);
