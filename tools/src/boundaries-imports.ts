/** One import, re-export, `import()` or `require()` of a source file. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** Gone once it is compiled. */
  readonly isTypeOnly: boolean;
}

interface Token {
  readonly text: string;
  readonly line: number;
  /** What stands between the quotes of a string. */
  readonly quoted?: string | undefined;
}

/** Comments, strings and templates are each one token, so that nothing inside them looks like an import. */
const tokenPattern =
  /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[^]|[^`\\])*`|[\w$]+|\S/g;
const expressionPattern = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//y;
/** After one of these a slash begins a regular expression; after anything else it divides. */
const beforeExpression = /^([(,=:[!&|?{};>]|return|of|in)$/;

/** Everything that a source file imports. TypeScript 7 has no parser for programs to use; imports need none. */
export function importsOf(source: string): Import[] {
  const tokens = tokenize(source);
  return tokens.flatMap(({ text }, index) => {
    if (tokens[index - 1]?.text === '.') return [];
    const found = text === 'import' || text === 'export' ? statementAt(tokens, index) : null;
    return found ?? callAt(tokens, index) ?? [];
  });
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  let line = 1;
  let end = 0;
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    line += newLinesIn(source.slice(end, match.index));
    end = match.index;
    const text = match[0];
    if (text === '/') pattern.lastIndex = endOfSlash(source, end, tokens.at(-1)?.text);
    else if (!/^\/[/*]/.test(text)) tokens.push({ text, line, quoted: /^['"](.*).$/.exec(text)?.[1] });
  }
  return tokens;
}

const newLinesIn = (text: string): number => text.split('\n').length - 1;

/** Where the regular expression that begins here ends, or the division sign. */
function endOfSlash(source: string, start: number, before = ''): number {
  if (!beforeExpression.test(before)) return start + 1;
  expressionPattern.lastIndex = start;
  return start + (expressionPattern.exec(source)?.[0].length ?? 1);
}

/** `import … from '…'`, `import '…'`, `export … from '…'`. */
function statementAt(tokens: readonly Token[], start: number): Import | null {
  const next = tokens[start + 1];
  if (next?.quoted !== undefined) return imported(next, false);
  const isExport = tokens[start]?.text === 'export';
  const opening = tokens[next?.text === 'type' ? start + 2 : start + 1]?.text;
  if (isExport && opening !== '{' && opening !== '*') return null;
  if (next?.text === '(' || next?.text === '.') return null;
  for (let index = start + 1; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.text === ';' || token?.text === '=' || token?.quoted !== undefined) return null;
    const place = tokens[index + 1];
    if (token?.text === 'from' && place?.quoted !== undefined) {
      return imported(place, isTypeOnly(tokens.slice(start + 1, index)));
    }
  }
  return null;
}

/** `import type …`, or braces in which every name is a type. */
function isTypeOnly(clause: readonly Token[]): boolean {
  const [first, second] = clause;
  if (first?.text === 'type' && second && second.text !== ',') return true;
  if (first?.text !== '{') return false;
  const names = clause
    .slice(1, -1)
    .map(({ text }) => text)
    .join(' ')
    .split(',')
    .filter((name) => name.trim());
  return names.length > 0 && names.every((name) => /^\s*type\s+\w/.test(name));
}

/** `import('…')` and `require('…')`. */
function callAt(tokens: readonly Token[], start: number): Import | null {
  const [name, bracket, place] = tokens.slice(start, start + 3);
  if (name?.text !== 'import' && name?.text !== 'require') return null;
  return bracket?.text === '(' && place?.quoted !== undefined ? imported(place, false) : null;
}

function imported({ quoted = '', line }: Token, typeOnly: boolean): Import {
  return { from: quoted, line, isTypeOnly: typeOnly };
}
