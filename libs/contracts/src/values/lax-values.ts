const words = new Map<unknown, boolean>([
  ...['true', 't', 'yes', 'y', 'on', '1', 1].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', 'off', '0', 0].map((word) => [word, false] as const),
]);

/** The words that Fides takes for a boolean, in any case; anything else stays, for the check to refuse. */
export function readLaxBoolean(value: unknown): unknown {
  return words.get(typeof value === 'string' ? value.toLowerCase() : value) ?? value;
}

/** A whole number that stands in a text, as Fides takes it; anything else stays, for the check to refuse. */
export function readLaxInteger(value: unknown): unknown {
  return typeof value === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : value;
}
