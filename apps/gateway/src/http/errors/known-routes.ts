import type { FastifyInstance } from 'fastify';
import type { Family } from '../fastify-types';

interface KnownRoute {
  readonly family: Family | undefined;
  readonly pattern: RegExp;
  readonly methods: string[];
}

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
    else this.routes.set(url, { pattern: patternOf(url), methods: [...methods], family });
  }

  methodsAt(url: string): string[] {
    return [...new Set(this.fitting(url).flatMap(({ methods }) => methods))].toSorted();
  }

  /** Of the routes of a path; undefined where there is none. */
  familyAt(url: string): Family | undefined {
    return this.fitting(url).find(({ family }) => family !== undefined)?.family;
  }

  private fitting(url: string): KnownRoute[] {
    const [path = ''] = url.split('?', 1);
    return [...this.routes.values()].filter(({ pattern }) => pattern.test(path));
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : escape(part)));
  // the router takes a path with a slash at its end, too
  return new RegExp(`^${parts.join('/')}/?$`);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
