import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';

const listRoute = createRoute({
  path: '/inbox',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./inbox-page'), 'InboxPage'),
});

const detailRoute = createRoute({
  path: '/inbox/$id',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./kept-message-page'), 'KeptMessagePage'),
});

export const inboxRoutes = [listRoute, detailRoute] as const;
