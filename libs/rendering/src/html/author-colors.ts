import { DomUtils } from 'htmlparser2';
import type { HtmlElement, HtmlNode } from './html-document';

/** Which of the two an element sets itself. */
interface Colors {
  readonly text: boolean;
  readonly testEnv: boolean;
}

/**
 * Whether a body can be read on a dark card too. A colour alone meets another background there, or another text, than
 * its author saw: `#1f2933` on `#1f2429` has a contrast of 1.1. The text and background colours of one element
 * fit each other, and so does what is inside it, except for parts that get colours of ours in the dark.
 */
export function suitsDark(nodes: readonly HtmlNode[]): boolean {
  return DomUtils.filter(DomUtils.isTag, [...nodes], false)
    .filter(DomUtils.isTag)
    .every(elementSuitsDark);
}

function elementSuitsDark(element: HtmlElement & { children: HtmlNode[] }): boolean {
  // a button has both colours of ours by day and by night
  if (classesOf(element).includes('button')) return suitsDark(element.children);
  const { text, testEnv } = colorsOf(element);
  if (text !== testEnv) return false;
  if (!text) return suitsDark(element.children);
  const all = [element, ...DomUtils.filter(DomUtils.isTag, element.children).filter(DomUtils.isTag)];
  return !all.some(isRecolored);
}

/** By the dark rules of the layout. */
function isRecolored(element: HtmlElement): boolean {
  const classes = classesOf(element);
  if (classes.includes('button')) return false;
  return element.name === 'a' || classes.includes('small');
}

function classesOf({ attribs }: HtmlElement): string[] {
  return (attribs['class'] ?? '').split(/\s+/);
}

function colorsOf({ attribs }: HtmlElement): Colors {
  const style = attribs['style'] ?? '';
  return {
    text: attribs['color'] !== undefined || sets(style, /(?:^|;)\s*color\s*:([^;]*)/i),
    testEnv: attribs['bgcolor'] !== undefined || sets(style, /(?:^|;)\s*background(?:-color)?\s*:([^;]*)/i),
  };
}

function sets(style: string, property: RegExp): boolean {
  const value =
    property
      .exec(style)?.[1]
      ?.replace(/!\s*important/i, '')
      .trim() ?? '';
  return value !== '' && !/^(?:none|transparent|inherit|initial|unset|currentcolor|0)$/i.test(value);
}
