import { createHmac } from 'node:crypto';
import type { Scope } from '@subjectline/contracts';
import { rootClient, type House } from './house.suite';

/* For specs: every route of the API, who may call it, and a body that it takes. */

export interface Route {
  readonly method: string;
  readonly path: string;
  /** As the OpenAPI document names it, when that is not `path`. */
  readonly pattern?: string;
  readonly family: 'fides' | 'native';
  /** None for a public route. */
  readonly scope?: Scope;
  readonly body?: unknown;
  /** Left out, the route works without one. */
  readonly needsBody?: boolean;
}

const request = '/api/v1/privacy-request';
const unknownId = 'pri_00000000-0000-4000-8000-000000000000';
const unknownMessage = 'msg_00000000-0000-4000-8000-000000000000';
const asked = [{ policy_key: 'default_access_policy', identity: { email: 'ada@example.com' } }];

const fides = (method: string, path: string, rest: Partial<Route> = {}): Route => ({
  method,
  path,
  family: 'fides',
  ...(rest.body !== undefined && { needsBody: true }),
  ...rest,
});
const native = (method: string, path: string, rest: Partial<Route> = {}): Route => ({
  ...fides(method, path, rest),
  family: 'native',
});

export const routes: readonly Route[] = [
  fides('PUT', '/api/v1/messaging/default', {
    scope: 'messaging:create_or_update',
    body: { service_type: 'mailgun', details: { domain: 'mg.example.com' } },
  }),
  fides('GET', '/api/v1/messaging/default/active', { scope: 'messaging:read' }),
  fides('GET', '/api/v1/messaging/default/status', { scope: 'messaging:read' }),
  fides('GET', '/api/v1/messaging/default/mailgun', {
    pattern: '/api/v1/messaging/default/{service_type}',
    scope: 'messaging:read',
  }),
  fides('PUT', '/api/v1/messaging/default/mailgun/secret', {
    pattern: '/api/v1/messaging/default/{service_type}/secret',
    scope: 'messaging:create_or_update',
    body: { mailgun_api_key: 'another-key' },
  }),
  fides('GET', '/api/v1/config', { scope: 'config:read' }),
  fides('PATCH', '/api/v1/config', {
    scope: 'config:update',
    body: { notifications: { send_request_receipt_notification: true } },
  }),
  fides('GET', request, { scope: 'privacy-request:read' }),
  fides('POST', request, { body: asked }),
  fides('POST', `${request}/authenticated`, { scope: 'privacy-request:create', body: asked }),
  fides('POST', `${request}/${unknownId}/verify`, {
    pattern: `${request}/{id}/verify`,
    body: { code: '123456' },
  }),
  fides('PATCH', `${request}/administrate/approve`, {
    scope: 'privacy-request:review',
    body: { request_ids: [unknownId] },
  }),
  fides('PATCH', `${request}/administrate/deny`, {
    scope: 'privacy-request:review',
    body: { request_ids: [unknownId], reason: 'no' },
  }),
  native('GET', `${request}/${unknownId}`, { pattern: `${request}/{id}`, scope: 'privacy-request:read' }),
  native('POST', `${request}/${unknownId}/complete`, {
    pattern: `${request}/{id}/complete`,
    scope: 'privacy-request:complete',
    body: { link_days: 5 },
    needsBody: false,
  }),
  native('POST', '/api/v1/messages', {
    scope: 'messages:send',
    body: { kind: 'test_message', to: { email: 'ada@example.com' } },
  }),
  native('GET', '/api/v1/messages', { scope: 'messages:read' }),
  native('GET', `/api/v1/messages/${unknownMessage}`, {
    pattern: '/api/v1/messages/{id}',
    scope: 'messages:read',
  }),
  native('GET', '/api/v1/inbox', { scope: 'messages:read' }),
];

/** Public, and with bodies of their own or none: looked at by themselves. */
export const otherRoutes = [
  'POST /api/v1/oauth/token',
  'GET /health/alive',
  'GET /health/ready',
  'GET /openapi.json',
];

/** A token as the gateway signs it, for fewer scopes than the root client has. */
export function tokenWith(house: House, scopes: readonly Scope[]): string {
  const [first] = house.ground.keys.derive('token');
  if (!first) throw new Error('the key ring is empty');
  const issuedAt = Math.floor(house.ground.clock.nowMs() / 1_000);
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = [
    encode({ alg: 'HS256', kid: first.id }),
    encode({
      iss: 'subjectline',
      sub: rootClient.client_id,
      org: 'default',
      scopes,
      iat: issuedAt,
      exp: issuedAt + 60,
    }),
  ].join('.');
  return `${signed}.${createHmac('sha256', first.key).update(signed).digest('base64url')}`;
}
