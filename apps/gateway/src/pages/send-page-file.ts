import { AppError } from '@subjectline/contracts';
import type { FastifyReply } from 'fastify';
import { findPageFile } from './page-files';

/**
 * Scripts, styles and calls from here alone. Styles inside the markup are let in: mails carry them, and the frame that
 * shows a mail inherits this policy. Pictures of other hosts stay out: they would tell a sender who reads.
 */
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

/**
 * One of our own files, by its path under `/`. The addresses in a page are relative to its path without a slash at the
 * end, so one with a slash is sent there.
 */
export function sendPageFile(reply: FastifyReply, path: string): FastifyReply {
  const [asked = ''] = reply.request.url.split('?', 1);
  if (asked.endsWith('/')) return reply.redirect(`../${path.split('/').at(-1)}`, 302);
  const file = findPageFile(path);
  if (!file) throw new AppError('route_unknown');
  return reply
    .headers({ 'content-security-policy': contentPolicy, 'cache-control': 'no-cache' })
    .sendFile(file.name, file.folder, { cacheControl: false });
}
