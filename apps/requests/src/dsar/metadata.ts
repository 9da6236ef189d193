import { AppError, isMetadata, metadataRule } from '@subjectline/contracts';

type Metadata = Record<string, unknown>;

/** Merges by key: null removes a key, and null for the whole removes all (RFC 7396, first level only). */
export function mergedMetadata(current: Metadata, changes: Metadata | null): Metadata {
  if (changes === null) return {};
  const merged = Object.fromEntries(
    Object.entries({ ...current, ...changes }).filter(([, value]) => value !== null),
  );
  // each part was valid by itself
  if (!isMetadata(merged)) {
    throw new AppError('invalid', {}, [{ path: ['metadata'], rule: 'isMetadata', message: metadataRule }]);
  }
  return merged;
}
