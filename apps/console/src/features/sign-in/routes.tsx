import { createRoute, redirect } from '@tanstack/react-router';
import { rootRoute } from '../../routes';
import { callbackParameters } from './callback-parameters';
import { OidcPage } from './oidc-page';
import { SignInPage } from './sign-in-page';

export const signInRoute = createRoute({
  path: '/sign-in',
  getParentRoute: () => rootRoute,
  component: SignInPage,
  validateSearch: ({ to }: Record<string, unknown>): { readonly to?: string } =>
    typeof to === 'string' ? { to } : {},
});

/** Where the identity provider leads back to. */
export const oidcRoute = createRoute({
  path: '/sign-in/oidc',
  getParentRoute: () => rootRoute,
  component: OidcPage,
  beforeLoad: () => {
    if (callbackParameters === '') redirect({ to: '/sign-in', throw: true });
  },
});
