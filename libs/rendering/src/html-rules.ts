import { DomUtils, type parseDocument } from 'htmlparser2';
import { markEnd, marksIn, markStart, type Mark } from './marks';
import type { Condition } from './template';

/** What an author may use in a body. A list of what is allowed: nobody can list everything that is not. */
const allowedTags = new Set(
  `a abbr address b big blockquote br caption center cite code col colgroup dd del div dl dt em font
   h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp section small span strong sub sup
   table tbody td tfoot th thead time tr tt u ul var`.split(/\s+/),
);

const allowedAttributes = new Set(
  `abbr align bgcolor border cellpadding cellspacing class color colspan datetime dir face headers height
   href hreflang id lang name nowrap rel role rowspan scope size span start style target title type
   valign value width`.split(/\s+/),
);

const allowedAddresses = /^(?:https?:\/\/|mailto:|tel:\+?[\d-])/i;
const functionsInStyle = /(?:^|[^\w-])(?:rgba?|hsla?|calc)\(/gi;
const deepestNesting = 60;

export type HtmlNode = ReturnType<typeof parseDocument>['children'][number];

/** Walks the tree of a body in which marks stand for values and tags, and names all that is not allowed. */
export class HtmlRules {
  readonly problems = new Set<string>();
  /** The marks at the head of a link's address. */
  readonly addresses = new Set<Mark>();

  constructor(private readonly marks: readonly Mark[]) {}

  walk(nodes: readonly HtmlNode[], depth = 0): void {
    if (depth > deepestNesting) {
      this.problems.add(`elements are nested deeper than ${deepestNesting}`);
      return;
    }
    for (const node of nodes) this.node(node, depth);
    this.conditions(nodes);
  }

  private node(node: HtmlNode, depth: number): void {
    if (DomUtils.isText(node)) return;
    if (!DomUtils.isTag(node)) {
      this.problems.add('comments in HTML (<!-- … -->) reach the person: write {{! … }}');
      return;
    }
    if (node.name === 'img') this.problems.add('<img>: images are not allowed, they tell who reads a mail');
    else if (!allowedTags.has(node.name)) this.problems.add(`<${shown(node.name)}> is not allowed`);
    for (const [name, value] of Object.entries(node.attribs)) this.attribute(node.name, name, value);
    this.walk(node.children, depth + 1);
  }

  /** A condition begins, turns and ends in one element, so that a message is well-formed whatever is absent. */
  private conditions(nodes: readonly HtmlNode[]): void {
    const conditions = nodes
      .flatMap((node) => (DomUtils.isText(node) ? marksIn(node.data, this.marks) : []))
      .flatMap((mark) => (mark.tag === 'value' ? [] : mark.condition));
    const complete = (one: Condition) => conditions.filter((other) => other === one).length === 3;
    if (!conditions.every(complete)) {
      this.problems.add('a condition has to begin, turn and end inside the same element');
    }
  }

  private attribute(tag: string, name: string, value: string): void {
    const place = `${shown(name)} of <${shown(tag)}>`;
    const allowed = allowedAttributes.has(name) || /^aria-[a-z]+$/.test(name);
    if (!allowed) {
      this.problems.add(`the attribute ${place} is not allowed`);
      return;
    }
    const found = marksIn(value, this.marks);
    if (found.some((mark) => mark.tag !== 'value')) this.problems.add(`a condition inside ${place}`);
    if (name === 'href') this.address(value, found);
    else if (name === 'style') this.style(value, place);
    else if (found.length > 0 && name !== 'title') this.problems.add(`a value inside ${place}`);
  }

  private address(value: string, [first]: readonly Mark[]): void {
    const address = value.trim();
    if (first?.tag === 'value' && address.startsWith(markStart)) {
      // when the value is absent, what follows is at the head: it may be a path or a query, never a scheme
      const rest = address.slice(address.indexOf(markEnd) + 1);
      if (first.value.form === 'plain' && /^(?:$|[/?#&])/.test(rest)) this.addresses.add(first);
      else
        this.problems.add(`the address "${shown(address)}" may have only a path or a query behind its value`);
    } else if (!allowedAddresses.test(address)) {
      this.problems.add(
        `the address "${shown(address)}" does not begin with https://, http://, mailto: or tel:`,
      );
    }
  }

  /** Styles that load something (`url(`, `image-set(`, `@import`), or hide it behind an escape. */
  private style(value: string, place: string): void {
    const rest = value.replace(functionsInStyle, '');
    const [found] = /[(\\@<\ue000]|\/\*|behavior/i.exec(rest) ?? [];
    if (found)
      this.problems.add(`"${shown(found)}" inside ${place}: only plain values and colours are allowed`);
  }
}

function shown(text: string): string {
  return text.replace(/\ue000\d+\ue001/g, '{{…}}').slice(0, 60);
}
