/** Under which the client of the configured OpenID provider is injected; null without one. */
export const oidcClientToken = Symbol('oidc-client');
