/**
 * The first parts of the console's addresses, beside `/`. No route of an API begins with one of them; those of Didomi
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
  'sign-in',
  'account',
] as const;

/** Static pages from before the console, which it takes over when it has a page for them (`pages.controller.ts`). */
export const staticPages = ['inbox', 'privacy-request/configure'] as const;

/** Files beside `index.html` that a page loads; those in `assets/` have a digest in their names. */
export const consoleFiles = ['color-scheme.js', 'icon.svg'] as const;

export const consoleRoutes = consolePrefixes.flatMap((prefix) => [prefix, `${prefix}/*`]);

/** @param path without the query, as it was sent */
export function isConsolePath(path: string): boolean {
  const [, first = ''] = path.split('/');
  return first === '' || (consolePrefixes as readonly string[]).includes(first);
}
