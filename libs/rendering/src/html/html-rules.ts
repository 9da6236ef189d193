import { DomUtils } from 'htmlparser2';
import { readAddress, shown } from './address';
import { allowedAttributes, allowedTags, foundInStyle, isAllowedAttribute } from './allowed-html';
import type { HtmlElement, HtmlNode } from './html-document';
import { marksIn, type Mark } from './marks';
import type { Condition, Value } from '../template/pieces';
import { controls } from '../template/template';

const deepestNesting = 60;

/** Walks the tree of a body in which marks stand for values and tags, and names all that is not allowed. */
export class HtmlRules {
  readonly problems = new Set<string>();
  /** How the values in addresses have to be written. */
  readonly forms = new Map<Mark, Value['form']>();

  constructor(private readonly marks: readonly Mark[]) {}

  walk(nodes: readonly HtmlNode[], depth = 0): void {
    if (depth > deepestNesting) {
      this.problems.add(`elements are nested deeper than ${deepestNesting}`);
      return;
    }
    for (const node of nodes) this.node(node, depth);
    this.conditions(nodes);
  }

  /** The elements around a body, which are removed. */
  wrapper(element: HtmlElement): void {
    for (const [name, value] of Object.entries(element.attribs)) {
      if (!/^xmlns(?::\w+)?$/.test(name)) this.attribute(element, name, value);
    }
  }

  private node(node: HtmlNode, depth: number): void {
    if (DomUtils.isText(node)) return this.text(node.data);
    if (!DomUtils.isTag(node)) {
      this.problems.add('comments in HTML (<!-- … -->) reach the person: write {{! … }}');
      return;
    }
    if (node.name === 'img') this.problems.add('<img>: images are not allowed, they tell who reads a mail');
    else if (!allowedTags.has(node.name)) {
      this.problems.add(`<${shown(node.name)}> is not allowed`);
      this.problems.add(allowedTagsNamed);
    }
    for (const [name, value] of Object.entries(node.attribs)) this.attribute(node, name, value);
    this.walk(node.children, depth + 1);
  }

  /** HTML can spell characters that a template may not hold. */
  private text(data: string): void {
    if (controls.test(data)) this.problems.add('it contains a control character');
  }

  /** A condition begins, turns and ends in one element, so that a message is well-formed whatever is absent. */
  private conditions(nodes: readonly HtmlNode[]): void {
    const counts = new Map<Condition, number>();
    for (const node of nodes) {
      if (!DomUtils.isText(node)) continue;
      for (const mark of marksIn(node.data, this.marks)) {
        if (mark.tag !== 'value') counts.set(mark.condition, (counts.get(mark.condition) ?? 0) + 1);
      }
    }
    if ([...counts.values()].some((count) => count !== 3)) {
      this.problems.add('a condition has to begin, turn and end inside the same element');
    }
  }

  private attribute(element: HtmlElement, name: string, value: string): void {
    const place = `${shown(name)} of <${shown(element.name)}>`;
    if (!isAllowedAttribute(name)) {
      this.problems.add(`the attribute ${place} is not allowed`);
      this.problems.add(allowedAttributesNamed);
      return;
    }
    this.text(value);
    if (value.includes('<')) this.problems.add(`"<" inside ${place}`);
    const found = marksIn(value, this.marks);
    if (found.some((mark) => mark.tag !== 'value')) this.problems.add(`a condition inside ${place}`);
    if (name === 'href') element.attribs.href = this.address(value);
    else if (name === 'style') this.style(value, place);
    else if (found.length > 0 && name !== 'title') this.problems.add(`a value inside ${place}`);
  }

  private address(value: string): string {
    const { address, problem, forms } = readAddress(value, this.marks);
    if (problem !== null) this.problems.add(problem);
    for (const [entry, form] of forms) this.forms.set(entry, form);
    return address;
  }

  private style(value: string, place: string): void {
    const found = foundInStyle(value);
    if (found === null) return;
    this.problems.add(`"${shown(found)}" inside ${place}: only plain values and colours are allowed`);
  }
}

const allowedTagsNamed = `allowed are ${[...allowedTags].map((tag) => `<${tag}>`).join(' ')}`;
const allowedAttributesNamed = `allowed attributes are ${[...allowedAttributes].join(' ')} aria-*`;
