import { DomUtils, parseDocument } from 'htmlparser2';
import type { HtmlNode } from '../html/html-document';

export const buttonColors = { text: '#ffffff', background: '#1d4ed8' } as const;

/** What a class of ours looks like, written into each element: many mail programs drop the styles of a page. */
const styles: Readonly<Record<string, string>> = {
  button: `display:inline-block;padding:12px 24px;border-radius:6px;background-color:${buttonColors.background};color:${buttonColors.text};font-weight:bold;text-decoration:none`,
  code: 'font-size:32px;line-height:1.3;font-weight:bold;letter-spacing:4px',
  quote: 'padding:2px 0 2px 16px;border-left:3px solid #9aa5b1;white-space:pre-line',
  small: 'font-size:14px;line-height:1.5;color:#52606d',
};

/** Outlook on Windows lays out with Word, where a link has no padding and a cell of a table has. */
const cellForOutlook = [
  `<!--[if mso]><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:12px 24px;background-color:${buttonColors.background}"><![endif]-->`,
  '<!--[if mso]></td></tr></table><![endif]-->',
] as const;

/** Writes the look of `class="button"`, `code`, `quote` and `small` into a body; what has a style keeps it. */
export function dress(nodes: readonly HtmlNode[]): void {
  for (const element of DomUtils.filter(DomUtils.isTag, [...nodes]).filter(DomUtils.isTag)) {
    const { class: name = '', style } = element.attribs;
    if (style !== undefined || !Object.hasOwn(styles, name)) continue;
    element.attribs['style'] = styles[name] ?? '';
    if (name !== 'button') continue;
    const [open, close] = cellForOutlook.map((comment) => parseDocument(comment).children[0]);
    if (open) DomUtils.prepend(element, open);
    if (close) DomUtils.append(element, close);
  }
}

const inOurColor = new RegExp(
  `(padding:12px 24px;(?:border-radius:6px;)?background-color:)${buttonColors.background}`,
  'g',
);

/** The buttons of a dressed body in the color of a brand; what an author colored keeps its color. */
export function withButtonColor(html: string, color: string | null): string {
  return color === null ? html : html.replaceAll(inOurColor, `$1${color}`);
}
