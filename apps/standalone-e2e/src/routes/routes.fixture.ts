import { createHmac } from 'node:crypto';
import type { Scope } from '@subjectline/contracts';
import { rootClient, type Product } from '../fixtures/product.fixture';
import type { Route } from './route.fixture';
import { consentRoutes } from './consents.fixture';
import { didomiRoutes } from './didomi.fixture';
import { messageRoutes } from './messages.fixture';
import { requestRoutes } from './requests.fixture';
import { settingsRoutes } from './settings.fixture';
import {
  auditRoutes,
  deadLetterRoutes,
  personRoutes,
  suppressionRoutes,
  webhookRoutes,
} from './webhooks.fixture';

/* For specs: every route of the API, who may call it, and a body that it takes. */

export const routes: readonly Route[] = [
  ...settingsRoutes,
  ...requestRoutes,
  ...messageRoutes,
  ...didomiRoutes,
  ...consentRoutes,
  ...suppressionRoutes,
  ...deadLetterRoutes,
  ...personRoutes,
  ...auditRoutes,
  ...webhookRoutes,
];

/** Public, and with bodies of their own or none: looked at by themselves. */
export const otherRoutes = [
  'POST /api/v1/oauth/token',
  'POST /api/v1/session',
  'POST /api/v1/session/code',
  'GET /api/v1/session/oidc',
  'POST /api/v1/session/oidc',
  'POST /api/v1/session/oidc/callback',
  'GET /api/v1/session',
  'DELETE /api/v1/session',
  'GET /api/v1/sessions',
  'DELETE /api/v1/sessions',
  'DELETE /api/v1/sessions/{id}',
  'GET /api/v1/id-verification/config',
  'GET /api/v1/messaging/email-invite/status',
  'GET /health/alive',
  'GET /health/ready',
  'GET /openapi.json',
  'GET /.well-known/jwks.json',
  'POST /webhooks/{organization}/{provider}/{config_key}',
];

/** A token as the gateway signs it, for fewer scopes than the root client has. */
export function tokenWith(product: Product, scopes: readonly Scope[]): string {
  const [first] = product.testEnv.keys.derive('token');
  if (!first) throw new Error('the key ring is empty');
  const issuedAt = Math.floor(product.testEnv.clock.nowMs() / 1_000);
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = [
    encode({ alg: 'HS256', kid: first.id }),
    encode({
      iss: 'subjectline',
      sub: rootClient.client_id,
      org: 'default',
      scopes,
      // as the root client's: it cannot be taken back
      epoch: null,
      iat: issuedAt,
      exp: issuedAt + 60,
    }),
  ].join('.');
  return `${signed}.${createHmac('sha256', first.key).update(signed).digest('base64url')}`;
}
