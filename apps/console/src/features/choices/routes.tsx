import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';
import { readPage } from './filters';

const listRoute = createRoute({
  path: '/choices',
  getParentRoute: () => signedInRoute,
  validateSearch: readPage,
  component: lazyRouteComponent(() => import('./choices-page'), 'ChoicesPage'),
});

const userRoute = createRoute({
  path: '/choices/users/$id',
  getParentRoute: () => signedInRoute,
  validateSearch: readPage,
  component: lazyRouteComponent(() => import('./user-page'), 'UserPage'),
});

export const choiceRoutes = [listRoute, userRoute] as const;
