import type { FastifyReply } from 'fastify';

/**
 * The addresses in our pages and in the description of the API are relative to a path without a slash at its end: a call
 * with one is sent there, with its query.
 * @param name the last part of the path
 * @returns whether it was
 */
export function redirectFromSlash(reply: FastifyReply, name: string): boolean {
  const [asked = '', ...query] = reply.request.url.split('?');
  if (!asked.endsWith('/')) return false;
  reply.redirect([`../${name}`, ...query].join('?'), 302);
  return true;
}
