import { DomUtils, parseDocument } from 'htmlparser2';
import { isHarmlessSheet } from './allowed-html';

type HtmlDocument = ReturnType<typeof parseDocument>;
export type HtmlNode = HtmlDocument['children'][number];
export type HtmlElement = HtmlNode & { name: string; attribs: Record<string, string> };

/** The part of a document that is sent, and whether it is a whole document. */
export interface Content {
  readonly body: HtmlDocument;
  /** `<html>` and `<body>`: checked and removed. */
  readonly wrappers: readonly HtmlElement[];
  /** The author wrote more than a body. */
  readonly isDocument: boolean;
  readonly problems: readonly string[];
}

/**
 * The body of a document. Authors may paste whole documents, but our layout is always around the body: the title is
 * the subject, and only half of the mail programs support styles in a head.
 */
export function contentOf(document: HtmlDocument): Content {
  const wrappers: HtmlElement[] = [];
  const problems: string[] = [];
  let isDocument = false;
  const unwrap = (nodes: readonly HtmlNode[], inHtml: boolean): HtmlNode[] =>
    nodes.flatMap((node) => {
      const name = nameOf(node);
      if (name === '!doctype') isDocument = true;
      else if (name === 'head' || (inHtml && isOfHead(name))) problems.push(...headProblems(node));
      else if (name === 'html' || name === 'body') {
        if (DomUtils.isTag(node)) wrappers.push(node);
        return unwrap(DomUtils.getChildren(node), name === 'html');
      } else return [node];
      return [];
    });
  const body = documentOf(unwrap(document.children, false));
  return { body, wrappers, isDocument: isDocument || wrappers.length > 0, problems };
}

/** A document of these nodes. Appended one by one, each would be looked for in the list that it is taken from. */
function documentOf(nodes: HtmlNode[]): HtmlDocument {
  const document = parseDocument('');
  document.children = nodes;
  for (const [index, node] of nodes.entries()) {
    node.parent = document;
    node.prev = nodes[index - 1] ?? null;
    node.next = nodes[index + 1] ?? null;
  }
  return document;
}

/** Everything in a head is removed. Active content is refused all the same, so that no author relies on it. */
function headProblems(node: HtmlNode): string[] {
  const nodes = nameOf(node) === 'head' ? DomUtils.getChildren(node) : [node];
  return nodes.flatMap((child) => {
    if (DomUtils.isText(child)) return child.data.trim() === '' ? [] : ['a text inside <head>'];
    if (!DomUtils.isTag(child)) return ['comments in HTML (<!-- … -->) are not kept: write {{! … }}'];
    return isHarmless(child) ? [] : [`<${child.name}> inside <head> is not allowed as it is here`];
  });
}

function isHarmless(element: HtmlElement): boolean {
  if (Object.keys(element.attribs).some((name) => !headAttributes.has(name))) return false;
  if (element.name === 'title') return true;
  if (element.name === 'style') return isHarmlessSheet(DomUtils.textContent(element));
  const does = element.attribs['http-equiv'];
  return element.name === 'meta' && (!does || /^(?:content-type|x-ua-compatible)$/i.test(does.trim()));
}

const headAttributes = new Set([
  'charset',
  'content',
  'http-equiv',
  'lang',
  'media',
  'name',
  'property',
  'type',
]);

function isOfHead(name: string): boolean {
  return name === 'title' || name === 'meta' || name === 'style';
}

/** Of an element or a declaration such as `<!doctype html>`. */
function nameOf(node: HtmlNode): string {
  if (DomUtils.isTag(node)) return node.name;
  return 'name' in node && typeof node.name === 'string' ? node.name.toLowerCase() : '';
}
