import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditVerification, VerifyAuditRequest } from '@subjectline/contracts';
import { follows, noDigest } from './audit-chain';
import { AuditStore } from './audit.store';

/** Entries of one call: hashing them takes a fraction of its time. */
const maxEntries = 20_000;
const batchSize = 1_000;

type Link = Pick<AuditEntry, 'seq' | 'digest'>;

/** Verifies that no entry was changed, removed or put in. */
@Injectable()
export class AuditVerificationService {
  constructor(private readonly store: AuditStore) {}

  async verify({ organization, after, digest }: VerifyAuditRequest): Promise<AuditVerification> {
    const start = await this.startAfter(organization, after);
    if (!start || (digest !== undefined && start.digest !== digest))
      return result(0, { seq: after, digest: '' }, { brokenAt: after });
    let last = start;
    let entries = 0;
    while (entries < maxEntries) {
      const batch = await this.store.readAfter(organization, last.seq, batchSize);
      for (const entry of batch) {
        if (!follows(entry, last)) return result(entries, last, { brokenAt: last.seq + 1 });
        last = entry;
        entries += 1;
      }
      if (batch.length < batchSize) return result(entries, last);
    }
    return result(entries, last, { next: last.seq });
  }

  /**
   * What the first entry has to follow: the one named, the last that retention has deleted, or none. Null when the one
   * named is missing, and retention has not deleted it.
   */
  private async startAfter(organization: string, after: number): Promise<Link | null> {
    const pruning = await this.store.lastPruning(organization);
    const pruned = { seq: pruning?.pruned_through ?? 0, digest: pruning?.pruned_digest ?? noDigest };
    if (after <= pruned.seq) return pruned;
    const [named] = await this.store.readAfter(organization, after - 1, 1);
    return named?.seq === after ? named : null;
  }
}

function result(
  entries: number,
  { seq, digest }: Link,
  { brokenAt = null, next = null }: { brokenAt?: number | null; next?: number | null } = {},
): AuditVerification {
  const isKnown = entries > 0;
  return {
    is_intact: brokenAt === null,
    entries,
    broken_at: brokenAt,
    last_seq: isKnown ? seq : null,
    last_digest: isKnown ? digest : null,
    next,
  };
}
