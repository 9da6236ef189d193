import { parseSync } from 'vite';

/** One import, re-export, `import()` or `require()` of a source file. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** Gone once it is compiled. */
  readonly isTypeOnly: boolean;
}

type Parsed = ReturnType<typeof parseSync>;

interface Found {
  readonly from: unknown;
  readonly start: number;
  readonly entries: readonly { readonly isType: boolean }[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [name: string]: unknown;
}

/** Everything that a source file imports. */
export function importsOf(path: string, source: string): Import[] {
  const parsed = parseSync(path, source);
  // the whole tree is costly: only where it may hold a call
  const calls = /\b(import|require)(\.resolve)?\(/.test(source) ? callsIn(parsed.program) : [];
  return [...statementsOf(parsed), ...calls].flatMap(({ from, start, entries }) => {
    if (typeof from !== 'string') return [];
    const isTypeOnly = entries.length > 0 && entries.every(({ isType }) => isType);
    return [{ from, line: source.slice(0, start).split('\n').length, isTypeOnly }];
  });
}

function statementsOf({ module }: Parsed): Found[] {
  const imported = module.staticImports.map((one) => ({ ...one, from: one.moduleRequest.value }));
  const exported = module.staticExports.map((one) => ({
    ...one,
    from: one.entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest?.value,
  }));
  return [...imported, ...exported];
}

/** `import('…')` of values and types, `require('…')`, `require.resolve('…')` and `import x = require('…')`. */
function callsIn(program: unknown): Found[] {
  return nodesIn(program).flatMap((node) => {
    const literal = literalOf(node) as { value?: unknown } | undefined;
    return literal ? [{ from: literal.value, start: node.start, entries: [] }] : [];
  });
}

function nodesIn(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(nodesIn);
  return 'type' in value && 'start' in value ? [value as Node, ...below] : below;
}

function literalOf({ type, source, expression, callee, arguments: given }: Node): unknown {
  if (type === 'ImportExpression' || type === 'TSImportType') return source;
  if (type === 'TSExternalModuleReference') return expression;
  return type === 'CallExpression' && isRequire(callee) ? (given as unknown[])[0] : undefined;
}

function isRequire(callee: unknown): boolean {
  const { name, object } = callee as { name?: string; object?: { name?: string } };
  return name === 'require' || object?.name === 'require';
}
