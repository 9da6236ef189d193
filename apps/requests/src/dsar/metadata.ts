import { AppError, isMetadata, metadataRule } from '@subjectline/contracts';

type Metadata = Record<string, unknown>;

/** Key by key: null takes a key away, and null for all of it takes all (RFC 7396, for the first level). */
export function mergedMetadata(kept: Metadata, changes: Metadata | null): Metadata {
  if (changes === null) return {};
  const merged = Object.fromEntries(
    Object.entries({ ...kept, ...changes }).filter(([, value]) => value !== null),
  );
  // each fitted for itself
  if (!isMetadata(merged)) {
    throw new AppError('invalid', {}, [{ path: ['metadata'], rule: 'isMetadata', message: metadataRule }]);
  }
  return merged;
}
