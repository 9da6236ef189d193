import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { WatchedState } from '@subjectline/bus';
import { defaultOrganization, type PublicOrganizationSettings } from '@subjectline/contracts';

/**
 * Lets pages of the sites in the settings call this API from a browser. A preflight carries no token and so no
 * organization: the sites are those of the default one. A change holds with the next call.
 */
export function allowOrigins(
  application: NestFastifyApplication,
  settings: WatchedState<PublicOrganizationSettings>,
): void {
  application.enableCors({
    origin: (origin: string | undefined, answer: (error: null, isAllowed: boolean) => void) => {
      const sites = settings.get(defaultOrganization)?.cors_origins ?? [];
      answer(null, origin !== undefined && sites.includes(origin));
    },
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['x-request-id', 'location', 'retry-after', 'ratelimit', 'ratelimit-policy'],
    credentials: true,
    maxAge: 600,
    strictPreflight: false,
  });
}
