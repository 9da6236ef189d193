import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { signedInRoute } from '../../routes';
import { readAuditFilters } from './audit/filters';
import { readCreating } from './creating';

const indexRoute = createRoute({
  path: '/settings',
  getParentRoute: () => signedInRoute,
  beforeLoad: () => redirect({ to: '/settings/general', throw: true }),
});

const generalRoute = createRoute({
  path: '/settings/general',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./general/general-page'), 'GeneralPage'),
});

const teamRoute = createRoute({
  path: '/settings/team',
  getParentRoute: () => signedInRoute,
  validateSearch: readCreating,
  component: lazyRouteComponent(() => import('./team/team-page'), 'TeamPage'),
});

const clientsRoute = createRoute({
  path: '/settings/clients',
  getParentRoute: () => signedInRoute,
  validateSearch: readCreating,
  component: lazyRouteComponent(() => import('./clients/clients-page'), 'ClientsPage'),
});

const organizationsRoute = createRoute({
  path: '/settings/organizations',
  getParentRoute: () => signedInRoute,
  validateSearch: readCreating,
  component: lazyRouteComponent(() => import('./organizations/organizations-page'), 'OrganizationsPage'),
});

const suppressionRoute = createRoute({
  path: '/settings/suppression',
  getParentRoute: () => signedInRoute,
  validateSearch: readCreating,
  component: lazyRouteComponent(() => import('./suppression/suppression-page'), 'SuppressionPage'),
});

const alertsRoute = createRoute({
  path: '/settings/alerts',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./general/alerts-page'), 'AlertsPage'),
});

const webhooksRoute = createRoute({
  path: '/settings/webhooks',
  getParentRoute: () => signedInRoute,
  validateSearch: readCreating,
  component: lazyRouteComponent(() => import('./webhooks/webhooks-page'), 'WebhooksPage'),
});

const webhookRoute = createRoute({
  path: '/settings/webhooks/$id',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./webhooks/webhook-page'), 'WebhookPage'),
});

const auditRoute = createRoute({
  path: '/settings/audit',
  getParentRoute: () => signedInRoute,
  validateSearch: readAuditFilters,
  component: lazyRouteComponent(() => import('./audit/audit-page'), 'AuditPage'),
});

const keysRoute = createRoute({
  path: '/settings/keys',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./account/keys-page'), 'KeysPage'),
});

const accountRoute = createRoute({
  path: '/account',
  getParentRoute: () => signedInRoute,
  component: lazyRouteComponent(() => import('./account/account-page'), 'AccountPage'),
});

export const settingsRoutes = [
  indexRoute,
  generalRoute,
  teamRoute,
  clientsRoute,
  organizationsRoute,
  suppressionRoute,
  alertsRoute,
  webhooksRoute,
  webhookRoute,
  auditRoute,
  keysRoute,
  accountRoute,
] as const;
