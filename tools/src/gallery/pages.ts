import type { MessageKindId } from '@subjectline/contracts';

/** A message of one kind in one language, as it is sent. */
export interface Exhibit {
  readonly kind: MessageKindId;
  readonly label: string;
  readonly locale: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly sms: string;
  readonly smsSegments: number;
}

export function fileOf({ kind, locale }: Exhibit): string {
  return `${kind}.${locale}.html`;
}

/** The mail alone. */
export function mailFileOf({ kind, locale }: Exhibit): string {
  return `mails/${kind}.${locale}.html`;
}

/** The mail in dark mode; a frame has no color scheme of its own that could be switched. */
export function darkFileOf({ kind, locale }: Exhibit): string {
  return `mails/${kind}.${locale}.dark.html`;
}

export function darkMail({ html }: Exhibit): string {
  return html.replace('@media (prefers-color-scheme:dark)', '@media all');
}

const look = `
body { margin: 2rem auto; max-width: 106rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #1f2933; background: #fff }
table { border-collapse: collapse; width: 100% }
th, td { padding: .4rem .6rem; border-bottom: 1px solid #dfe3e8; text-align: left; vertical-align: top }
pre { padding: 1rem; border: 1px solid #dfe3e8; white-space: pre-wrap; overflow-wrap: anywhere }
code { font-size: .85em }
iframe { width: 100%; height: 40rem; border: 1px solid #9aa5b1 }
figure { flex: 1 1 38rem; margin: 0 }
figure.narrow { flex: 0 1 22.5rem }
.mails { display: flex; flex-wrap: wrap; gap: 1rem }
`;

/** A table of every kind in every language. */
export function indexPage(exhibits: readonly Exhibit[]): string {
  const locales = [...new Set(exhibits.map(({ locale }) => locale))];
  const kinds = [...new Set(exhibits.map(({ kind }) => kind))];
  const cell = (exhibit: Exhibit | undefined) =>
    exhibit
      ? `<td lang="${exhibit.locale}"><a href="${fileOf(exhibit)}">${asHtml(exhibit.subject)}</a></td>`
      : '<td>–</td>';
  const rows = kinds.map((kind) => {
    const own = exhibits.filter((exhibit) => exhibit.kind === kind);
    const cells = locales.map((locale) => cell(own.find((exhibit) => exhibit.locale === locale)));
    return `<tr><th scope="row">${asHtml(own[0]?.label ?? '')}<br><code>${kind}</code></th>${cells.join('')}</tr>`;
  });
  const heads = locales.map((locale) => `<th scope="col">${locale}</th>`).join('');
  const table = `<table><thead><tr><th scope="col">Kind</th>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return page('en', 'The shipped messages', `<h1>The shipped messages</h1>${table}`);
}

/** One message: the mail by day, by night and on a telephone, then its text and its SMS. */
export function exhibitPage(exhibit: Exhibit): string {
  const { kind, label, locale, subject, text, sms, smsSegments } = exhibit;
  const mail = (what: string, file: string, width = 'wide') =>
    `<figure class="${width}"><figcaption>${what}</figcaption><iframe title="${what}" sandbox="" src="${file}"></iframe></figure>`;
  const asSent = mailFileOf(exhibit);
  const mails = mail('Light', asSent) + mail('Dark', darkFileOf(exhibit)) + mail('Narrow', asSent, 'narrow');
  const segments = smsSegments === 1 ? '1 segment' : `${smsSegments} segments`;
  const main = `<p><a href="index.html">All messages</a></p>
<h1>${asHtml(label)}, ${locale}</h1>
<p><code>${kind}</code></p>
<h2>Subject</h2><p lang="${locale}">${asHtml(subject)}</p>
<h2>Mail</h2><div class="mails">${mails}</div>
<h2>Text</h2><pre lang="${locale}">${asHtml(text)}</pre>
<h2>SMS (${segments})</h2><pre lang="${locale}">${asHtml(sms)}</pre>`;
  return page('en', `${label}, ${locale}`, main);
}

function page(lang: string, title: string, main: string): string {
  return `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${asHtml(title)}</title><style>${look}</style></head>
<body><main>
${main}
</main></body>
</html>
`;
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
