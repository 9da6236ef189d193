/** The path under which the gateway serves the console, without a slash at the end: scripts are in `assets/` below it. */
export const basePath = new URL(/* @vite-ignore */ '..', import.meta.url).pathname.replace(/\/$/, '');
