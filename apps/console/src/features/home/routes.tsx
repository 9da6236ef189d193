import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';

export const homeRoute = createRoute({
  path: '/',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./home-page'), 'HomePage'),
});
