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
