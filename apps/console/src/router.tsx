import { createRouter } from '@tanstack/react-router';
import { queryClient } from './api/query-client';
import { basePath } from './base-path';
import { choiceRoutes } from './features/choices/routes';
import { homeRoute } from './features/home/routes';
import { inboxRoutes } from './features/inbox/routes';
import { messageRoutes } from './features/messages/routes';
import { providerRoutes } from './features/providers/routes';
import { peopleRoutes } from './features/people/routes';
import { reportRoutes } from './features/reports/routes';
import { requestRoutes } from './features/requests/routes';
import { wordingRoutes } from './features/wording/routes';
import { settingsRoutes } from './features/settings/routes';
import { oidcRoute, signInRoute } from './features/sign-in/routes';
import { rootRoute, signedInRoute } from './routes';
import { ProblemPage } from './shell/problem-page';

const routeTree = rootRoute.addChildren([
  signInRoute,
  oidcRoute,
  signedInRoute.addChildren([
    homeRoute,
    ...requestRoutes,
    ...messageRoutes,
    ...providerRoutes,
    ...inboxRoutes,
    ...peopleRoutes,
    ...wordingRoutes,
    ...choiceRoutes,
    ...reportRoutes,
    ...settingsRoutes,
  ]),
]);

export const router = createRouter({
  routeTree,
  basepath: basePath || '/',
  context: { queryClient },
  defaultPreload: 'intent',
  defaultErrorComponent: ProblemPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
