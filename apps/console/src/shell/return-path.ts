const key = 'subjectline-return-path';

/** The page to come back to from a sign-in elsewhere: in this tab, and nowhere in an address. */
export function rememberPath(path: string): void {
  sessionStorage.setItem(key, path);
}

export function rememberedPath(): string | undefined {
  return sessionStorage.getItem(key) ?? undefined;
}
