import Handlebars from 'handlebars';

/**
 * The language of wording: the part of Handlebars that can neither loop, nor call out, nor reach anything but the
 * parameters of its message. Handlebars reads it; what is not one of these three pieces is refused, so that nothing
 * else ever needs to be rendered, and no code is made out of a template.
 */
export type Piece = string | Value | Condition;

/** `{{name}}`, `{{urlencode name}}`, or `{{name}}` at the head of a link's address. */
export interface Value {
  readonly kind: 'value';
  readonly name: string;
  readonly form: 'plain' | 'urlencoded' | 'address';
}

/** `{{#if name}}…{{else}}…{{/if}}`, and `{{#unless}}` the other way round. Absent means empty or not given. */
export interface Condition {
  readonly kind: 'condition';
  readonly name: string;
  readonly whenPresent: readonly Piece[];
  readonly whenAbsent: readonly Piece[];
}

export interface Reading {
  readonly pieces: readonly Piece[];
  /** What is not in the language; `pieces` are of use only when there is nothing. */
  readonly problems: readonly string[];
}

const namePattern = /^[A-Za-z][A-Za-z0-9_]*$/;
/** U+E000 to U+E0FF, as they are or as HTML spells them: we mark places with them while HTML is read (marks.ts). */
const privateUse = /[\ue000-\ue0ff]|&#x0*e0[0-9a-f]{2}|&#0*57(?:34[4-9]|3[5-9]\d|[45]\d\d)/i;
const deepestNesting = 10;
/** Handlebars takes time with the square of the depth: 1,000 cost 0.1 seconds, 9,000 nearly a minute. */
const mostConditions = 300;

