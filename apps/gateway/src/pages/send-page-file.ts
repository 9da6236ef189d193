import { AppError } from '@subjectline/contracts';
import type { FastifyReply } from 'fastify';
import { redirectFromSlash } from '../http/final-slash';
import { findPageFile } from './page-files';

/** Scripts, styles and calls from here alone. Styles inside the markup are let in: Swagger UI has them. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** One of our own files, by its path under `/`. */
export function sendPageFile(reply: FastifyReply, path: string): FastifyReply {
  if (redirectFromSlash(reply, path.split('/').at(-1) ?? '')) return reply;
  const file = findPageFile(path);
  if (!file) throw new AppError('route_unknown');
  return reply
    .headers({ 'content-security-policy': contentPolicy, 'cache-control': 'no-cache' })
    .sendFile(file.name, file.folder, { cacheControl: false });
}
