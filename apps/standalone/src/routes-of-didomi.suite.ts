import { didomi, unknownRequest, type Route } from './route.suite';

/* For specs: the routes of Didomi's API. */

const requests = '/dsar/requests';

export const didomiRoutes: readonly Route[] = [
  didomi('POST', '/sessions', { body: { type: 'api-key', key: 'nobody', secret: 'none' } }),
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
