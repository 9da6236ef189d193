import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { toProblem } from './api/problem';
import { sessionQuery } from './api/session';
import { NotFound } from './shell/not-found';
import { Shell } from './shell/shell';

interface Context {
  readonly queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<Context>()({ notFoundComponent: NotFound });

/** Pages that need a session: without one, the way leads over the sign-in and back. */
export const signedInRoute = createRoute({
  id: 'signed-in',
  getParentRoute: () => rootRoute,
  component: Shell,
  notFoundComponent: NotFound,
  beforeLoad: async ({ context, location }) => {
    await context.queryClient.ensureQueryData(sessionQuery).catch((error: unknown) => {
      if (toProblem(error).status !== 401) throw error;
      const to = location.href === '/' ? undefined : location.href;
      redirect({ to: '/sign-in', search: to === undefined ? {} : { to }, throw: true });
    });
  },
});
