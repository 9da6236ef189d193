import { createHash } from 'node:crypto';
import type { AuditEntry } from '@subjectline/contracts';

/** What the first entry has as the digest of the one before. */
export const noDigest = '0'.repeat(64);

/** Everything that an entry says. Its values are texts, whole numbers, lists and null. */
export type AuditContent = Omit<AuditEntry, 'digest'>;

/** SHA-256 of the content as JSON with sorted keys and without spaces (RFC 8785), in hexadecimal. */
export function digestOf(content: AuditContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** Whether an entry is as it was written, right after another one. */
export function follows(entry: AuditEntry, before: Pick<AuditEntry, 'seq' | 'digest'>): boolean {
  const { digest, ...content } = entry;
  return entry.seq === before.seq + 1 && entry.previous === before.digest && digestOf(content) === digest;
}
