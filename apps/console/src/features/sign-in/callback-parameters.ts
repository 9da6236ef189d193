import { basePath } from '../../base-path';

/**
 * What the identity provider has added to the address. It is taken out of the address as soon as the console is loaded, before
 * anything else reads or keeps it.
 */
function takeParameters(): string {
  const { pathname, search } = location;
  if (pathname !== `${basePath}/sign-in/oidc`) return '';
  history.replaceState(null, '', pathname);
  return search.slice(1);
}

export const callbackParameters = takeParameters();
