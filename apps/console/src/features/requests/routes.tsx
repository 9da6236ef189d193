import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';
import { readFilters } from './filters';

const listRoute = createRoute({
  path: '/requests',
  getParentRoute: () => signedInRoute,
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import('./requests-page'), 'RequestsPage'),
});

const detailRoute = createRoute({
  path: '/requests/$id',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./request-page'), 'RequestPage'),
});

export const requestRoutes = [listRoute, detailRoute] as const;
