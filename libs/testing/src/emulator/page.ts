import type { EmulatedMessage } from './vendor-api';

const shown = 100;

/** What arrived, newest first; a mail's HTML stands in a frame that may run nothing. */
export function renderPage(messages: EmulatedMessage[]): string {
  const newest = messages.slice(-shown).toReversed();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="3">
<title>${messages.length} messages</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
  article { border: 1px solid #ccc; border-radius: 6px; padding: 1rem; margin: 1rem 0; }
  header { color: #555; }
  iframe { width: 100%; height: 16rem; border: 0; border-top: 1px solid #eee; }
  pre { white-space: pre-wrap; }
</style>
<h1>What the emulated providers received</h1>
${newest.length ? newest.map(renderMessage).join('\n') : '<p>Nothing yet.</p>'}
</html>
`;
}

function renderMessage({ vendor, to, at, subject, html, text }: EmulatedMessage): string {
  const body = html
    ? `<iframe sandbox srcdoc="${escape(html)}" title="Message"></iframe>`
    : `<pre>${escape(text ?? '')}</pre>`;
  return `<article>
  <header>${escape(vendor)} to <b>${escape(to)}</b> at ${escape(at)}</header>
  ${subject === undefined ? '' : `<h2>${escape(subject)}</h2>`}
  ${body}
</article>`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
