import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError, defaultOrganization, type Scope } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { scopeKey } from '../security/auth.guard';

/** Refuses clients of other organizations, as if they lacked the scope: the route concerns the whole installation. */
@Injectable()
export class DefaultOrganizationGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    if (caller?.organization === defaultOrganization) return true;
    throw new AppError('scope_missing', { scope: this.reflector.get<Scope>(scopeKey, context.getHandler()) });
  }
}
