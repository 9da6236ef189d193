import { logoPng } from '@subjectline/testing';
import { fides, native, type Route } from './route.fixture';

/* For specs: the routes of providers, settings and API clients. */

const providers = '/api/v1/messaging/config';
const clients = '/api/v1/oauth/client';
const laws = '/api/v1/laws';
const users = '/api/v1/user';
export const unknownUser = 'opr_00000000-0000-4000-8000-000000000000';
const oneUser = `${users}/${unknownUser}`;
export const ownLaw = {
  name: 'Own',
  locations: [],
  terms: [
    {
      rights: ['access'],
      answer: { count: 30, unit: 'calendar_day' },
      extended: null,
      extension_notice: null,
      acknowledgement: null,
      appeal: null,
      roll: 'none',
      start: 'receipt',
      pauses: false,
    },
  ],
  holidays: [],
};

export const settingsRoutes: readonly Route[] = [
  fides('GET', users, { scope: 'user:read' }),
  fides('POST', users, { scope: 'user:create', body: { email_address: 'mia@example.com' } }),
  fides('GET', oneUser, { pattern: `${users}/{id}`, scope: 'user:read' }),
  fides('PUT', oneUser, { pattern: `${users}/{id}`, scope: 'user:update', body: { first_name: 'Mia' } }),
  fides('DELETE', oneUser, { pattern: `${users}/{id}`, scope: 'user:delete' }),
  fides('POST', `${oneUser}/invite`, { pattern: `${users}/{id}/invite`, scope: 'user:create' }),
  fides('DELETE', `${oneUser}/oidc`, { pattern: `${users}/{id}/oidc`, scope: 'user:update' }),
  fides('GET', `${oneUser}/permission`, { pattern: `${users}/{id}/permission`, scope: 'user:read' }),
  fides('PUT', `${oneUser}/permission`, {
    pattern: `${users}/{id}/permission`,
    scope: 'user:update',
    body: { roles: ['approver'] },
  }),
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
  native('GET', '/api/v1/messaging/providers', { scope: 'messaging:read' }),
  native('POST', '/api/v1/messaging/setup', {
    scope: 'messaging:create_or_update',
    body: { service_type: 'mailgun', details: { domain: 'mg.example.com' } },
  }),
  native('GET', '/api/v1/messaging/fallback', { scope: 'messaging:read' }),
  native('GET', '/api/v1/messaging/health', { scope: 'messaging:read' }),
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
  native('GET', '/api/v1/brand', { scope: 'config:read' }),
  native('GET', '/api/v1/brands', { scope: 'config:read' }),
  native('PUT', '/api/v1/brand', { scope: 'config:update', body: { name: 'Acme' } }),
  native('PUT', '/api/v1/brand/logo', { scope: 'config:update', body: { content: logoPng } }),
  native('DELETE', '/api/v1/brand/logo', { scope: 'config:update' }),
  native('DELETE', '/api/v1/brand', { scope: 'config:update' }),
  native('GET', laws, { scope: 'law:read' }),
  native('PUT', `${laws}/own`, {
    pattern: `${laws}/{id}`,
    scope: 'law:create_or_update',
    body: ownLaw,
  }),
  native('GET', `${laws}/own`, { pattern: `${laws}/{id}`, scope: 'law:read' }),
  native('DELETE', `${laws}/own`, { pattern: `${laws}/{id}`, scope: 'law:create_or_update' }),
  native('GET', '/api/v1/deadline-settings', { scope: 'law:read' }),
  native('PUT', '/api/v1/deadline-settings', {
    scope: 'law:create_or_update',
    body: { time_zone: 'UTC', assumed_laws: [], property_laws: [] },
  }),
  native('GET', '/api/v1/assurance', { scope: 'law:read' }),
  native('PUT', '/api/v1/assurance', {
    scope: 'law:create_or_update',
    body: { is_enabled: false, rules: [], min_data_points: 3 },
  }),
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
  native('POST', '/api/v1/organizations', {
    scope: 'organization:create',
    body: { id: 'acme', name: 'Acme' },
  }),
  native('PATCH', '/api/v1/organizations/none', {
    pattern: '/api/v1/organizations/{id}',
    scope: 'organization:update',
    body: { name: 'Acme' },
  }),
  native('GET', '/api/v1/organizations', { scope: 'organization:read' }),
  fides('GET', '/api/v1/oauth/scope', { scope: 'scope:read' }),
  fides('GET', '/api/v1/oauth/role', { scope: 'scope:read' }),
];
