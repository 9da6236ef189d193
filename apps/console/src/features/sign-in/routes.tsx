import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../routes';
import { SignInPage } from './sign-in-page';

export const signInRoute = createRoute({
  path: '/sign-in',
  getParentRoute: () => rootRoute,
  component: SignInPage,
  // only a path of our own: a link must not lead to another site after the sign-in
  validateSearch: ({ to }: Record<string, unknown>): { readonly to?: string } =>
    typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {},
});
