import { html, type Content, type Markup } from './html';

/** One line of a `<dl>`. */
export function fact(name: string, value: Content): Markup {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div> `;
}
