import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { noteIdempotency, type Idempotency } from '@subjectline/bus';
import { KeyRing } from '@subjectline/storage';
import type { FastifyRequest } from 'fastify';
import { Callers } from '../security/callers';
import { ClientDigests } from './callers/client-digest';
import { requireIdempotencyKey } from './idempotency-key';
import { refuseHostile } from './bodies/json-body';

/** Under which metadata key a route says that it creates something. */
export const createsKey = 'subjectline:creates';

/**
 * Reads `Idempotency-Key` on routes that create: the calls that such a route makes are the same ones when the key comes
 * again from the same caller, and are done once. Neither the key nor the body leaves the gateway, only keyed digests do.
 */
@Injectable()
export class IdempotencyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: KeyRing,
    private readonly clients: ClientDigests,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const creates = this.reflector.get<boolean | undefined>(createsKey, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (!creates || key === undefined) return true;
    noteIdempotency(await this.digestsOf(request, requireIdempotencyKey(key.toString())));
    return true;
  }

  private async digestsOf(request: FastifyRequest, key: string): Promise<Idempotency> {
    const { body, method, url } = request;
    refuseHostile(body);
    const caller = await this.callerOf(request);
    return {
      key: this.keys.digest('idempotency-key', caller, `${method} ${url}`, key),
      body: this.keys.digest('idempotency-body', JSON.stringify(body ?? null)),
    };
  }

  /** An API client is itself on public routes, too. */
  private async callerOf(request: FastifyRequest): Promise<string> {
    const caller = request.caller ?? (await this.callers.find(request));
    if (caller) return `client ${caller.organization} ${caller.clientId}`;
    return `address ${this.clients.of(request) ?? ''}`;
  }
}
