import type { WatchedState } from '@subjectline/bus';
import { defaultOrganization, type PublicOrganizationSettings } from '@subjectline/contracts';
import type { FastifyInstance } from 'fastify';

const allowed = {
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': 'x-request-id, location, retry-after, ratelimit, ratelimit-policy',
};
const preflight = {
  vary: 'Origin, Access-Control-Request-Headers',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-max-age': '600',
  'content-length': '0',
};

/**
 * Lets pages of the sites in the settings call this API from a browser. A change holds with the next call. A hook of our own:
 * `@fastify/cors` costs each call 1.5 % of the processor time of a message, and most calls come from no page at all.
 */
export function allowOrigins(
  server: FastifyInstance,
  settings: WatchedState<PublicOrganizationSettings>,
): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { origin, 'access-control-request-headers': asked } = request.headers;
    void reply.header('vary', 'Origin');
    // where it is not allowed there is no answer to a preflight at all
    if (origin === undefined || !sitesFor(request.url, settings).includes(origin)) return done();
    void reply.headers({ ...allowed, 'access-control-allow-origin': origin });
    if (request.method !== 'OPTIONS') return done();
    if (asked !== undefined) void reply.header('access-control-allow-headers', asked);
    void reply.status(204).headers(preflight).send();
  });
  // any other such call is read and refused like one for an unknown route
  server.options('*', (_request, reply) => reply.callNotFound());
}

/**
 * A preflight carries no token and so no organization: the sites are those of the default one. Where people sign in to a
 * Preference Center and say what they choose, the address names the organization, and its Preference Centers, which are
 * the sites that people are sent on to, may call as well.
 */
function sitesFor(url: string, settings: WatchedState<PublicOrganizationSettings>): string[] {
  const everywhere = settings.get(defaultOrganization)?.cors_origins ?? [];
  if (!/^\/(auth|consents)\//.test(url)) return everywhere;
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const named = settings.get(query.get('key') ?? query.get('organization_id') ?? '');
  return named ? [...everywhere, ...named.cors_origins, ...named.allowed_origins] : everywhere;
}
