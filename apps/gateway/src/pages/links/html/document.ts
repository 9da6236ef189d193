import { brandFooter, brandHeader, brandStyle, type PageBrand } from './brand';
import { html, type Content, type Markup } from './html';
import type { Language } from '../language';

/** What a page is about, at a glance; the words say it too. */
export type Symbol = 'ask' | 'done' | 'late' | 'stop';

/** The HTML document around every page. */
export interface PageContent {
  readonly status: number;
  readonly symbol: Symbol;
  readonly title: string;
  readonly body: Content;
  /** A last word under the page. */
  readonly footer?: string;
}

const symbols: Readonly<Record<Symbol, { tone: string; strokes: Markup }>> = {
  ask: {
    tone: '',
    strokes: html`<path d="M4 6h16v12H4z" /><path d="m4 7 8 6 8-6" />`,
  },
  done: { tone: 'good', strokes: html`<path d="m5 13 5 5 9-11" />` },
  late: { tone: 'warm', strokes: html`<circle cx="12" cy="12" r="8.5" /><path d="M12 7v5l3.5 2" />` },
  stop: {
    tone: 'warm',
    strokes: html`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.5v5.5M12 16.4v.1" />`,
  },
};

/**
 * The whole document. Nothing in it runs, and all it loads is our style sheet. Addresses are relative: a proxy may have
 * put us under a path of its own.
 */
export function documentOf(
  { symbol, title, body, footer }: PageContent,
  language: Language,
  brand: PageBrand | null,
): string {
  const { tag } = language;
  const below = brand && brandFooter(brand, language);
  const { tone, strokes } = symbols[symbol];
  return html`<!doctype html>
    <html lang="${tag}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        <link rel="stylesheet" href="links/links.css" />
        ${brand && brandStyle(brand)}
      </head>
      <body>
        ${brand && brandHeader(brand)}
        <main>
          <svg
            class="symbol ${tone}"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            focusable="false"
          >
            ${strokes}
          </svg>
          <h1>${title}</h1>
          ${body}
        </main>
        ${(footer || below) && html`<footer>${footer && html`<p>${footer}</p>`}${below}</footer>`}
      </body>
    </html> `.text;
}
