import { didomi, type Route } from './route.suite';

/* For specs: the routes of Didomi's API. */

export const didomiRoutes: readonly Route[] = [
  didomi('POST', '/sessions', { body: { type: 'api-key', key: 'nobody', secret: 'none' } }),
];
