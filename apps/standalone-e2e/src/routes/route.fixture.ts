import type { Scope } from '@subjectline/contracts';

/* For specs: how a route of the API is described. */

export interface Route {
  readonly method: string;
  readonly path: string;
  /** As the OpenAPI document names it, when that is not `path`. */
  readonly pattern?: string;
  readonly family: 'fides' | 'native' | 'didomi';
  /** None for a public route. */
  readonly scope?: Scope;
  readonly body?: unknown;
  /** Left out, the route works without one. */
  readonly needsBody?: boolean;
}

export const fides = (method: string, path: string, rest: Partial<Route> = {}): Route => ({
  method,
  path,
  family: 'fides',
  ...(rest.body !== undefined && { needsBody: true }),
  ...rest,
});
export const native = (method: string, path: string, rest: Partial<Route> = {}): Route => ({
  ...fides(method, path, rest),
  family: 'native',
});

export const didomi = (method: string, path: string, rest: Partial<Route> = {}): Route => ({
  ...fides(method, path, rest),
  family: 'didomi',
});

export const unknownRequest = 'pri_00000000-0000-4000-8000-000000000000';
export const unknownMessage = 'msg_00000000-0000-4000-8000-000000000000';
