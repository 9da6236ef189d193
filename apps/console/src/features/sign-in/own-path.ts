/** A path of our own, or the home page: a link must not lead to another site after the sign-in. */
export function ownPath(to: string | undefined, origin: string): string {
  if (!to?.startsWith('/') || !URL.canParse(to, origin)) return '/';
  // as browsers read it: `/\\host` and a tab between slashes are other hosts too
  const { origin: target, pathname, search, hash } = new URL(to, origin);
  return target === origin ? pathname + search + hash : '/';
}
