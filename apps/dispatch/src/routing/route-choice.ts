import type { Handover } from '@subjectline/contracts';
import type { Route, Routes } from './plan';

/** The name of a refused account in a message's handover: once its config is saved again it is another one. */
export function brokenName({ key, version }: { readonly key: string; readonly version: number }): string {
  return `${key}@${version}`;
}

/** What is known about accounts right now. */
export interface Accounts {
  /** Whether messages pass, as far as that is known. */
  readonly works: (route: Route) => boolean;
  /** Whether the last try of any message failed. */
  readonly hasFailed: (route: Route) => boolean;
}

/**
 * The route of the next try: the one handed over to, else the next whose account works. An account that was refused
 * during an earlier try gets another chance once it is known to work, or if all of them were. Null if none works: the
 * message is held.
 */
export function chooseRoute(
  routes: Routes,
  handover: Handover | undefined,
  { works, hasFailed }: Accounts,
): Route | null {
  const isBroken = ({ state }: Route) => handover?.broken.includes(brokenName(state)) === true;
  const turn = routes.find(({ state }) => state.key === handover?.key) ?? routes[0];
  const areAllBroken = routes.every(isBroken);
  const others = routes.filter((route) => areAllBroken || !isBroken(route) || !hasFailed(route));
  return [turn, ...others].find(works) ?? null;
}