export function readTemplate(source: string): Reading {
  if (privateUse.test(source)) return refused('it contains a private-use character (U+E000 to U+E0FF)');
  if (source.includes('{{{{')) return refused('raw blocks ({{{{…}}}}) are not part of the language');
  const conditions = source.match(/\{\{~?\s*(?:#|\^|else\b)/g)?.length ?? 0;
  if (conditions > mostConditions) return refused(`it has more than ${mostConditions} conditions`);
  try {
    const reader = new Reader();
    const pieces = reader.program(Handlebars.parse(source), 0);
    return { pieces, problems: [...new Set(reader.problems)] };
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
    return refused(`it cannot be read: ${reason.replace(/:$/, '')}`);
  }
}

/** Every name that a template uses, in values and conditions. */
export function namesIn(pieces: readonly Piece[], names = new Set<string>()): Set<string> {
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    names.add(piece.name);
    if (piece.kind === 'value') continue;
    namesIn(piece.whenPresent, names);
    namesIn(piece.whenAbsent, names);
  }
  return names;
}

/** A template without its conditions, as if everything were given: texts, and the names that stand between them. */
export interface FlatTemplate {
  /** One more than there are names. */
  readonly texts: string[];
  readonly names: string[];
}

/** What a template shows when nothing is absent; for authors who write placeholders and no conditions. */
export function flatten(source: string): FlatTemplate {
  const flat: FlatTemplate = { texts: [''], names: [] };
  addFlat(readTemplate(source).pieces, flat);
  return flat;
}

function addFlat(pieces: readonly Piece[], flat: FlatTemplate): void {
  const { texts, names } = flat;
  for (const piece of pieces) {
    if (typeof piece === 'string') texts.push((texts.pop() ?? '') + piece);
    else if (piece.kind === 'condition') addFlat(piece.whenPresent, flat);
    else {
      names.push(piece.name);
      texts.push('');
    }
  }
}

/** Whether `name` is shown whatever is absent. `given` are the names that never are. */
export function alwaysShows(
  pieces: readonly Piece[],
  name: string,
  given: ReadonlySet<string> = new Set(),
): boolean {
  return pieces.some((piece) => {
    if (typeof piece === 'string') return false;
    if (piece.kind === 'value') return piece.name === name;
    const present = alwaysShows(piece.whenPresent, name, given);
    return present && (given.has(piece.name) || alwaysShows(piece.whenAbsent, name, given));
  });
}

function refused(problem: string): Reading {
  return { pieces: [], problems: [problem] };
}

/** Walks what Handlebars has parsed. */
class Reader {
  readonly problems: string[] = [];

  program(program: hbs.AST.Program | undefined, depth: number): Piece[] {
    if (!program) return [];
    if (program.blockParams?.length) this.problems.push('block parameters ("as |name|") are not supported');
    return program.body.flatMap((statement) => this.statement(statement, depth));
  }

  private statement(statement: hbs.AST.Statement, depth: number): Piece[] {
    if (isContent(statement)) return this.content(statement);
    if (isMustache(statement)) return this.mustache(statement);
    if (isBlock(statement)) return this.block(statement, depth + 1);
    if (statement.type === 'CommentStatement') return [];
    const what = statement.type.startsWith('Partial') ? 'partials ({{> …}})' : 'decorators ({{* …}})';
    return this.refuse(`${what} are not part of the language`);
  }

  private content({ value }: hbs.AST.ContentStatement): Piece[] {
    if (value.includes('{{')) return this.refuse('a backslash before {{ is not part of the language');
    return value === '' ? [] : [value];
  }

  private mustache({ path, params, hash, escaped }: hbs.AST.MustacheStatement): Piece[] {
    const said = spelled(path);
    if (isBraces(path) && escaped && params.length === 0 && !hash) return [path.value];
    if (!escaped) return this.refuse(`{{{${said}}}} would leave a value unescaped: write {{${said}}}`);
    if (params.length === 0 && !hash && said !== 'urlencode') return this.value(path, 'plain');
    const [argument, ...more] = params;
    if (said !== 'urlencode') return this.refuse(`{{${said} …}}: the only helper is urlencode`);
    if (!argument || more.length > 0 || hash) return this.refuse('{{urlencode name}} takes one name');
    return this.value(argument, 'urlencoded');
  }

  private block({ path, params, hash, program, inverse }: hbs.AST.BlockStatement, depth: number): Piece[] {
    const said = spelled(path);
    if (said !== 'if' && said !== 'unless') {
      return this.refuse(`{{#${said}}}: the only blocks are {{#if name}} and {{#unless name}}`);
    }
    if (depth > deepestNesting) return this.refuse(`blocks are nested deeper than ${deepestNesting}`);
    const [argument, ...more] = params;
    if (!argument || more.length > 0 || hash) return this.refuse(`{{#${said} name}} takes one name`);
    const name = this.name(argument);
    const [first, second] = [this.program(program, depth), this.program(inverse, depth)];
    if (name === null) return [];
    const [whenPresent, whenAbsent] = said === 'if' ? [first, second] : [second, first];
    return [{ kind: 'condition', name, whenPresent, whenAbsent }];
  }

  private value(expression: hbs.AST.Expression, form: Value['form']): Piece[] {
    const name = this.name(expression);
    return name === null ? [] : [{ kind: 'value', name, form }];
  }

  private name(expression: hbs.AST.Expression): string | null {
    const said = spelled(expression);
    const plain = isPath(expression) && !expression.data && expression.depth === 0 && namePattern.test(said);
    if (plain && said !== 'this') return said;
    this.problems.push(`"${said}" is not the name of a parameter`);
    return null;
  }

  private refuse(problem: string): Piece[] {
    this.problems.push(problem);
    return [];
  }
}

/** How the author wrote it, for a message to them. */
function spelled(expression: hbs.AST.Expression): string {
  if ('original' in expression) return String(expression.original);
  return expression.type === 'SubExpression' ? '(…)' : expression.type.replace('Literal', '').toLowerCase();
}

function isContent(node: hbs.AST.Node): node is hbs.AST.ContentStatement {
  return node.type === 'ContentStatement';
}

function isMustache(node: hbs.AST.Node): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement';
}

function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement';
}

/** `{{'{'}}`: the only way to write a brace where Handlebars would take it for the beginning of a tag. */
function isBraces(node: hbs.AST.Node): node is hbs.AST.StringLiteral {
  return node.type === 'StringLiteral' && 'value' in node && /^[{}]+$/.test(String(node.value));
}

function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}
