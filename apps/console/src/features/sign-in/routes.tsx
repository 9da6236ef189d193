import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../routes';
import { SignInPage } from './sign-in-page';

export const signInRoute = createRoute({
  path: '/sign-in',
  getParentRoute: () => rootRoute,
  component: SignInPage,
  validateSearch: ({ to }: Record<string, unknown>): { readonly to?: string } =>
    typeof to === 'string' ? { to } : {},
});
