import {
  HttpException,
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Bus, loggerToken, type Logger } from '@subjectline/bus';
import { AppError, BeginAudit, FinishAudit, type AuditEnd } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { scopeKey } from '../security/auth.guard';
import { AuditEntries, resultOf } from './audit-entry';
import { auditKindOf } from './audit-kind';

/**
 * Stores who is about to do what before the route's method is called, and makes it an entry before the call is answered.
 * Without the first nothing is done; when the second fails, the entry says later that its outcome is unknown.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly bus: Bus,
    private readonly entries: AuditEntries,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const handler = context.getHandler() as () => unknown;
    const { caller } = request;
    // without a caller it is a person who acts for themselves
    const kind = caller && auditKindOf(this.reflector, handler, request);
    if (!caller || !kind) return next.handle();
    const { organization } = caller;
    const scope = this.reflector.get<string>(scopeKey, handler);
    const entry = this.entries.of(kind, request, caller, scope);
    const { id } = await this.bus.ask(BeginAudit, { organization, entry });
    request.auditId = id;
    return from(this.run(organization, id, next));
  }

  private async run(organization: string, id: string, next: CallHandler): Promise<unknown> {
    try {
      const reply: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.finish(organization, id, 'done', reply);
      return reply;
    } catch (error) {
      await this.finish(organization, id, isRefusal(error) ? 'refused' : 'unknown');
      throw error;
    }
  }

  private async finish(organization: string, id: string, end: AuditEnd, reply?: unknown): Promise<void> {
    try {
      await this.bus.ask(FinishAudit, { organization, id, end, ...resultOf(reply) });
    } catch (error) {
      // what was done is done: the config service adds the entry by itself
      this.logger.warn({ err: error, id }, 'an audit entry could not be finished; it is added later');
    }
  }
}

/** The call was refused before it changed anything. */
function isRefusal(error: unknown): boolean {
  if (error instanceof AppError) return error.status < 500;
  return error instanceof HttpException && error.getStatus() < 500;
}
