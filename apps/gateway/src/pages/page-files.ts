import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface PageFile {
  readonly folder: string;
  readonly name: string;
}

const ours = (...page: string[]) => join(__dirname, '..', '..', 'pages', ...page);

/** Swagger UI's own files; they come with `@nestjs/swagger`, whose dependency they are. */
function swaggerUiFolder(): string {
  const requireFromSwagger = createRequire(require.resolve('@nestjs/swagger'));
  return dirname(requireFromSwagger.resolve('swagger-ui-dist/package.json'));
}

/** Every file that a page may load, by its path under `/`. Nothing comes from another host. */
const files: Readonly<Record<string, () => PageFile>> = {
  'links/links.css': () => ({ folder: ours('links'), name: 'links.css' }),
  docs: () => ({ folder: ours('docs'), name: 'index.html' }),
  'docs/docs.js': () => ({ folder: ours('docs'), name: 'docs.js' }),
  'docs/docs.css': () => ({ folder: ours('docs'), name: 'docs.css' }),
  'docs/swagger-ui.css': () => ({ folder: swaggerUiFolder(), name: 'swagger-ui.css' }),
  'docs/swagger-ui-bundle.js': () => ({ folder: swaggerUiFolder(), name: 'swagger-ui-bundle.js' }),
};

export function findPageFile(path: string): PageFile | null {
  return Object.hasOwn(files, path) ? (files[path]?.() ?? null) : null;
}
