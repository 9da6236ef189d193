import type { Reflector } from '@nestjs/core';
import type { AuditKind } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

/** What a route says of the audit trail. Without a word, each call that may change something has an entry. */
export interface AuditRule {
  /** It shows data of persons: always, or when one of these parameters is given. */
  readonly look?: true | readonly string[];
  /** Why it has no entry although it changes something. */
  readonly unaudited?: string;
}

export const auditKey = 'subjectline:audit';

/** Where the OpenAPI document says why a route has no entry. */
export const unauditedExtension = 'x-not-audited';

type Call = Pick<FastifyRequest, 'method' | 'query'>;

/** Whether a call has an entry, and of which kind. */
export function auditKindOf(reflector: Reflector, handler: () => unknown, call: Call): AuditKind | null {
  const { look, unaudited } = reflector.get<AuditRule | undefined>(auditKey, handler) ?? {};
  if (look) return look === true || look.some((name) => isGiven(name, call)) ? 'look' : null;
  return unaudited || call.method === 'GET' || call.method === 'HEAD' ? null : 'change';
}

/** Also as `name[key]`, which is a field of an object. */
function isGiven(name: string, { query }: Call): boolean {
  return Object.keys(query as object).some((given) => given === name || given.startsWith(`${name}[`));
}
