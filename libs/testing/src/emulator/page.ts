import type { Behaviour } from './behaviour';
import { choicesOf, describeBehaviour, vendorLabels } from './controls';
import type { ReportEvent } from './reports/signed-reports';
import type { EmulatedMessage, VendorName } from './vendor-api';

const shown = 100;

const reports: readonly (readonly [event: ReportEvent, label: string])[] = [
  ['delivered', 'Delivered'],
  ['bounced', 'Bounced'],
  ['complained', 'Marked as spam'],
];

export interface PageFacts {
  readonly messages: readonly EmulatedMessage[];
  /** How each vendor answers now. */
  readonly behaviours: readonly (readonly [VendorName, Behaviour])[];
  /** Whether the vendor of a message knows where to report on it. */
  readonly canReport: (message: EmulatedMessage) => boolean;
  /** The status that answered the report made last; 0: no answer. Null: none was made. */
  readonly reported: number | null;
}

/**
 * How the vendors answer, and what arrived, newest first. A mail's HTML stands in a frame that may run nothing. What is
 * new appears by itself, except in what has the focus.
 */
export function renderPage({ messages, behaviours, canReport, reported }: PageFacts): string {
  const newest = messages.slice(-shown).toReversed();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Emulated providers</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  article, fieldset { border: 1px solid #ccc; border-radius: 6px; padding: 1rem; margin: 1rem 0; }
  fieldset { padding: .5rem 1rem; min-width: 0; }
  label { max-width: 100%; }
  header { color: #555; overflow-wrap: anywhere; }
  iframe { width: 100%; height: 16rem; border: 0; border-top: 1px solid #eee; }
  pre { white-space: pre-wrap; }
  form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
  select { max-width: 100%; }
  input { width: 5rem; }
</style>
<main>
<h1>Emulated providers</h1>
${reported === null ? '' : `<p role="status"><b>${said(reported)}</b></p>`}
<h2>How they answer</h2>
${behaviours.map(([vendor, behaviour]) => renderControls(vendor, behaviour)).join('\n')}
<form method="post" action="/_emulator/page/recover"><button>All back to normal</button></form>
<h2>What they received</h2>
<section id="live-messages">
${newest.length ? newest.map((message) => renderMessage(message, canReport(message))).join('\n') : '<p>Nothing yet.</p>'}
</section>
</main>
<script>
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch('/').catch(() => null);
    if (!answer?.ok) return;
    const now = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const old of document.querySelectorAll('[id^=live-]')) {
      const fresh = now.getElementById(old.id);
      if (!fresh || fresh.innerHTML === old.innerHTML || old.contains(document.activeElement)) continue;
      old.replaceWith(fresh);
    }
  }, 3000);
</script>
</html>
`;
}

function said(status: number): string {
  if (status === 0) return 'The report could not be made: nothing answers at the address for reports.';
  return status < 300 ? 'The report was taken.' : `The report was refused with status ${status}.`;
}

function renderControls(vendor: VendorName, behaviour: Behaviour): string {
  const label = vendorLabels[vendor];
  const groups = Object.entries(choicesOf(vendor)).map(
    ([group, choices]) =>
      `<optgroup label="${escape(group)}">${Object.entries(choices)
        .map(([name, choice]) => `<option value="${escape(name)}">${escape(choice.label)}</option>`)
        .join('')}</optgroup>`,
  );
  return `<fieldset>
  <legend><b>${escape(label)}</b>: <span id="live-${vendor}">${escape(describeBehaviour(behaviour))}</span></legend>
  <form method="post" action="/_emulator/page/behaviour">
    <input type="hidden" name="vendor" value="${vendor}">
    <label>Answer <select name="answer">${groups.join('')}</select></label>
    <label>for <input name="times" type="number" min="1" max="1000" placeholder="all"> messages</label>
    <label>delay or Retry-After <input name="seconds" type="number" min="1" max="600" placeholder="10"> seconds</label>
    <button aria-label="Set ${escape(label)}">Set</button>
  </form>
</fieldset>`;
}

function renderMessage(message: EmulatedMessage, canReport: boolean): string {
  const { vendor, to, at, subject, html, text } = message;
  const body = html
    ? `<iframe sandbox srcdoc="${escape(html)}" title="Message"></iframe>`
    : `<pre>${escape(text ?? '')}</pre>`;
  return `<article>
  <header>${escape(vendorLabels[vendor])} to <b>${escape(to)}</b> at ${escape(at)}</header>
  ${subject === undefined ? '' : `<h3>${escape(subject)}</h3>`}
  ${renderReports(message, canReport)}
  ${body}
</article>`;
}

function renderReports({ vendor, id }: EmulatedMessage, canReport: boolean): string {
  if (vendor === 'smtp') return '';
  if (!canReport) return '<p>To report on it, set up delivery reports of this provider in the console.</p>';
  const buttons = reports.map(([event, label]) => `<button name="event" value="${event}">${label}</button>`);
  return `<form method="post" action="/_emulator/page/report">
    <input type="hidden" name="id" value="${escape(id)}">
    Report as ${buttons.join(' ')}
  </form>`;
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
