import type { FastifyInstance } from 'fastify';
import type { Family } from '../fastify-types';

interface KnownRoute {
  readonly family: Family | undefined;
  readonly parts: readonly string[];
  readonly methods: string[];
}

/** `api`, `v1` and the name of a resource: above that, families share their paths. */
const sharedParts = 3;

/** Which methods a path knows: the router itself cannot tell 404 from 405. */
export class KnownRoutes {
  private readonly routes = new Map<string, KnownRoute>();

  /** Has to be called before the first route is added. */
  listenTo(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method, config }) => this.add(url, [method].flat(), config?.family));
  }

  add(url: string, methods: readonly string[], family?: Family): void {
    const known = this.routes.get(url);
    if (known) known.methods.push(...methods);
    else this.routes.set(url, { parts: partsOf(url), methods: [...methods], family });
  }

  methodsAt(url: string): string[] {
    return [...new Set(this.fitting(url).flatMap(({ methods }) => methods))].toSorted();
  }

  /**
   * Of the routes of a path. Where there is none, of those below the longest part of it that has some, if they are all
   * of one family.
   */
  familyAt(url: string): Family | undefined {
    const exact = this.fitting(url).find(({ family }) => family !== undefined);
    if (exact) return exact.family;
    const path = partsOf(url);
    for (let length = path.length; length >= sharedParts; length -= 1) {
      const near = this.below(path.slice(0, length)).flatMap(({ family }) => family ?? []);
      if (near.length > 0) return new Set(near).size === 1 ? near[0] : undefined;
    }
    return undefined;
  }

  private fitting(url: string): KnownRoute[] {
    const path = partsOf(url);
    return this.below(path).filter(({ parts }) => parts.length === path.length);
  }

  private below(path: readonly string[]): KnownRoute[] {
    return [...this.routes.values()].filter(({ parts }) =>
      path.every((part, index) => parts[index] === part || (part !== '' && parts[index]?.startsWith(':'))),
    );
  }
}

/** Of a path or URL. The router takes a path with a slash at its end, too. */
function partsOf(url: string): string[] {
  const [path = ''] = url.split('?', 1);
  const parts = path.split('/').slice(1);
  return parts.length > 1 && parts.at(-1) === '' ? parts.slice(0, -1) : parts;
}
