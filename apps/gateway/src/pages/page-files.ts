import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface PageFile {
  readonly folder: string;
  readonly name: string;
}

const ours = (...page: string[]) => join(__dirname, '..', '..', 'pages', ...page);
const sharedByOperators = () => ({ folder: ours(), name: 'operator.css' });

/** Swagger UI's own files; they come with `@nestjs/swagger`, whose dependency they are. */
function swaggerUiFolder(): string {
  const requireFromSwagger = createRequire(require.resolve('@nestjs/swagger'));
  return dirname(requireFromSwagger.resolve('swagger-ui-dist/package.json'));
}

function configureFiles(...names: string[]): Record<string, () => PageFile> {
  const folder = ours('configure');
  return Object.fromEntries(
    names.map((name) => [`privacy-request/configure/${name}`, () => ({ folder, name })]),
  );
}

/** Every file that a page may load, by its path under `/`. Nothing comes from another host. */
const files: Readonly<Record<string, () => PageFile>> = {
  inbox: () => ({ folder: ours('inbox'), name: 'index.html' }),
  'inbox/inbox.js': () => ({ folder: ours('inbox'), name: 'inbox.js' }),
  'inbox/inbox.css': () => ({ folder: ours('inbox'), name: 'inbox.css' }),
  'inbox/operator.css': sharedByOperators,
  'privacy-request/configure': () => ({ folder: ours('configure'), name: 'index.html' }),
  'privacy-request/configure/operator.css': sharedByOperators,
  ...configureFiles('configure.css', 'configure.js', 'api.js', 'fields.js', 'page.js'),
  ...configureFiles('provider-form.js', 'provider-types.js', 'provider-values.js'),
  ...configureFiles('reports.js', 'switches.js', 'test-message.js'),
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
