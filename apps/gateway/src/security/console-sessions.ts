import type { Bus } from '@subjectline/bus';
import { AppError, sessionDigest, UseSession, type Clock } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { isFromConsole } from './own-page';
import type { SessionCookie } from './session-cookie';
import type { Caller } from './token.service';

/** How long a caller stays exempt from the limit for strangers. */
const recentMs = 60_000;
const maxRecent = 10_000;

/**
 * The session of a call that the console makes. It is asked for with each call and never remembered: one that has ended,
 * or whose client is another one now, ends here at once and in every process.
 */
export class ConsoleSessions {
  /** When a session was last admitted, by its digest. */
  private readonly recent = new Map<string, number>();

  constructor(
    private readonly bus: Bus,
    private readonly cookie: SessionCookie,
    private readonly publicUrl: string | undefined,
    private readonly clock: Clock,
  ) {}

  /** Null without a cookie, and for a call that no page of the console makes. */
  digestOf(request: FastifyRequest): string | null {
    const token = this.cookie.read(request.headers.cookie);
    return token !== null && this.isFromConsole(request) ? sessionDigest(token) : null;
  }

  /** The same, refused with `not_authenticated`. */
  requireDigest(request: FastifyRequest): string {
    const digest = this.digestOf(request);
    if (digest === null) throw new AppError('not_authenticated');
    return digest;
  }

  isFromConsole(request: FastifyRequest): boolean {
    return isFromConsole(request, this.publicUrl);
  }

  async admit(request: FastifyRequest): Promise<Caller> {
    const digest = this.requireDigest(request);
    const { owner_id, organization, scopes } = await this.bus.ask(UseSession, { digest });
    this.remember(digest);
    return { clientId: owner_id, organization, scopes: new Set(scopes), tokenEpoch: null };
  }

  /** Without asking: who floods us must not make us ask. */
  isRecent(request: FastifyRequest): boolean {
    const digest = this.digestOf(request);
    const admittedMs = digest === null ? undefined : this.recent.get(digest);
    return admittedMs !== undefined && this.clock.nowMs() - admittedMs < recentMs;
  }

  private remember(digest: string): void {
    // moved to the end: the one that was not used for longest is forgotten first
    this.recent.delete(digest);
    this.recent.set(digest, this.clock.nowMs());
    const [oldest] = this.recent.keys();
    if (this.recent.size > maxRecent && oldest !== undefined) this.recent.delete(oldest);
  }
}
