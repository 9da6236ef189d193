import type { Bus, WatchedState } from '@subjectline/bus';
import { AppError, Clients, clientStateKey, type ClientState, type Scope } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import type { ConsoleSessions } from './console-sessions';
import { bearerOf } from './credentials';
import type { Caller, TokenService } from './token.service';

/**
 * Who may come in. What a client may do now decides, not what it could when its token was made: a client that was
 * changed, disabled or deleted is another one with its next call, whatever its token says.
 */
export class Callers {
  constructor(
    private readonly tokens: TokenService,
    private readonly clients: WatchedState<ClientState>,
    private readonly sessions: ConsoleSessions,
    private readonly bus: Bus,
  ) {}

  /** By its token, or else by the session of the console. */
  async admit(request: FastifyRequest, scope?: Scope): Promise<Caller> {
    const token = bearerOf(request.headers.authorization);
    if (token) return this.admitToken(token, scope);
    return withScope(await this.sessions.admit(request), scope);
  }

  /** The same on a public route, where null is no refusal. */
  find(request: FastifyRequest): Promise<Caller | null> {
    return this.admit(request).catch(() => null);
  }

  /** Whether it has a valid token, or a session that was admitted not long ago. */
  async isKnown(request: FastifyRequest): Promise<boolean> {
    const token = bearerOf(request.headers.authorization);
    if (!token) return this.sessions.isRecent(request);
    return this.admitToken(token).then(
      () => true,
      () => false,
    );
  }

  /**
   * Answered from memory. Before it says no the broker is asked: what is in memory may be a moment old, and the client
   * or what it may do may be newer than that.
   */
  private async admitToken(token: string, scope?: Scope): Promise<Caller> {
    const caller = await this.tokens.verify(token);
    // the root client is in no table: its token is valid until it expires
    if (caller.tokenEpoch === null) return withScope(caller, scope);
    const key = clientStateKey(caller.organization, caller.clientId);
    const known = this.clients.get(key);
    if (known && isWorth(known, caller) && (!scope || known.scopes.includes(scope)))
      return now(caller, known);
    const stored = await this.bus.read(Clients, key);
    if (!stored || !isWorth(stored, caller)) throw new AppError('token_rejected');
    return withScope(now(caller, stored), scope);
  }
}

function isWorth({ disabled, token_epoch }: ClientState, { tokenEpoch }: Caller): boolean {
  return !disabled && token_epoch === tokenEpoch;
}

function now(caller: Caller, { scopes }: ClientState): Caller {
  return { ...caller, scopes: new Set(scopes) };
}

function withScope(caller: Caller, scope: Scope | undefined): Caller {
  if (scope && !caller.scopes.has(scope)) throw new AppError('scope_missing', { scope });
  return caller;
}
