import type { Logger } from '@subjectline/bus';

const ignored = 'X-Forwarded-For from a peer that is not in SUBJECTLINE_TRUSTED_PROXIES is ignored';
const missing = 'a proxy that is trusted sends no X-Forwarded-For: its callers are counted as one';

/** The warning in the health report for each of them. */
const warnings = {
  [ignored]:
    'X-Forwarded-For came from a peer that is not trusted and was ignored: if a proxy of yours stands in front, name it in SUBJECTLINE_TRUSTED_PROXIES',
  [missing]:
    'A call came by a trusted proxy without X-Forwarded-For: all callers behind it are counted as one and share its limits. Have it send the header',
} as const;

/**
 * Notices a proxy that is not in the settings, or that does not name its callers: all callers behind it count as one
 * address and share its limits. A caller can forge such headers, so this is only a hint.
 */
export class ForwardedWatch {
  private readonly seen = new Set<keyof typeof warnings>();

  constructor(private readonly logger: Logger) {}

  /** What was seen since this process started. */
  get warnings(): readonly string[] {
    return [...this.seen].map((message) => warnings[message]);
  }

  noteIgnored(peer: string): void {
    this.note(ignored, peer);
  }

  noteMissing(peer: string): void {
    this.note(missing, peer);
  }

  /** @param peer is shown when it is a private address, which belongs to a proxy and not to a person */
  private note(message: keyof typeof warnings, peer: string): void {
    if (this.seen.has(message)) return;
    this.seen.add(message);
    this.logger.warn(isPrivate(peer) ? { peer } : {}, message);
  }
}

function isPrivate(peer: string): boolean {
  const address = peer.replace(/^::ffff:/i, '');
  return /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/i.test(address);
}
