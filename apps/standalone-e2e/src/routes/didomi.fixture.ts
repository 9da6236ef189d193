import { didomi, unknownRequest, type Route } from './route.fixture';

/* For specs: the routes of Didomi's API. */

const emails = '/marketplace/emails';
const oneEmail = `${emails}/request-status-wip.en`;
const requests = '/dsar/requests';

export const didomiRoutes: readonly Route[] = [
  didomi('POST', '/sessions', { body: { type: 'api-key', key: 'nobody', secret: 'none' } }),
  didomi('POST', emails, {
    scope: 'messaging-template:update',
    body: { type_id: 'didomi', email_type: 'validation-double-optin' },
  }),
  didomi('GET', emails, { scope: 'messaging:read' }),
  didomi('GET', `${emails}/types`, { scope: 'messaging:read' }),
  didomi('GET', `${emails}/properties-schema`, { scope: 'messaging:read' }),
  didomi('GET', oneEmail, { pattern: `${emails}/{id}`, scope: 'messaging:read' }),
  ...['PATCH', 'PUT'].map((method) =>
    didomi(method, oneEmail, {
      pattern: `${emails}/{id}`,
      scope: 'messaging-template:update',
      body: { properties: { subject: 'On its way' } },
    }),
  ),
  didomi('DELETE', oneEmail, { pattern: `${emails}/{id}`, scope: 'messaging-template:update' }),
  didomi('GET', `${oneEmail}/versions`, { pattern: `${emails}/{id}/versions`, scope: 'messaging:read' }),
  didomi('GET', `${oneEmail}/versions/1`, {
    pattern: `${emails}/{id}/versions/{version}`,
    scope: 'messaging:read',
  }),
  didomi('POST', `${oneEmail}/versions/1/restore`, {
    pattern: `${emails}/{id}/versions/{version}/restore`,
    scope: 'messaging-template:update',
  }),
  didomi('POST', `${emails}/preview`, {
    scope: 'messaging:read',
    body: { email_type: 'request-status-wip' },
  }),
  didomi('POST', `${oneEmail}/preview`, {
    pattern: `${emails}/{id}/preview`,
    scope: 'messaging:read',
    body: {},
    needsBody: false,
  }),
  didomi('POST', `${oneEmail}/test`, {
    pattern: `${emails}/{id}/test`,
    scope: 'messages:send',
    body: { to: { email: 'ada@example.com' } },
  }),
  didomi('POST', requests, {
    scope: 'privacy-request:create',
    body: {
      organization_user_id: 'ada@example.com',
      user_right_id: 'cpra_access_my_data',
      status: 'verified',
      source: { type: 'DSAR' },
    },
  }),
  didomi('GET', requests, { scope: 'privacy-request:read' }),
  didomi('GET', `${requests}/${unknownRequest}`, {
    pattern: `${requests}/{id}`,
    scope: 'privacy-request:read',
  }),
  didomi('PATCH', `${requests}/${unknownRequest}`, {
    pattern: `${requests}/{id}`,
    scope: 'privacy-request:review',
    body: { status: 'archived' },
  }),
  didomi('POST', `${requests}/notes`, {
    scope: 'privacy-request:review',
    body: { request_id: unknownRequest, value: 'Called back.' },
  }),
  didomi('GET', `${requests}/notes`, { scope: 'privacy-request:review' }),
  didomi('POST', '/dsar/links', {
    scope: 'privacy-request:review',
    body: { action: 'request.update', event: { request_id: unknownRequest, status: 'verified' } },
  }),
  didomi('GET', '/dsar/user-rights', { scope: 'privacy-request:read' }),
  didomi('GET', '/dsar/user-rights/cpra_opt_out', {
    pattern: '/dsar/user-rights/{id}',
    scope: 'privacy-request:read',
  }),
];
