import { asHtml } from './write';

export interface Page {
  /** Safe HTML. */
  readonly body: string;
  /** Plain text. */
  readonly title: string;
  readonly locale: string;
}

const fonts = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** What follows the reader's choice of dark or light; everything else is inline, for mail programs without styles. */
const styles = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  '@media (prefers-color-scheme:dark){',
  '.sheet{background-color:#15181c!important}',
  '.card{background-color:#1f2429!important;border-color:#343b42!important;color:#e8eaed!important}',
  '.card a{color:#9cc4ff!important}',
  '.card a.button{background-color:#2f6fdb!important;color:#ffffff!important}',
  '}',
].join('');

/**
 * One column of at most 600 pixels around a body. Nothing is loaded from anywhere: no picture, no font, nothing that
 * tells when the mail was read. Tables, because Outlook on Windows lays out with Word and knows no `max-width`.
 */
export function layOut({ body, title, locale }: Page): string {
  return `<!doctype html>
<html lang="${asHtml(locale)}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${asHtml(title)}</title>
<style>${styles}</style>
</head>
<body class="sheet" style="margin:0;padding:0;background-color:#f4f5f7">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f4f5f7">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td class="card" style="padding:32px;background-color:#ffffff;border:1px solid #dfe3e8;border-radius:8px;font-family:${fonts};font-size:16px;line-height:1.5;color:#1f2933;text-align:start;word-break:break-word">
${body}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-', 1)[0]?.toLowerCase() ?? '') ? 'rtl' : 'ltr';
}
