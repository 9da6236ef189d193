/** Where Didomi's API lives. Their own service has `/v1` before each of them. */
const roots = ['auth-providers', 'auth', 'consents', 'dsar', 'marketplace', 'sessions'].join('|');
const pattern = new RegExp(String.raw`^(?:/v1)?(/(?:${roots})(?=[/?]|$).*)$`, 's');

/** Whether a URL is one of Didomi's API, known or not: nothing of ours or of Fides' begins with `/v1`. */
export function isDidomiUrl(url: string): boolean {
  return pattern.test(url) || /^\/v1(?=[/?]|$)/.test(url);
}

/** The URL without `/v1` where that stands before a path of Didomi's; every other URL as it is. */
export function withoutVersion(url: string): string {
  return pattern.exec(url)?.[1] ?? url;
}
