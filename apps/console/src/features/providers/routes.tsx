import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';

const listRoute = createRoute({
  path: '/privacy-request/configure',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./providers-page'), 'ProvidersPage'),
});

const newRoute = createRoute({
  path: '/privacy-request/configure/new/$type',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./new-provider-page'), 'NewProviderPage'),
});

const detailRoute = createRoute({
  path: '/privacy-request/configure/$key',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./provider-page'), 'ProviderPage'),
});

export const providerRoutes = [listRoute, newRoute, detailRoute] as const;
