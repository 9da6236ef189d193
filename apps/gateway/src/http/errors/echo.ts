/** What a list's answer gives back of the items that failed, altogether, in characters of JSON. */
const maxEchoed = 32_768;
const maxText = 100;

interface Failure {
  readonly message: string;
  readonly data: unknown;
}

/**
 * Fides gives a failed item back as it was sent. Where that would make an answer of any size, an item keeps what names
 * it: the fields of the item itself that hold short values.
 */
export function boundedEcho<F extends Failure>(failures: readonly F[]): F[] {
  let left = maxEchoed;
  return failures.map((failure) => {
    left -= JSON.stringify(failure.data ?? null).length;
    return left >= 0 ? failure : { ...failure, data: namingFields(failure.data) };
  });
}

function namingFields(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return null;
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, value]) => isShort(value))
      .slice(0, 3),
  );
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' ? value.length <= maxText : typeof value !== 'object';
}
