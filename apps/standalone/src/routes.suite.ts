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
const providers = '/api/v1/messaging/config';
const clients = '/api/v1/oauth/client';
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
  fides('POST', providers, {
    scope: 'messaging:create_or_update',
    body: { service_type: 'mailgun', details: { domain: 'mg.example.com' } },
  }),
  fides('GET', providers, { scope: 'messaging:read' }),
  fides('GET', `${providers}/none`, { pattern: `${providers}/{config_key}`, scope: 'messaging:read' }),
  fides('PATCH', `${providers}/none`, {
    pattern: `${providers}/{config_key}`,
    scope: 'messaging:create_or_update',
    body: { name: 'Mails' },
  }),
  fides('DELETE', `${providers}/none`, { pattern: `${providers}/{config_key}`, scope: 'messaging:delete' }),
  fides('PUT', `${providers}/none/secret`, {
    pattern: `${providers}/{config_key}/secret`,
    scope: 'messaging:create_or_update',
    body: { mailgun_api_key: 'another-key' },
  }),
  native('GET', '/api/v1/messaging/fallback', { scope: 'messaging:read' }),
  native('PUT', '/api/v1/messaging/fallback', {
    scope: 'messaging:create_or_update',
    body: { email: [], sms: [] },
  }),
  fides('GET', '/api/v1/config', { scope: 'config:read' }),
  fides('PATCH', '/api/v1/config', {
    scope: 'config:update',
    body: { notifications: { send_request_receipt_notification: true } },
    // told in words of its own, which point at DELETE
    needsBody: false,
  }),
  fides('PUT', '/api/v1/config', {
    scope: 'config:update',
    body: { notifications: { send_request_receipt_notification: true } },
    needsBody: false,
  }),
  fides('DELETE', '/api/v1/config', { scope: 'config:update' }),
  native('GET', '/api/v1/config/effective', { scope: 'config:read' }),
  fides('POST', clients, { scope: 'client:create', body: { name: 'Shop' }, needsBody: false }),
  fides('GET', clients, { scope: 'client:read' }),
  fides('GET', `${clients}/none`, { pattern: `${clients}/{client_id}`, scope: 'client:read' }),
  fides('PUT', `${clients}/none`, {
    pattern: `${clients}/{client_id}`,
    scope: 'client:update',
    body: { name: 'Shop' },
  }),
  fides('DELETE', `${clients}/none`, { pattern: `${clients}/{client_id}`, scope: 'client:delete' }),
  fides('GET', `${clients}/none/scope`, { pattern: `${clients}/{client_id}/scope`, scope: 'client:read' }),
  fides('PUT', `${clients}/none/scope`, {
    pattern: `${clients}/{client_id}/scope`,
    scope: 'client:update',
    body: ['messaging:read'],
  }),
  fides('POST', `${clients}/none/secret`, {
    pattern: `${clients}/{client_id}/secret`,
    scope: 'client:update',
  }),
  fides('GET', '/api/v1/oauth/scope', { scope: 'scope:read' }),
  fides('GET', '/api/v1/oauth/role', { scope: 'scope:read' }),
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
  'GET /api/v1/id-verification/config',
  'GET /api/v1/messaging/email-invite/status',
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
      // as the root client's: nobody can take it back
      epoch: null,
      iat: issuedAt,
      exp: issuedAt + 60,
    }),
  ].join('.');
  return `${signed}.${createHmac('sha256', first.key).update(signed).digest('base64url')}`;
}
