const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function encode(value: object): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}

/** Parses JSON; throws a `SyntaxError` on anything else. */
export function decode(data: Uint8Array): unknown {
  return JSON.parse(decoder.decode(data)) as unknown;
}
