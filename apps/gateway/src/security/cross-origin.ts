import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { WatchedState } from '@subjectline/bus';
import { defaultOrganization, type PublicOrganizationSettings } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

const rest = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: ['x-request-id', 'location', 'retry-after', 'ratelimit', 'ratelimit-policy'],
  credentials: true,
  maxAge: 600,
  strictPreflight: false,
};

type Delegate = (error: null, options: typeof rest & { origin: boolean }) => void;

/** Lets pages of the sites in the settings call this API from a browser. A change holds with the next call. */
export function allowOrigins(
  application: NestFastifyApplication,
  settings: WatchedState<PublicOrganizationSettings>,
): void {
  application.enableCors({
    delegator: ({ url, headers }: FastifyRequest, answer: Delegate) => {
      const { origin = '' } = headers;
      // where it is false there is no answer to a preflight at all
      answer(null, { ...rest, origin: sitesFor(url, settings).includes(origin) });
    },
  });
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
