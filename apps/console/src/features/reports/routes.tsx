import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';
import { readDays } from './days';

const reportsRoute = createRoute({
  path: '/reports',
  getParentRoute: () => signedInRoute,
  validateSearch: readDays,
  component: lazyRouteComponent(() => import('./reports-page'), 'ReportsPage'),
});

export const reportRoutes = [reportsRoute] as const;
