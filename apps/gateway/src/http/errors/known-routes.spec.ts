import { expect, it } from 'vitest';
import { KnownRoutes } from './known-routes';

it('knows which methods a path has, whatever its parameters are', () => {
  const routes = new KnownRoutes();
  routes.add('/things', ['GET', 'HEAD']);
  routes.add('/things', ['POST']);
  routes.add('/things/:id/parts.json', ['PATCH']);
  expect(routes.methodsAt('/things?page=2')).toEqual(['GET', 'HEAD', 'POST']);
  expect(routes.methodsAt('/things/7/parts.json')).toEqual(['PATCH']);
  expect(routes.methodsAt('/things/7/parts.json/?page=2')).toEqual(['PATCH']);
  expect(routes.methodsAt('/things/7/partsXjson')).toEqual([]);
  expect(routes.methodsAt('/things/7/8/parts.json')).toEqual([]);
});

it('takes the family of a path without a route from the routes near it', () => {
  const routes = new KnownRoutes();
  routes.add('/api/v1/persons/export', ['POST'], 'native');
  routes.add('/api/v1/messaging/config', ['GET'], 'fides');
  routes.add('/api/v1/messaging/config/:key/reports', ['POST'], 'native');
  expect(routes.familyAt('/api/v1/persons/none?page=2')).toBe('native');
  expect(routes.familyAt('/api/v1/persons')).toBe('native');
  expect(routes.familyAt('/api/v1/messaging/config/mine/reports/none')).toBe('native');
  expect(routes.familyAt('/api/v1/messaging/config')).toBe('fides');
  expect(routes.familyAt('/api/v1/messaging/none')).toBeUndefined();
  expect(routes.familyAt('/api/v1/none')).toBeUndefined();
});
