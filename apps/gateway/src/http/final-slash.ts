import type { FastifyReply } from 'fastify';

/**
 * The addresses in our pages and in the description of the API are relative to a path without a slash at its end: a call
 * with one is sent there.
 * @param name the last part of the path
 * @returns whether it was
 */
export function redirectFromSlash(reply: FastifyReply, name: string): boolean {
  const [asked = ''] = reply.request.url.split('?', 1);
  if (!asked.endsWith('/')) return false;
  reply.redirect(`../${name}`, 302);
  return true;
}
