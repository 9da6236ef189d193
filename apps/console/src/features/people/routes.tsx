import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';

const searchRoute = createRoute({
  path: '/people',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./people-page'), 'PeoplePage'),
});

const erasureRoute = createRoute({
  path: '/people/erasures/$id',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./erasure-page'), 'ErasurePage'),
});

export const peopleRoutes = [searchRoute, erasureRoute] as const;
