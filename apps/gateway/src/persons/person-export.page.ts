import { createHash } from 'node:crypto';
import { html, Markup, type Content } from '../pages/links/html/html';
import type { PersonExport, PersonExportSection } from './person-export';

const style = [
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}',
  'dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.1rem 1rem;margin:0}',
  'dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}',
  'article{border:1px solid #8888;border-radius:.5rem;padding:.75rem 1rem;margin:.75rem 0}',
].join('');

/** Nothing runs in the page, and nothing is loaded: a value of a person can only be read. */
export const exportPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The export as a page to read, print or hand over. */
export function exportPage({ exported_at, look_id, is_complete, sections }: PersonExport): string {
  const filled = sections.filter(({ total }) => total > 0);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>Data held on a person</title>
        ${styleSheet}
      </head>
      <body>
        <h1>Data held on a person</h1>
        <p>Exported at ${exported_at}, recorded as ${look_id}.</p>
        ${!is_complete && html`<p><strong>There is more than fits into one export.</strong></p>`}
        ${filled.length === 0 && html`<p>Nothing is held.</p>`} ${filled.map(sectionOf)}
      </body>
    </html> `.text;
}

// one line: its digest is in the content policy
const styleSheet = new Markup(`<style>${style}</style>`);

function sectionOf({ title, records, total, next }: PersonExportSection): Markup {
  return html`<section>
    <h2>${title} (${total})</h2>
    ${records.map((record) => html`<article>${valueOf(record)}</article>`)}
    ${next !== null && html`<p>More follow after the first ${next}.</p>`}
  </section>`;
}

function valueOf(value: unknown): Content {
  if (Array.isArray(value))
    return html`<ul>
      ${value.map((item) => html`<li>${valueOf(item)}</li>`)}
    </ul>`;
  if (typeof value === 'object' && value !== null) {
    const rows = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
    return html`<dl>
      ${rows.map(
        ([name, inner]) =>
          html`<dt><bdi>${name}</bdi></dt>
            <dd>${valueOf(inner)}</dd>`,
      )}
    </dl>`;
  }
  // the direction of a value ends with it
  return html`<bdi>${String(value)}</bdi>`;
}
