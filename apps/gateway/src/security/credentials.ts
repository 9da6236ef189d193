/** The token of `Authorization: Bearer …`, or null. The scheme is read in any case (RFC 9110 §11.1). */
export function bearerOf(header: string | undefined): string | null {
  const [, token] = /^bearer +([^\s,]+) *$/i.exec(header ?? '') ?? [];
  return token ?? null;
}

export interface ClientCredentials {
  readonly client_id: string;
  readonly client_secret: string;
}

/** The pair of `Authorization: Basic …` (RFC 7617), or null. */
export function basicOf(header: string | undefined): ClientCredentials | null {
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header ?? '') ?? [];
  if (!encoded) return null;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return null;
  return { client_id: pair.slice(0, colon), client_secret: pair.slice(colon + 1) };
}
