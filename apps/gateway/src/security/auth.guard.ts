import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError, type Scope } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { Callers } from './callers';
import type { Caller } from './token.service';

/** Under which metadata key a route says what scope it needs. */
export const scopeKey = 'subjectline:scope';

/** Under which one it names a second scope. */
export const furtherScopeKey = 'subjectline:further-scope';

/** The metadata under which a route accepts another kind of token, with how to find it in a request. */
export const consentTokenKey = 'subjectline:consent-token';
type FindToken = (request: FastifyRequest) => string | null;

/** Requires a token, or a session of the console, with the route's scope. Routes without a scope are public. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const scope = this.reflector.get<Scope | undefined>(scopeKey, context.getHandler());
    if (!scope) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const findConsentToken = this.reflector.get<FindToken | undefined>(consentTokenKey, context.getHandler());
    if (findConsentToken?.(request)) return true;
    request.caller = await this.callers.admit(request, scope);
    const further = this.reflector.get<Scope | undefined>(furtherScopeKey, context.getHandler());
    if (further && !request.caller.scopes.has(further))
      throw new AppError('scope_missing', { scope: further });
    return true;
  }
}

/** The caller. Only on routes that need a scope. */
export const CallerOf = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new AppError('not_authenticated');
  return caller;
});
