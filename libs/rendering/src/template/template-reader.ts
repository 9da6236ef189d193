import type { Piece, Value } from './pieces';

const namePattern = /^[A-Za-z][A-Za-z0-9_]*$/;
const deepestNesting = 10;

/** Walks what Handlebars has parsed. */
export class TemplateReader {
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
    return [{ type: 'condition', name, whenPresent, whenAbsent }];
  }

  private value(expression: hbs.AST.Expression, form: Value['form']): Piece[] {
    const name = this.name(expression);
    return name === null ? [] : [{ type: 'value', name, form }];
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

/** The source as the author wrote it, for an error message. */
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
