import type { Logger } from '@subjectline/bus';

/**
 * Notices a proxy that nobody told us of: everybody behind it is one address to us, with the limits of one. A caller
 * may also write the header itself, so that it is no more than a hint.
 */
export class ForwardedWatch {
  private isSeen = false;

  constructor(private readonly logger: Logger) {}

  /** Whether X-Forwarded-For came from a peer that is not trusted since this process started. */
  get hasIgnored(): boolean {
    return this.isSeen;
  }

  /** @param peer is shown when it is a private address: those are proxies, and no persons */
  note(peer: string): void {
    if (this.isSeen) return;
    this.isSeen = true;
    const facts = isPrivate(peer) ? { peer } : {};
    this.logger.warn(
      facts,
      'X-Forwarded-For from a peer that is not in SUBJECTLINE_TRUSTED_PROXIES is ignored',
    );
  }
}

function isPrivate(peer: string): boolean {
  const address = peer.replace(/^::ffff:/i, '');
  return /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/i.test(address);
}
