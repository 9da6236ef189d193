import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

/**
 * Refuses a form sent by another site's page (CSRF): knowing a link must not be enough to use it from another
 * person's browser. Our pages name no referrer, so that browsers say `null` for where their forms come from (Fetch, Append
 * a request Origin header); `Sec-Fetch-Site` says it then, in every browser since 2023.
 */
export function requireOwnForm({ headers }: FastifyRequest, publicAddress: string): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('invalid');
  const { origin, host } = headers;
  if (origin === undefined || origin === 'null') return;
  const isOurs = origin === new URL(publicAddress).origin || originHost(origin) === host;
  if (!isOurs) throw new AppError('invalid');
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
