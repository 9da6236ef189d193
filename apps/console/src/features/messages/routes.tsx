import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';
import { readFilters } from './filters';

const listRoute = createRoute({
  path: '/messages',
  getParentRoute: () => signedInRoute,
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import('./messages-page'), 'MessagesPage'),
});

const attentionRoute = createRoute({
  path: '/messages/attention',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./attention-page'), 'AttentionPage'),
});

const detailRoute = createRoute({
  path: '/messages/$id',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./message-page'), 'MessagePage'),
});

export const messageRoutes = [listRoute, attentionRoute, detailRoute] as const;
