import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

/** How a script asks (Fetch, Sec-Fetch-Mode); a click says `navigate`, a picture or a style sheet `no-cors`. */
const scripted: readonly unknown[] = [undefined, 'cors', 'same-origin'];

/**
 * Didomi's clients have mails sent by a GET. That works for programs and scripts, and for nothing that opens addresses
 * because they stand in a page or a mail: no click, prefetch, preview, picture or HEAD makes us send anything
 * (docs/decisions/0012).
 */
export function requireProgram({ method, headers }: FastifyRequest): void {
  if (method === 'POST') return;
  const isScripted = scripted.includes(headers['sec-fetch-mode']);
  const isAhead = /prefetch|prerender|preview/i.test(
    [headers['sec-purpose'], headers['purpose'], headers['x-moz'], headers['x-purpose']].join(' '),
  );
  const wantsPage = headers.accept?.toLowerCase().includes('text/html') ?? false;
  if (method !== 'GET' || !isScripted || isAhead || wantsPage) {
    throw new AppError('method_unknown', { allow: 'POST' });
  }
}
