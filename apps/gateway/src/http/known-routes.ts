import type { FastifyInstance } from 'fastify';

interface KnownRoute {
  readonly pattern: RegExp;
  readonly methods: string[];
}

/** Which methods a path knows: the router itself cannot tell 404 from 405. */
export class KnownRoutes {
  private readonly routes = new Map<string, KnownRoute>();

  /** Has to be called before the first route is added. */
  listenTo(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => this.add(url, [method].flat()));
  }

  add(url: string, methods: readonly string[]): void {
    const known = this.routes.get(url);
    if (known) known.methods.push(...methods);
    else this.routes.set(url, { pattern: patternOf(url), methods: [...methods] });
  }

  methodsAt(url: string): string[] {
    const [path = ''] = url.split('?', 1);
    const fitting = [...this.routes.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(fitting.flatMap(({ methods }) => methods))].toSorted();
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
