/**
 * How the console's addresses begin, beside `/`. No route of an API begins with the first part of one; those of Didomi
 * answer without `/v1`, so that a page at `/consents` would be JSON.
 */
export const consolePrefixes = [
  'requests',
  'messages',
  'people',
  'choices',
  'wording',
  'reports',
  'settings',
  'privacy-request/configure',
  'inbox',
  'sign-in',
  'account',
] as const;

/** Files beside `index.html` that a page loads; those in `assets/` have a digest in their names. */
export const consoleFiles = ['color-scheme.js', 'icon.svg'] as const;

export const consoleRoutes = consolePrefixes.flatMap((prefix) => [prefix, `${prefix}/*`]);

/** @param path without the query, as it was sent */
export function isConsolePath(path: string): boolean {
  return path === '/' || consolePrefixes.some((prefix) => `${path}/`.startsWith(`/${prefix}/`));
}
